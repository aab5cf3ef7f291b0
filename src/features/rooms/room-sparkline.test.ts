import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CountChange } from '#src/domain/readings/recent-history.ts'
import { minute } from '#src/domain/time/duration.ts'
import { toSparklinePoints } from './room-sparkline.tsx'

const to = 100 * minute
const ago = (minutes: number) => to - minutes * minute

test('draws half an hour from edge to edge, with the highest occupancy at the top', () => {
  const steps: CountChange[] = [
    [ago(60), 9],
    [ago(40), 2],
    [ago(15), 4],
  ]
  expect(toSparklinePoints(steps, to, to)).toEqual([
    { x: 0, y: 0.5 },
    { x: 0.5, y: 1 },
    { x: 1, y: 1 },
  ])
})

test('draws an empty room as a line along the bottom', () => {
  expect(toSparklinePoints([[ago(30), 0]], to, to)).toEqual([
    { x: 0, y: 0 },
    { x: 1, y: 0 },
  ])
})

test('ends the line at the last known time', () => {
  expect(toSparklinePoints([[ago(30), 2]], to, ago(15)).at(-1)).toEqual({ x: 0.5, y: 1 })
})

test('breaks the line where the occupancy is unknown, and does not continue it to the end', () => {
  const steps: CountChange[] = [
    [ago(30), 1],
    [ago(15), null],
  ]
  expect(toSparklinePoints(steps, to, to)).toEqual([
    { x: 0, y: 1 },
    { x: 0.5, y: null },
  ])
  expect(toSparklinePoints([], to, to)).toEqual([])
})

test('keeps all points inside the chart and in order from left to right', () => {
  const anyStep = fc.tuple(
    fc.integer({ min: 0, max: 2 * to }),
    fc.option(fc.integer({ min: 0, max: 9_999 })),
  )
  fc.assert(
    fc.property(fc.array(anyStep), fc.integer({ min: 0, max: 2 * to }), (steps, until) => {
      const inOrder = steps.toSorted(([a], [b]) => a - b)
      const points = toSparklinePoints(inOrder, to, until)
      points.forEach(({ x, y }, index) => {
        expect(x).toBeGreaterThanOrEqual(points[index - 1]?.x ?? 0)
        expect(x).toBeLessThanOrEqual(1)
        expect(y ?? 0).toBeGreaterThanOrEqual(0)
        expect(y ?? 0).toBeLessThanOrEqual(1)
      })
    }),
  )
})
