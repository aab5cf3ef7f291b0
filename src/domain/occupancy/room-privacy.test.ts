import { expect, test } from 'vitest'
import { isStatusOnly } from './room-privacy.ts'

test.each([null, undefined, 0, 1, 2, 2.5, -4, Number.NaN, Number.POSITIVE_INFINITY])(
  'a room of capacity %s is status-only if and only if small rooms are private',
  (capacity) => {
    expect(isStatusOnly('small-rooms-in-words', capacity)).toBe(true)
    expect(isStatusOnly('exact', capacity)).toBe(false)
  },
)

test.each([3, 8, 100_000])('a room of capacity %s is not status-only', (capacity) => {
  expect(isStatusOnly('small-rooms-in-words', capacity)).toBe(false)
})
