import { expect, test } from 'vitest'
import { toLineSegments } from './line-segments.ts'

const window = { from: 0, to: 100, step: 10, visible: 20, until: 100 }
const at = (at: number, value: number | null = 1, partial = false) => ({ at, value, partial })
const plain = (points: readonly { at: number; value: number | null }[]) =>
  points.map((point) => [point.at, point.value])

test('holds a count to the end of its step, then breaks the line', () => {
  const [stroke] = toLineSegments([at(0), at(10, 3)], 'step', window)
  expect(plain(stroke?.points ?? [])).toEqual([
    [0, 1],
    [10, 3],
    [20, 3],
    [20, null],
  ])
})

test('breaks the line at a missing reading', () => {
  const [stroke] = toLineSegments([at(0), at(10), at(50), at(60)], 'linear', window)
  expect(plain(stroke?.points ?? [])).toEqual([
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

test('draws a partial sum as a separate segment, not connected to others', () => {
  const strokes = toLineSegments(
    [at(0, 9), at(10, 9), at(20, 5, true), at(30, 5, true), at(40, 9)],
    'step',
    window,
  )
  expect(strokes.map((stroke) => [stroke.partial, plain(stroke.points)])).toEqual([
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

test('draws the count that applied at the start of the window from its left edge', () => {
  const [stroke] = toLineSegments([at(-20, 8), at(-5, 2), at(5, 3)], 'step', window)
  expect(plain(stroke?.points ?? []).slice(0, 2)).toEqual([
    [0, 2],
    [5, 3],
  ])
})

test('draws nothing outside the window', () => {
  const [stroke] = toLineSegments([at(90), at(100), at(110)], 'step', window)
  expect(plain(stroke?.points ?? [])).toEqual([
    [90, 1],
    [100, 1],
    [100, null],
  ])
})

test('does not extend a count into the future', () => {
  const [stroke] = toLineSegments([at(0), at(10)], 'step', { ...window, until: 14 })
  expect(plain(stroke?.points ?? []).slice(-2)).toEqual([
    [14, 1],
    [14, null],
  ])
})
