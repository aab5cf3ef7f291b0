import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChartPoint } from './chart-data.ts'
import { decimate, maxPoints, toLineSegments } from './line-segments.ts'

const window = { from: 0, to: 100, step: 10, visible: 20, until: 100 }
const at = (at: number, value: number | null = 1, partial = false) => ({ at, value, partial })
const plain = (points: readonly { at: number; value: number | null }[]) =>
  points.map((point) => [point.at, point.value])

test('extends a count to the end of its step, then breaks the line', () => {
  const [segment] = toLineSegments([at(0), at(10, 3)], 'step', window)
  expect(plain(segment?.points ?? [])).toEqual([
    [0, 1],
    [10, 3],
    [20, 3],
    [20, null],
  ])
})

test('breaks the line at a missing reading', () => {
  const [segment] = toLineSegments([at(0), at(10), at(50), at(60)], 'linear', window)
  expect(plain(segment?.points ?? [])).toEqual([
    [0, 1],
    [10, 1],
    [20, null],
    [50, 1],
    [60, 1],
    [70, null],
  ])
})

test('adds a dot for a value between two gaps', () => {
  const points = [at(0), at(10), at(40, 7), at(80), at(90)]
  expect(toLineSegments(points, 'linear', window)[0]?.dots).toEqual([{ at: 40, value: 7 }])
  expect(toLineSegments(points, 'step', window)[0]?.dots).toEqual([{ at: 40, value: 7 }])
})

test('adds no dot for a step that is long enough to see', () => {
  expect(toLineSegments([at(40, 7)], 'step', { ...window, visible: 5 })[0]?.dots).toEqual([])
})

test('draws a partial sum as a separate segment, not connected to complete sums', () => {
  const segments = toLineSegments(
    [at(0, 9), at(10, 9), at(20, 5, true), at(30, 5, true), at(40, 9)],
    'step',
    window,
  )
  expect(segments.map((segment) => [segment.partial, plain(segment.points)])).toEqual([
    [
      false,
      [
        [0, 9],
        [10, 9],
        [20, 9],
        [20, null],
        [40, 9],
        [50, 9],
        [50, null],
      ],
    ],
    [
      true,
      [
        [20, 5],
        [30, 5],
        [40, 5],
        [40, null],
      ],
    ],
  ])
})

test('starts at the left edge with the last count before the window', () => {
  const [segment] = toLineSegments([at(-20, 8), at(-5, 2), at(5, 3)], 'step', window)
  expect(plain(segment?.points ?? []).slice(0, 2)).toEqual([
    [0, 2],
    [5, 3],
  ])
})

test('draws nothing outside the window', () => {
  const [segment] = toLineSegments([at(90), at(100), at(110)], 'step', window)
  expect(plain(segment?.points ?? [])).toEqual([
    [90, 1],
    [100, 1],
    [100, null],
  ])
})

test('does not extend a count into the future', () => {
  const [segment] = toLineSegments([at(0), at(10)], 'step', { ...window, until: 14 })
  expect(plain(segment?.points ?? []).slice(-2)).toEqual([
    [14, 1],
    [14, null],
  ])
})

const anyPoints = fc
  .array(
    fc.record({
      value: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 8 }),
      partial: fc.boolean(),
    }),
    { minLength: 0, maxLength: 3_000, size: 'max' },
  )
  .map((items) => items.map((item, index): ChartPoint => ({ at: index * 1_000, ...item })))

const values = (points: readonly ChartPoint[]) =>
  points.flatMap((point) => (point.value === null ? [] : [point.value]))

test('decimation leaves a short series unchanged', () => {
  const points: ChartPoint[] = [
    { at: 0, value: 1 },
    { at: 1, value: null },
    { at: 2, value: 3 },
  ]
  expect(decimate(points)).toEqual(points)
})

test('decimation returns at most the allowed number of points, all from the input and in chronological order', () => {
  fc.assert(
    fc.property(anyPoints, fc.integer({ min: 20, max: maxPoints }), (points, max) => {
      const drawn = decimate(points, max)
      const known = new Set(points)
      expect(drawn.length).toBeLessThanOrEqual(max)
      expect(drawn.every((point) => known.has(point))).toBe(true)
      expect(
        drawn.every((point, index) => index === 0 || point.at > (drawn[index - 1]?.at ?? 0)),
      ).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('decimation keeps the highest, lowest, first and last values', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const [before, after] = [values(points), values(decimate(points, 100))]
      expect(Math.max(...after)).toBe(Math.max(...before))
      expect(Math.min(...after)).toBe(Math.min(...before))
      expect([after[0], after.at(-1)]).toEqual([before[0], before.at(-1)])
    }),
    { numRuns: 60 },
  )
})

test('decimation never joins two values across a gap', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const drawn = decimate(points, 100)
      for (const [index, point] of drawn.entries()) {
        const next = drawn[index + 1]
        if (!next || point.value === null || next.value === null) continue
        const between = points.slice(point.at / 1_000, next.at / 1_000)
        expect(between.every(({ value }) => value !== null)).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('decimation keeps a single partial sum among thousands of complete sums', () => {
  const points = Array.from({ length: 5_000 }, (_, at): ChartPoint => ({
    at,
    value: 7,
    partial: at === 2_345,
  }))
  expect(decimate(points).filter((point) => point.partial)).toHaveLength(1)
})

test('decimation keeps every change in a week of 5-second steps with few changes', () => {
  const points = Array.from({ length: 120_960 }, (_, at): ChartPoint => ({
    at,
    value: Math.floor(at / 10_000),
  }))
  expect(new Set(values(decimate(points)))).toEqual(new Set(values(points)))
})
