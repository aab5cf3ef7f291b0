import { expect, test } from 'vitest'
import { toLineSegments } from './line-segments.ts'

const window = { from: 0, to: 100, step: 10, visible: 20, until: 100 }
const at = (at: number, value: number | null = 1, partial = false) => ({ at, value, partial })
const plain = (points: readonly { at: number; value: number | null }[]) =>
  points.map((point) => [point.at, point.value])

test('a count is held until its window ends, then the pen lifts', () => {
  const [stroke] = toLineSegments([at(0), at(10, 3)], 'step', window)
  expect(plain(stroke?.points ?? [])).toEqual([
    [0, 1],
    [10, 3],
    [20, 3],
    [20, null],
  ])
})

test('a missing reading lifts the pen', () => {
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

test('a value between two gaps gets a dot', () => {
  const points = [at(0), at(10), at(40, 7), at(80), at(90)]
  expect(toLineSegments(points, 'linear', window)[0]?.dots).toEqual([{ at: 40, value: 7 }])
  expect(toLineSegments(points, 'step', window)[0]?.dots).toEqual([{ at: 40, value: 7 }])
})

test('a step long enough to be seen needs no dot', () => {
  expect(toLineSegments([at(40, 7)], 'step', { ...window, visible: 5 })[0]?.dots).toEqual([])
})

test('a partial sum is a stroke of its own and joins nothing', () => {
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

test('the count that was true when the window began is drawn from its edge', () => {
  const [stroke] = toLineSegments([at(-20, 8), at(-5, 2), at(5, 3)], 'step', window)
  expect(plain(stroke?.points ?? []).slice(0, 2)).toEqual([
    [0, 2],
    [5, 3],
  ])
})

test('nothing is drawn outside the window', () => {
  const [stroke] = toLineSegments([at(90), at(100), at(110)], 'step', window)
  expect(plain(stroke?.points ?? [])).toEqual([
    [90, 1],
    [100, 1],
    [100, null],
  ])
})

test('no count is held into the future', () => {
  const [stroke] = toLineSegments([at(0), at(10)], 'step', { ...window, until: 14 })
  expect(plain(stroke?.points ?? []).slice(-2)).toEqual([
    [14, 1],
    [14, null],
  ])
})
