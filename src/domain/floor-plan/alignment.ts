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
/** Walls whose directions differ by less than three of these steps (0.02 radians) are meant to be parallel. */
const angleBins = 256
const parallelBins = 3
/** Sides of a floor's hull that its outer wall is tried along. */
const maximumHullSides = 64

/**
 * By how much a floor is rotated: the direction that most of its walls have, by length, where a wall and one at a right
 * angle to it are the same. Radians clockwise, at most an eighth of a turn either way; 0 without walls.
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

/** An angle without the quarter turns in it, at most an eighth of a turn to either side of 0. */
function normalizeAngle(angle: number): number {
  return angle - Math.round(angle / quarterTurn) * quarterTurn
}

/**
 * The outer wall around a floor's rooms: the corners of the smallest rectangle, at any angle, that holds every corner of
 * every polygon. One of its sides is along a side of the convex hull (Freeman and Shapira, 1975), so those are tried.
 * Empty without polygons.
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
