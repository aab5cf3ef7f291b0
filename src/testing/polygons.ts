import type { Polygon } from '#src/domain/floor-plan/geometry.ts'

/** Returns the corners of a rectangle, clockwise from the top left. */
export const rectangle = (left: number, top: number, width: number, height: number): Polygon => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
]
