import { expect, test } from 'vitest'
import {
  addUsualColumn,
  arrangeColumns,
  columnNames,
  parseColumns,
  serializeColumns,
} from './table-columns.ts'

test('reads the columns from the URL and writes them to it, always includes the room, and omits the default columns', () => {
  expect(parseColumns(null)).toEqual(columnNames)
  expect(parseColumns('state,nonsense')).toEqual(['room', 'state'])
  expect(parseColumns('nonsense')).toEqual(columnNames)
  expect(serializeColumns(columnNames)).toBeNull()
  expect(serializeColumns(['room', 'state'])).toBe('room,state')
})

const sumWidths = (arranged: ReturnType<typeof arrangeColumns>) =>
  arranged.reduce((sum, { width }) => sum + width, 0)

test.each([
  ['phone', 390 - 16],
  ['tablet', 768 - 2 * 32],
] as const)(
  'a %s shows the room, its people and its state first, in view together',
  (size, limit) => {
    const arranged = arrangeColumns(columnNames, size)
    expect(arranged.slice(0, 4).map(({ name }) => name)).toEqual([
      'room',
      'occupancy',
      'state',
      'floor',
    ])
    expect(sumWidths(arranged.slice(0, 3))).toBeLessThan(limit)
    expect(arranged).toHaveLength(columnNames.length)
  },
)

test('all columns fit on a laptop', () => {
  const arranged = arrangeColumns(columnNames, 'laptop')
  expect(arranged.map(({ name }) => name)).toEqual(columnNames)
  expect(sumWidths(arranged) + 2 * 32).toBeLessThanOrEqual(1280)
  expect(arrangeColumns(columnNames, 'desktop').map(({ name }) => name)).toEqual(columnNames)
})

test('a comparison adds a column that fits on a phone and on a laptop', () => {
  expect(addUsualColumn(columnNames, false)).toEqual(columnNames)
  expect(addUsualColumn(['room', 'capacity', 'state'], true)).toEqual([
    'room',
    'capacity',
    'usual',
    'state',
  ])
  const compared = addUsualColumn(columnNames, true)
  const onPhone = arrangeColumns(compared, 'phone').slice(0, 3)
  expect(onPhone.map(({ name }) => name)).toEqual(['room', 'occupancy', 'usual'])
  expect(sumWidths(onPhone) + 16).toBeLessThan(390)
  expect(sumWidths(arrangeColumns(compared, 'desktop')) + 2 * 32).toBeLessThanOrEqual(1440)
})
