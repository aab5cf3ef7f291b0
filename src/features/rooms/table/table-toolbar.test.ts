import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { columnNames, parseColumns, serializeColumns } from './table-columns.ts'
import { toTabSeparated, toTableCsv, toTableRows } from './table-toolbar.tsx'

const at = Date.UTC(2026, 10, 23, 9)
const place = {
  label: 'Floor 3',
  zone: { name: 'Europe/Berlin', known: true },
  buildingId: 'b',
  siteId: 's',
}
const rooms = toRoomCardModels(
  [
    makeLiveRoom({ sensors: [2, 4] }),
    makeLiveRoom({ id: 'willow', name: '=Willow', capacity: null, sensors: [1200, 'missing'] }),
    makeLiveRoom({ id: 'hazel', name: 'Hazel', capacity: 6, sensors: ['missing'] }),
  ],
  new Map([['f3', place]]),
  { at, freshness: 'live', intervalMs: 5_000 },
)

test('exports the values of the table, including partial sums and rooms without data', () => {
  expect(toTableRows(rooms, columnNames, at)).toEqual([
    ['Room', 'Floor', 'Type', 'People', 'Capacity', 'Utilisation', 'State', 'Sensors', 'Updated'],
    [
      'Maple',
      'Floor 3',
      'Meeting room',
      '6',
      '10',
      '60%',
      'In use',
      '2 of 2 sensors',
      '23 Nov, 10:00',
    ],
    [
      '=Willow',
      'Floor 3',
      'Meeting room',
      '1,200+',
      '',
      '',
      'In use',
      '1 of 2 sensors',
      '23 Nov, 10:00',
    ],
    ['Hazel', 'Floor 3', 'Meeting room', '', '6', '', 'No data', '0 of 1 sensor', ''],
  ])
})

test('exports the time and filters to CSV and escapes formulas', () => {
  const csv = toTableCsv(
    toTableRows(rooms, ['room', 'occupancy'], at),
    '23 Nov, 10:00',
    'state=busy',
  )
  expect(csv).toBe(
    'Rooms\r\nData as of,"23 Nov, 10:00"\r\nFilters,state=busy\r\n\r\nRoom,People\r\nMaple,6\r\n\'=Willow,"1,200+"\r\nHazel,\r\n',
  )
})

test('separates copied cells by tabs and removes tabs and line breaks within cells', () => {
  expect(
    toTabSeparated([
      ['a\tb', 'c'],
      ['d', 'e\nf'],
    ]),
  ).toBe('a b\tc\nd\te f')
})

test('reads columns from the URL and always includes the room', () => {
  expect(parseColumns(null)).toEqual(columnNames)
  expect(parseColumns('state,nonsense')).toEqual(['room', 'state'])
  expect(parseColumns('nonsense')).toEqual(columnNames)
  expect(serializeColumns(columnNames)).toBeNull()
  expect(serializeColumns(['room', 'state'])).toBe('room,state')
})
