import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimate, maxPoints } from './decimate.ts'
import type { ChartPoint } from './chart-data.ts'

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

test('leaves a short series unchanged', () => {
  const points: ChartPoint[] = [
    { at: 0, value: 1 },
    { at: 1, value: null },
    { at: 2, value: 3 },
  ]
  expect(decimate(points)).toEqual(points)
})

test('returns at most the allowed number of points, in chronological order, all from the input', () => {
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

test('keeps the highest, lowest, first and last value', () => {
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

test('never joins two values that had a gap between them', () => {
  fc.assert(
    fc.property(anyPoints, (points) => {
      const drawn = decimate(points, 100)
      for (const [index, point] of drawn.entries()) {
        const next = drawn[index + 1]
        if (!next || point.value === null || next.value === null) continue
        const between = points.slice(point.at / 1_000, next.at / 1_000)
        expect(between.every((each) => each.value !== null)).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('keeps a single partial sum among thousands of complete ones', () => {
  const points = Array.from({ length: 5_000 }, (_, at): ChartPoint => ({
    at,
    value: 7,
    partial: at === 2_345,
  }))
  expect(decimate(points).filter((point) => point.partial)).toHaveLength(1)
})

test('keeps every change of a quiet week in 5 s steps', () => {
  const points = Array.from({ length: 120_960 }, (_, at): ChartPoint => ({
    at,
    value: Math.floor(at / 10_000),
  }))
  expect(new Set(values(decimate(points)))).toEqual(new Set(values(points)))
})
