import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { peakSince, raisePeak, type PeakStep } from './room-peaks.ts'

const quarter = 15 * 60_000
const hour = 4 * quarter
const begin = Date.UTC(2026, 10, 26)
/** Returns the steps after consecutive polls with the given room counts, by default one minute apart. */
const after = (counts: readonly number[], everyMs = 60_000) =>
  counts.reduce<readonly PeakStep[]>(
    (steps, people, poll) => raisePeak(steps, [begin + poll * everyMs, people, 2]),
    [],
  )
const peopleSince = (steps: readonly PeakStep[], from: number) => peakSince(steps, from)?.[1] ?? 0

test('returns the largest sum of all polls since midnight', () => {
  expect(peakSince(after([3, 7, 6, 7, 2]), begin)).toEqual([begin + 60_000, 7, 2])
})

test('returns no peak for an empty room', () => {
  expect(peakSince(after([0, 0]), begin)).toBeNull()
})

test('ignores the peak of the previous day in any time zone', () => {
  const steps = after([9, 1, 1, 1, 4, 3], hour)
  expect(peopleSince(steps, begin)).toBe(9)
  expect(peopleSince(steps, begin + hour)).toBe(4)
  expect(peopleSince(steps, begin + 5 * hour)).toBe(3)
})

test('replaces a sum by an equal sum from more sensors', () => {
  const fewer: PeakStep = [begin, 5, 1]
  expect(raisePeak([fewer], [begin + 1, 5, 2])).toEqual([[begin + 1, 5, 2]])
})

test('ignores a sum after the clock is set back', () => {
  const steps = after([3])
  expect(raisePeak(steps, [begin - hour, 9, 2])).toBe(steps)
})

test('returns the largest sum since any quarter of an hour', () => {
  const counts = fc.array(fc.nat(12), { minLength: 1, maxLength: 120 })
  fc.assert(
    fc.property(counts, fc.nat(120), (people, skipped) => {
      const everyMs = 7 * 60_000
      const steps = after(people, everyMs)
      const from = begin + skipped * quarter
      const since = people.filter((_, poll) => begin + poll * everyMs >= from)
      expect(peopleSince(steps, from)).toBe(Math.max(0, ...since))
    }),
  )
})

test('limits the number of steps by the length of a day and the number of distinct sums', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 400 }), (people) => {
      expect(after(people, 5 * 60_000).length).toBeLessThanOrEqual(2 * 5)
    }),
  )
  const falling = Array.from({ length: 2_000 }, (_, index) => 3_000 - index)
  expect(after(falling, quarter).length).toBeLessThanOrEqual(102)
})
