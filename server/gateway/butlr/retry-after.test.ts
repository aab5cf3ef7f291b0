import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'

const now = Date.parse('2026-03-02T09:00:00Z')

test.each([
  ['120', 120],
  [' 7 ', 7],
  ['0', 1],
  ['86400', 3_600],
  ['99999999999999999999', 3_600],
  ['Mon, 02 Mar 2026 09:01:30 GMT', 90],
  ['Monday, 02-Mar-26 09:01:30 GMT', 90],
  ['Mon, 02 Mar 2026 08:00:00 GMT', 1],
  ['Tue, 03 Mar 2026 09:00:00 GMT', 3_600],
  [null, undefined],
  ['', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
])('Retry-After %j means %j seconds', (value, seconds) => {
  expect(parseRetryAfter(value, now)).toBe(seconds)
})

test('whatever an upstream says, the wait is a whole number of seconds up to an hour, or unknown', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.date().map(String)), (value) => {
      const seconds = parseRetryAfter(value, now)
      if (seconds === undefined) return
      expect(Number.isInteger(seconds)).toBe(true)
      expect(seconds).toBeGreaterThanOrEqual(1)
      expect(seconds).toBeLessThanOrEqual(3_600)
    }),
  )
})
