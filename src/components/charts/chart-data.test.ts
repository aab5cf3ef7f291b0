import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findGaps, insertGaps, getTimestamps, findNearestIndex, valuesAt } from './chart-data.ts'

const minute = 60_000
const at = (minutes: number, value: number | null = 1) => ({ at: minutes * minute, value })
const lineWithPoints = (label: string, minutes: number[]) => ({
  id: label,
  label,
  colour: 'var(--series-1)',
  points: minutes.map((offset) => at(offset)),
})

test('inserts a gap for missing points, one step after the preceding point', () => {
  expect(insertGaps([at(0), at(1), at(5), at(6)], minute)).toEqual([
    at(0),
    at(1),
    at(2, null),
    at(5),
    at(6),
  ])
})

test('inserts no gap before a point that is half a step late', () => {
  const late = [at(0), { at: 1.5 * minute, value: 2 }, at(3)]
  expect(insertGaps(late, minute)).toEqual(late)
})

test('does not repeat an existing gap', () => {
  const known = [at(0), at(1, null), at(9)]
  expect(insertGaps(known, minute)).toEqual(known)
})

test('inserts a gap between values that are more than one and a half steps apart', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 })), (minutes) => {
      const points = insertGaps(
        minutes.sort((a, b) => a - b).map((offset) => at(offset)),
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

test('labels a gap from the end of the last step to the next point', () => {
  const spans = findGaps(
    [lineWithPoints('North', [0, 1, 2, 3, 4, 5]), lineWithPoints('Door', [0, 1, 4, 5])],
    minute,
    0,
    6 * minute,
  )
  expect(spans).toEqual([
    { from: 2 * minute, to: 4 * minute, label: 'Door: no data', complete: false },
  ])
})

test('splits overlapping gaps where the set of silent series changes', () => {
  const spans = findGaps(
    [lineWithPoints('North', [0, 1, 6, 7]), lineWithPoints('Door', [0, 1, 2, 3, 7])],
    minute,
    0,
    8 * minute,
  )
  expect(
    spans.map((span) => [span.from / minute, span.to / minute, span.label, span.complete]),
  ).toEqual([
    [2, 4, 'North: no data', false],
    [4, 6, 'North and Door: no data', true],
    [6, 7, 'Door: no data', false],
  ])
})

test('reports a series without points as silent for the whole window', () => {
  expect(findGaps([lineWithPoints('North', [])], minute, 0, 30 * minute)).toEqual([
    { from: 0, to: 30 * minute, label: 'North: no data', complete: true },
  ])
})

test('does not report the step in progress as a gap', () => {
  expect(findGaps([lineWithPoints('North', [0, 1, 2])], minute, 0, 4.4 * minute)).toEqual([])
  expect(findGaps([lineWithPoints('North', [0, 1, 2])], minute, 0, 4.6 * minute)).toHaveLength(1)
})

const series = (label: string, points: [number, number | null][], emphasis?: 'total') => ({
  id: label,
  label,
  colour: 'var(--ink)',
  points: points.map(([at, value]) => ({ at, value })),
  ...(emphasis ? { emphasis } : {}),
})

test('returns the distinct times of all series in the window', () => {
  const all = [
    series('North', [
      [0, 1],
      [10, 2],
      [30, 1],
    ]),
    series('Door', [
      [10, 1],
      [20, 1],
      [40, 9],
    ]),
  ]
  expect(getTimestamps({ series: all, from: 0, to: 40 })).toEqual([0, 10, 20, 30])
})

test('lists values largest first, then silent series, then the total', () => {
  const all = [
    series('Room', [[10, 8]], 'total'),
    series('Centre', [[10, 3]]),
    series('Door', [[0, 4]]),
    series('North', [[10, 5]]),
  ]
  const values = valuesAt({ series: all, step: 10 }, 10).map(({ series, value }) => [
    series.label,
    value,
  ])
  expect(values).toEqual([
    ['North', 5],
    ['Centre', 3],
    ['Door', null],
    ['Room', 8],
  ])
})

test('applies a value for its whole step and no longer', () => {
  const data = { series: [series('North', [[10, 5]])], step: 10 }
  expect([9, 10, 19, 20].map((at) => valuesAt(data, at)[0]?.value)).toEqual([null, 5, 5, null])
})

test('finds the nearest timestamp', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1_000)),
      fc.integer({ min: -50, max: 1_050 }),
      (times, at) => {
        const timestamps = times.sort((a, b) => a - b)
        const found = timestamps[findNearestIndex(timestamps, at)]
        if (timestamps.length === 0) expect(found).toBeUndefined()
        else
          expect(Math.abs((found ?? NaN) - at)).toBe(
            Math.min(...timestamps.map((timestamp) => Math.abs(timestamp - at))),
          )
      },
    ),
  )
})

test('applies a value until the next point if that point is late but not missing', () => {
  const data = {
    series: [
      series('North', [
        [10, 5],
        [24, 6],
      ]),
    ],
    step: 10,
  }
  expect(valuesAt(data, 22)[0]?.value).toBe(5)
})
