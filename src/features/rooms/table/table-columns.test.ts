import { expect, test } from 'vitest'
import { columnNames, parseColumns, serializeColumns } from './table-columns.ts'

test('reads columns from the URL and always includes the room', () => {
  expect(parseColumns(null)).toEqual(columnNames)
  expect(parseColumns('state,nonsense')).toEqual(['room', 'state'])
  expect(parseColumns('nonsense')).toEqual(columnNames)
  expect(serializeColumns(columnNames)).toBeNull()
  expect(serializeColumns(['room', 'state'])).toBe('room,state')
})
