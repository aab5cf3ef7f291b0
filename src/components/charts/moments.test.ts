import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { momentsOf, nearestMoment, sayingsAt } from './moments.ts'

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
  expect(momentsOf({ series: all, from: 0, to: 40 })).toEqual([0, 10, 20, 30])
})

test('a moment lists the largest first, the silent next and the total last', () => {
  const all = [
    series('Room', [[10, 8]], 'total'),
    series('Centre', [[10, 3]]),
    series('Door', [[0, 4]]),
    series('North', [[10, 5]]),
  ]
  const said = sayingsAt({ series: all, step: 10 }, 10).map(({ series, value }) => [
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
  expect([9, 10, 19, 20].map((at) => sayingsAt(data, at)[0]?.value)).toEqual([null, 5, 5, null])
})

test('the nearest moment is the nearest', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(1_000)),
      fc.integer({ min: -50, max: 1_050 }),
      (times, at) => {
        const moments = times.sort((a, b) => a - b)
        const found = moments[nearestMoment(moments, at)]
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
  expect(sayingsAt(data, 22)[0]?.value).toBe(5)
})
