import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { silentSpans, withGaps } from './gaps.ts'

const minute = 60_000
const at = (minutes: number, value: number | null = 1) => ({ at: minutes * minute, value })
const series = (label: string, minutes: number[]) => ({
  id: label,
  label,
  colour: 'var(--series-1)',
  points: minutes.map((each) => at(each)),
})

test('a missing point becomes an explicit gap, one step after the last that was there', () => {
  expect(withGaps([at(0), at(1), at(5), at(6)], minute)).toEqual([
    at(0),
    at(1),
    at(2, null),
    at(5),
    at(6),
  ])
})

test('a point that is merely late leaves no gap', () => {
  const late = [at(0), { at: 1.5 * minute, value: 2 }, at(3)]
  expect(withGaps(late, minute)).toEqual(late)
})

test('a gap that is already explicit is not doubled', () => {
  const known = [at(0), at(1, null), at(9)]
  expect(withGaps(known, minute)).toEqual(known)
})

test('no two neighbouring values are ever further apart than a step and a half', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 })), (minutes) => {
      const points = withGaps(
        minutes.sort((a, b) => a - b).map((each) => at(each)),
        minute,
      )
      for (const [index, point] of points.entries()) {
        const next = points[index + 1]
        if (!next) continue
        expect(next.at).toBeGreaterThan(point.at)
        if (point.value !== null && next.value !== null)
          expect(next.at - point.at).toBeLessThanOrEqual(1.5 * minute)
      }
    }),
  )
})

test('silence is named, from the end of the last window to the next point', () => {
  const spans = silentSpans(
    [series('North', [0, 1, 2, 3, 4, 5]), series('Door', [0, 1, 4, 5])],
    minute,
    0,
    6 * minute,
  )
  expect(spans).toEqual([{ from: 2 * minute, to: 4 * minute, label: 'Door silent' }])
})

test('silences that overlap are cut where the silent ones change', () => {
  const spans = silentSpans(
    [series('North', [0, 1, 6, 7]), series('Door', [0, 1, 2, 3, 7])],
    minute,
    0,
    8 * minute,
  )
  expect(spans.map((span) => [span.from / minute, span.to / minute, span.label])).toEqual([
    [2, 4, 'North silent'],
    [4, 6, 'North and Door silent'],
    [6, 7, 'Door silent'],
  ])
})

test('a series without any point is silent for the whole window', () => {
  expect(silentSpans([series('North', [])], minute, 0, 30 * minute)).toEqual([
    { from: 0, to: 30 * minute, label: 'North silent' },
  ])
})

test('the window that is still under way is no silence', () => {
  expect(silentSpans([series('North', [0, 1, 2])], minute, 0, 4.4 * minute)).toEqual([])
  expect(silentSpans([series('North', [0, 1, 2])], minute, 0, 4.6 * minute)).toHaveLength(1)
})
