import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findGaps, insertGaps, getTimestamps, findNearestIndex, valuesAt } from './chart-data.ts'

const minute = 60_000
const at = (minutes: number, value: number | null = 1) => ({ at: minutes * minute, value })
const lineWithPoints = (label: string, minutes: number[]) => ({
  id: label,
  label,
  colour: 'var(--series-1)',
  points: minutes.map((each) => at(each)),
})

test('a missing point becomes an explicit gap, one step after the last that was there', () => {
  expect(insertGaps([at(0), at(1), at(5), at(6)], minute)).toEqual([
    at(0),
    at(1),
    at(2, null),
    at(5),
    at(6),
  ])
})

test('a point that is merely late leaves no gap', () => {
  const late = [at(0), { at: 1.5 * minute, value: 2 }, at(3)]
  expect(insertGaps(late, minute)).toEqual(late)
})

test('a gap that is already explicit is not doubled', () => {
  const known = [at(0), at(1, null), at(9)]
  expect(insertGaps(known, minute)).toEqual(known)
})

test('no two neighbouring values are ever further apart than a step and a half', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 })), (minutes) => {
      const points = insertGaps(
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
  const spans = findGaps(
    [lineWithPoints('North', [0, 1, 2, 3, 4, 5]), lineWithPoints('Door', [0, 1, 4, 5])],
    minute,
    0,
    6 * minute,
  )
  expect(spans).toEqual([{ from: 2 * minute, to: 4 * minute, label: 'Door silent' }])
})

test('silences that overlap are cut where the silent ones change', () => {
  const spans = findGaps(
    [lineWithPoints('North', [0, 1, 6, 7]), lineWithPoints('Door', [0, 1, 2, 3, 7])],
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
  expect(findGaps([lineWithPoints('North', [])], minute, 0, 30 * minute)).toEqual([
    { from: 0, to: 30 * minute, label: 'North silent' },
  ])
})

test('the window that is still under way is no silence', () => {
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

test('moments are all times of all series in the window, once each', () => {
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

test('a moment lists the largest first, the silent next and the total last', () => {
  const all = [
    series('Room', [[10, 8]], 'total'),
    series('Centre', [[10, 3]]),
    series('Door', [[0, 4]]),
    series('North', [[10, 5]]),
  ]
  const said = valuesAt({ series: all, step: 10 }, 10).map(({ series, value }) => [
    series.label,
    value,
  ])
  expect(said).toEqual([
    ['North', 5],
    ['Centre', 3],
    ['Door', null],
    ['Room', 8],
  ])
})

test('a value stands for its whole step and not a moment longer', () => {
  const data = { series: [series('North', [[10, 5]])], step: 10 }
  expect([9, 10, 19, 20].map((at) => valuesAt(data, at)[0]?.value)).toEqual([null, 5, 5, null])
})

test('the nearest moment is the nearest', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1_000)),
      fc.integer({ min: -50, max: 1_050 }),
      (times, at) => {
        const moments = times.sort((a, b) => a - b)
        const found = moments[findNearestIndex(moments, at)]
        if (moments.length === 0) expect(found).toBeUndefined()
        else
          expect(Math.abs((found ?? NaN) - at)).toBe(
            Math.min(...moments.map((each) => Math.abs(each - at))),
          )
      },
    ),
  )
})

test('a point that is merely late leaves no silence before it', () => {
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
