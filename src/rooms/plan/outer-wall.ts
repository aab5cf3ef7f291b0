import type { Point } from '#src/topology/outline.ts'
import { boundsOf, heightOf, widthOf } from './bounds.ts'
import { hullOf } from './hull.ts'

/**
 * The outer wall round a floor's rooms: the corners of the smallest rectangle that holds every point, turned as the
 * floor is. One of its sides lies along a side of the convex hull (Freeman and Shapira, 1975), so those are tried.
 * What lies between rooms and wall nobody draws.
 */
export function outerWall(points: readonly Point[]): Point[] {
  const hull = hullOf(points)
  let best: { area: number; wall: Point[] } | null = null
  for (const [index, to] of hull.entries()) {
    const from = hull.at(index - 1) ?? to
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
    const box = boundsOf(hull.map((point) => turned(point, -angle)))
    if (!box) continue
    const area = widthOf(box) * heightOf(box)
    if (best !== null && area >= best.area) continue
    const corners: Point[] = [
      [box.left, box.top],
      [box.right, box.top],
      [box.right, box.bottom],
      [box.left, box.bottom],
    ]
    best = { area, wall: corners.map((corner) => turned(corner, angle)) }
  }
  return best?.wall ?? []
}

function turned([x, y]: Point, angle: number): Point {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return [x * cosine - y * sine, x * sine + y * cosine]
}
