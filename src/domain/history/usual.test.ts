import { describe, expect, test } from 'vitest'
import { addDays } from '#src/domain/time/local-date.ts'
import { computeUsual, differenceFromUsual } from './usual.ts'

const toDays = (averages: readonly number[]) =>
  averages.map((people, index) => ({ date: addDays('2026-10-01', 7 * index), people }))

test('the usual number is the median of the days, with the bounds of their middle half', () => {
  expect(computeUsual(toDays([2, 3, 3, 4, 6, 8, 8, 9]))).toEqual({ lower: 3, median: 5, upper: 8 })
  expect(computeUsual(toDays([9, 0, 4]))).toEqual({ lower: 0, median: 4, upper: 9 })
  expect(computeUsual(toDays([0.4, 1.6, 2.5, 3]))).toEqual({ lower: 0, median: 2, upper: 3 })
})

test('returns no usual number with fewer than three days', () => {
  expect(computeUsual(toDays([4, 4]))).toBeNull()
})

describe('compared with a middle half of 2 to 6 people', () => {
  const usual = { lower: 2, median: 4, upper: 6 }
  const differ = (people: number, capacity: number | null, atLeast = false) =>
    differenceFromUsual({ people, atLeast }, capacity, usual)

  test.each([
    [8, 10, 2],
    [7, 10, 0],
    [7, 6, 1],
    [8, null, 2],
    [1, 10, 0],
    [0, 10, -2],
    [1, 6, -1],
  ])('%i people in a room for %s differ by %i', (people, capacity, expected) => {
    expect(differ(people, capacity)).toBe(expected)
  })

  test('a room with missing sensors can be busier, but not quieter', () => {
    expect(differ(0, 10, true)).toBe(0)
    expect(differ(9, 10, true)).toBe(3)
  })
})
