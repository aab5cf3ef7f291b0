import type { Point } from '#src/topology/outline.ts'
import type { Box, Outline } from './bounds.ts'
import type { RoomShape } from './room-shape.ts'
import { textBox } from './text-box.ts'

/**
 * A room as it is seen: where its words would be cut off by the edge of the view, they have the part of the room that
 * is in view. The same object where nothing is to be moved, and where no part can be seen.
 *
 * @param view metres on the floor
 */
export function shapeInView(shape: RoomShape, view: Box): RoomShape {
  const { text, outline } = shape
  if (holds(view, text)) return shape
  const seen = textBox(clipped(outline, view))
  return seen ? { ...shape, text: seen } : shape
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  )
}

/** The part of an outline inside a rectangle: cut at one side after the other (Sutherland and Hodgman, 1974). */
function clipped(outline: Outline, { left, top, right, bottom }: Box): Outline {
  const sides: readonly ((point: Point) => number)[] = [
    ([x]) => x - left,
    ([x]) => right - x,
    ([, y]) => y - top,
    ([, y]) => bottom - y,
  ]
  return sides.reduce(cutAt, outline)
}

/** What is left of an outline on the side of a line where `inside` is not negative. */
function cutAt(outline: Outline, inside: (point: Point) => number): Outline {
  return outline.flatMap((to, index) => {
    const from = outline.at(index - 1) ?? to
    const [before, after] = [inside(from), inside(to)]
    if (before >= 0 === after >= 0) return after >= 0 ? [to] : []
    const share = before / (before - after)
    const crossing: Point = [
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ]
    return after >= 0 ? [crossing, to] : [crossing]
  })
}
