import { expect, test } from 'vitest'
import { hasSeats, listSizeClasses } from './size-classes.ts'

test('leaves out size classes without a room, and those with the same rooms as a smaller class', () => {
  expect(listSizeClasses([4, 6, 8, 12, 14, 120])).toEqual([1, 8, 12, 16])
  expect(listSizeClasses([12, 12])).toEqual([1])
  expect(listSizeClasses([])).toEqual([])
})

test('a room of unknown capacity counts only as a room of any size', () => {
  expect(listSizeClasses([null, 8])).toEqual([1, 2])
  expect(hasSeats(null, 1)).toBe(true)
  expect(hasSeats(null, 2)).toBe(false)
})
