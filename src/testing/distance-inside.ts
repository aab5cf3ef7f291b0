import type { Point, Polygon } from '#src/domain/floor-plan/geometry.ts'

/** Returns the distance from a point to the nearest wall, negative outside the polygon (even-odd rule). */
export function distanceInside(polygon: Polygon, [x, y]: Point): number {
  let inside = false
  let nearest = Number.POSITIVE_INFINITY
  let from = polygon.at(-1)
  for (const to of polygon) {
    if (!from) break
    const [[fromX, fromY], [toX, toY]] = [from, to]
    // A ray to the right crosses the walls an odd number of times if and only if it starts inside.
    if (fromY > y !== toY > y && x < ((toX - fromX) * (y - fromY)) / (toY - fromY) + fromX) {
      inside = !inside
    }
    nearest = Math.min(nearest, distanceToWall([x, y], from, to))
    from = to
  }
  return inside ? nearest : -nearest
}

function distanceToWall([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [right, down] = [toX - fromX, toY - fromY]
  const length = right * right + down * down
  const along = length === 0 ? 0 : ((x - fromX) * right + (y - fromY) * down) / length
  const share = Math.min(1, Math.max(0, along))
  return Math.hypot(x - fromX - share * right, y - fromY - share * down)
}
