import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toReadingColumns } from '#server/gateway/butlr/reading-columns.ts'
import {
  countLimits,
  liveSums,
  mergePeaks,
  peakSince,
  raisePeak,
  type PeakStep,
} from './room-peaks.ts'

const quarter = 15 * 60_000
const hour = 4 * quarter
const begin = Date.UTC(2026, 10, 26)
/** Returns the steps after consecutive polls with the given room counts, by default one minute apart. */
const after = (counts: readonly number[], everyMs = 60_000) =>
  counts.reduce<readonly PeakStep[]>(
    (steps, people, poll) => raisePeak(steps, [begin + poll * everyMs, people, 2]),
    [],
  )
const day = 24 * hour
const peopleSince = (steps: readonly PeakStep[], from: number) =>
  peakSince(steps, from, begin + day)?.[1] ?? 0

test('returns the largest sum of all polls since midnight', () => {
  expect(peakSince(after([3, 7, 6, 7, 2]), begin, begin + hour)).toEqual([begin + 60_000, 7, 2])
})

test('returns no peak for an empty room', () => {
  expect(peakSince(after([0, 0]), begin, begin + hour)).toBeNull()
})

test('ignores the peak of the previous day in any time zone', () => {
  const steps = after([9, 1, 1, 1, 4, 3], hour)
  expect(peopleSince(steps, begin)).toBe(9)
  expect(peopleSince(steps, begin + hour)).toBe(4)
  expect(peopleSince(steps, begin + 5 * hour)).toBe(3)
})

test('replaces a sum with an equal sum from more sensors', () => {
  const fewer: PeakStep = [begin, 5, 1]
  expect(raisePeak([fewer], [begin + 1, 5, 2])).toEqual([[begin + 1, 5, 2]])
})

test('keeps a larger sum from a clock that is up to two minutes slow', () => {
  const steps = after([3])
  expect(raisePeak(steps, [begin - 100_000, 9, 2])).toEqual([[begin, 9, 2]])
  expect(raisePeak(steps, [begin - 100_000, 2, 2])).toBe(steps)
})

test('drops steps from a clock that was a day fast, and records sums again', () => {
  const future: PeakStep = [begin + day, 9, 2]
  expect(peakSince([future], begin, begin)).toBeNull()
  expect(raisePeak([future], [begin, 3, 2])).toEqual([[begin, 3, 2]])
  expect(mergePeaks([future], [[begin, 3, 2]], begin)).toEqual([[begin, 3, 2]])
  expect(mergePeaks([[begin, 3, 2]], [future], begin)).toEqual([[begin, 3, 2]])
})

test('merges earlier sums, and returns the same array if they change nothing', () => {
  const steps = after([3, 2], hour)
  const merged = mergePeaks(steps, [[begin + quarter, 8, 2]], begin + day)
  expect(merged).toEqual([
    [begin + quarter, 8, 2],
    [begin + hour, 2, 2],
  ])
  expect(mergePeaks(merged, [[begin + quarter, 8, 2]], begin + day)).toBe(merged)
  expect(mergePeaks(merged, [[begin + 2, 8, 1]], begin + day)).not.toBe(merged)
})

test('merging sums in any order preserves the peak of any period', () => {
  const polls = fc.array(fc.tuple(fc.nat(90), fc.nat(9)), { maxLength: 40 })
  fc.assert(
    fc.property(polls, polls, fc.nat(24), (one, other, skipped) => {
      const toSteps = (sums: readonly (readonly [number, number])[]) =>
        sums.map(([at, people]): PeakStep => [begin + at * 10 * 60_000, people, 2])
      const now = begin + day
      const first = mergePeaks([], toSteps(one), now)
      const both = mergePeaks(first, toSteps(other), now)
      const from = begin + skipped * hour
      const sums = [...one, ...other].filter(([at]) => {
        const time = begin + at * 10 * 60_000
        return time >= from && time <= now
      })
      expect(peakSince(both, from, now)?.[1] ?? 0).toBe(
        Math.max(0, ...sums.map(([, people]) => people)),
      )
    }),
  )
})

test('returns the largest sum since the start of any given quarter-hour', () => {
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
  expect(after(falling, quarter).length).toBeLessThanOrEqual(106)
})

test('counts a sensor once in a sum, even if its MAC address has several spellings', () => {
  const sensors = {
    'AC-01': { last: 3 },
    ' ac-01 ': { last: 3 },
    'ac-02': { last: 1 },
    ' ': { last: 5 },
  }
  const sums = [...liveSums(toReadingColumns({ room_1: sensors }), countLimits(null, null))]
  expect(sums).toEqual([['room_1', { people: 4, sensors: 2 }]])
})
