import { polygonHull } from 'd3-polygon'
import {
  boundingBox,
  boxHeight,
  boxWidth,
  rotate,
  type Box,
  type Point,
  type Polygon,
} from './geometry.ts'
import { simplifyPolygon } from './outline.ts'

const quarterTurn = Math.PI / 2
/** Wall directions are grouped into this many bins per quarter turn. */
const angleBins = 256
/** Walls up to this many bins apart (about 0.02 radians) are treated as parallel. */
const parallelBins = 3
/** Maximum number of hull sides to try as the direction of a floor's outer wall. */
const maximumHullSides = 64

/**
 * Returns the rotation of a floor: the direction of most of its walls, weighted by length, modulo quarter turns. The
 * angle is in radians clockwise, from -π/4 to π/4; 0 if there are no walls.
 */
export function dominantAngle(polygons: Iterable<Polygon>): number {
  const walls = Array.from({ length: angleBins }, () => ({ length: 0, offset: 0 }))
  for (const polygon of polygons) {
    for (const { angle, length } of wallSegments(polygon)) {
      const step = Math.round((angle / quarterTurn) * angleBins)
      const wall = walls[(step + angleBins) % angleBins]
      if (!wall) continue
      wall.length += length
      wall.offset += length * (angle - (step / angleBins) * quarterTurn)
    }
  }
  let best = { length: 0, angle: 0 }
  for (let step = 0; step < angleBins; step += 1) {
    let [length, off] = [0, 0]
    for (let by = -parallelBins; by <= parallelBins; by += 1) {
      const wall = walls[(step + by + angleBins) % angleBins]
      if (!wall) continue
      length += wall.length
      off += wall.offset + (wall.length * by * quarterTurn) / angleBins
    }
    if (length > best.length) {
      best = { length, angle: normalizeAngle((step / angleBins) * quarterTurn + off / length) }
    }
  }
  return best.angle
}

function wallSegments(polygon: Polygon): { angle: number; length: number }[] {
  return polygon.map(([toX, toY], index) => {
    const [fromX, fromY] = polygon.at(index - 1) ?? [toX, toY]
    const [dx, dy] = [toX - fromX, toY - fromY]
    return { angle: normalizeAngle(Math.atan2(dy, dx)), length: Math.hypot(dx, dy) }
  })
}

/** Reduces an angle by quarter turns to the range from -π/4 to π/4. */
function normalizeAngle(angle: number): number {
  return angle - Math.round(angle / quarterTurn) * quarterTurn
}

/**
 * Returns the outer wall of a floor: the corners of the smallest rectangle, at any angle, that contains all polygons.
 * One of its sides is collinear with a side of the convex hull (Freeman and Shapira, 1975), so this function tries each
 * side of the hull. First simplifies the hull to `maximumHullSides`. Returns an empty polygon when there are no
 * polygons.
 */
export function boundingRectangle(polygons: Iterable<Polygon>): Polygon {
  const hull = convexHull([...polygons].flat())
  let best: { area: number; angle: number; box: Box } | null = null
  for (const [index, to] of hull.entries()) {
    const from = hull.at(index - 1) ?? to
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0])
    const box = boundingBox(rotate(hull, -angle))
    const area = box ? boxWidth(box) * boxHeight(box) : Infinity
    if (box && (best === null || area < best.area)) best = { area, angle, box }
  }
  if (best === null) return []
  const { angle, box } = best
  return rotate(
    [
      [box.left, box.top],
      [box.right, box.top],
      [box.right, box.bottom],
      [box.left, box.bottom],
    ],
    angle,
  )
}

function convexHull(points: readonly Point[]): readonly Point[] {
  const hull = polygonHull(points.map(([x, y]): [number, number] => [x, y]))
  return hull === null ? [] : simplifyPolygon(hull, maximumHullSides)
}
