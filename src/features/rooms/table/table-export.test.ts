import { expect, test } from 'vitest'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatCsv } from '#src/lib/csv.ts'
import { readOverviewParams } from '#src/lib/overview-params.ts'
import { makeLiveRoom, makeRoom, makeTopology } from '#src/testing/fixtures.ts'
import { parseCsv } from '#src/testing/parse-csv.ts'
import { columnNames, type ColumnName } from './table-columns.ts'
import { toRoomsExport } from './table-export.ts'

const at = Date.UTC(2026, 10, 23, 9)
const polled = '2026-11-23T10:00:00+01:00'
const zone = { name: 'Europe/Berlin', known: true }
const place = { label: 'Floor 3', zone, buildingId: 'b', siteId: 's' }
const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
  rooms: [makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3' })],
  tags: [{ id: 't1', name: 'Quiet' }],
})
const rooms = toRoomCardModels(
  [
    makeLiveRoom({ sensors: [2, 4] }),
    makeLiveRoom({ id: 'willow', name: '=Willow', capacity: null, sensors: [1200, 'missing'] }),
    makeLiveRoom({ id: 'hazel', name: 'Hazel', capacity: 6, sensors: ['missing'] }),
    makeLiveRoom({ id: 'oak', name: 'Oak', capacity: 12, sensors: [15] }),
  ],
  new Map([['f3', place]]),
  { at, freshness: 'live', intervalMs: 5_000 },
)
const exportOf = (query = '', shown: readonly ColumnName[] = columnNames) => {
  const params = readOverviewParams(new URLSearchParams(query))
  return toRoomsExport(rooms, shown, at, params, topology)
}

test('exports the table with plain numbers, times with date and offset, and empty cells for rooms without data', () => {
  expect(parseCsv(formatCsv(exportOf('view=table&columns=room&explain=all')))).toEqual([
    ['Rooms, Main building - 2026-11-23T10:00 Europe/Berlin'],
    ['Location', 'Main building'],
    ['Filters', 'none'],
    ['Data as of', polled],
    ['Time zone', 'Europe/Berlin (CET)'],
    [''],
    // prettier-ignore
    ['Room', 'Floor', 'Kind', 'People', 'Incomplete count', 'Capacity', 'Utilisation (%)', 'State', 'Sensors', 'Updated'],
    // prettier-ignore
    ['Maple', 'Floor 3', 'Meeting room', '6', '', '10', '60', 'In use', '2 of 2 sensors', polled],
    // prettier-ignore
    [`'=Willow`, 'Floor 3', 'Meeting room', '1200', 'yes', '', '', 'In use', '1 of 2 sensors', polled],
    ['Hazel', 'Floor 3', 'Meeting room', '', '', '6', '', 'No data', '0 of 1 sensor', ''],
    // prettier-ignore
    ['Oak', 'Floor 3', 'Meeting room', '15', '', '12', '125', 'Over capacity', '1 of 1 sensor', polled],
  ])
})

test('exports percentages rounded down, as in the table', () => {
  const [room] = toRoomCardModels([makeLiveRoom({ capacity: 12, sensors: [5] })], new Map(), {
    at,
    freshness: 'live',
    intervalMs: 5_000,
  })
  const params = readOverviewParams(new URLSearchParams())
  const { rows } = toRoomsExport(room ? [room] : [], ['utilisation'], at, params, topology)
  expect(rows[1]).toEqual([41])
})

test('exports the bounds of usual occupancy and the difference from it, but not for a room with one seat', () => {
  const params = readOverviewParams(new URLSearchParams('usual=on'))
  const usual = { usual: { lower: 2, median: 3, upper: 4 }, days: 8, weekday: 3 }
  const compared = toRoomCardModels(
    [makeLiveRoom({ sensors: [6] }), makeLiveRoom({ id: 'booth', name: 'Booth', capacity: 1 })],
    new Map(),
    { at, freshness: 'live', intervalMs: 5_000 },
  ).map((one) => ({ ...one, usual, usualDifference: one.room.capacity === 1 ? null : 2 }))
  expect(toRoomsExport(compared, ['room', 'usual'], at, params, topology).rows).toEqual([
    ['Room', 'Usual occupancy, from', 'Usual occupancy, to', 'Difference from usual occupancy'],
    ['Maple', 2, 4, 2],
    ['Booth', null, null, null],
  ])
})

test('exports only the selected columns', () => {
  const { rows } = exportOf('', ['room', 'capacity'])
  expect(rows.slice(0, 2)).toEqual([
    ['Room', 'Capacity'],
    ['Maple', 10],
  ])
})

test.each([
  ['', 'Rooms, Main building', 'none'],
  ['view=table&sort=name&order=reversed', 'Rooms, Main building', 'none'],
  ['place=f3', 'Rooms, Floor 3, Main building', 'none'],
  ['place=f3&state=busy', 'Rooms, Floor 3, Main building - Busy', 'Busy'],
  [
    'seats=6&tag=t1&q=map',
    'Rooms, Main building - 6 or more seats, Quiet, “map”',
    '6 or more seats, Quiet, “map”',
  ],
])('exports the query "%s" with the title "%s" and the filters "%s"', (query, title, filters) => {
  const exported = exportOf(query)
  const time = '2026-11-23T10:00 Europe/Berlin'
  expect(exported.title).toBe(title.includes(' - ') ? `${title}, ${time}` : `${title} - ${time}`)
  expect(exported.details).toContainEqual(['Filters', filters])
})
