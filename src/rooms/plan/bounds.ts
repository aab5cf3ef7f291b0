import type { Point } from '#src/topology/outline.ts'

/** A polygon's corners, metres; the last is joined to the first. */
export type Outline = readonly Point[]

/** A rectangle along the axes. Metres; y grows downwards. */
export type Box = { left: number; top: number; right: number; bottom: number }

/** The smallest rectangle that holds every point; null without points. */
export function boundsOf(points: readonly Point[]): Box | null {
  const [first] = points
  if (!first) return null
  const box: Box = { left: first[0], top: first[1], right: first[0], bottom: first[1] }
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

/** Metres from left to right. */
export function widthOf({ left, right }: Box): number {
  return right - left
}

/** Metres from top to bottom. */
export function heightOf({ top, bottom }: Box): number {
  return bottom - top
}
