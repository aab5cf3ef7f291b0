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

test('phones show the room, its people and its state first, within 390 pixels', () => {
  const arranged = arrangeColumns(columnNames, true)
  expect(arranged.slice(0, 4).map(({ name }) => name)).toEqual([
    'room',
    'occupancy',
    'state',
    'floor',
  ])
  expect(arranged.slice(0, 3).reduce((sum, { width }) => sum + width, 16)).toBeLessThan(390)
  expect(arranged).toHaveLength(columnNames.length)
  expect(arrangeColumns(columnNames, false).map(({ name }) => name)).toEqual(columnNames)
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
  const sumWidths = (arranged: ReturnType<typeof arrangeColumns>) =>
    arranged.reduce((sum, { width }) => sum + width, 0)
  const onPhone = arrangeColumns(compared, true).slice(0, 3)
  expect(onPhone.map(({ name }) => name)).toEqual(['room', 'occupancy', 'usual'])
  expect(sumWidths(onPhone) + 16).toBeLessThan(390)
  expect(sumWidths(arrangeColumns(compared, false)) + 2 * 32).toBeLessThanOrEqual(1440)
})
