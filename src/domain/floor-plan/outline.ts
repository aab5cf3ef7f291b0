import { boundingBox, boxExtent, rotate, toRadians, type Point, type Polygon } from './geometry.ts'

export type OutlineFault = 'no-outline' | 'unreadable' | 'no-area'

/** A valid outline: `corners` for drawing, and `simple`, the same shape with few corners, for label fitting. */
export type Outline = { corners: Polygon; simple: Polygon }

/** The largest valid coordinate: adjacent doubles of this size are about 0.0001 units apart. */
const largestCoordinate = 1e12
/** Maximum number of corners per outline to read from the topology, to draw, and to use for label fitting. */
const limits = { read: 4096, drawn: 256, label: 24 }
/**
 * Tolerances as shares of an outline's extent. Points closer than `samePoint` are equal, and shapes thinner than
 * `noArea` are lines. `simplify` is the initial tolerance of `simplifyPolygon`.
 */
const tolerances = { samePoint: 1e-7, noArea: 5e-4, simplify: 5e-4 }

/**
 * Cleans a room's corners and rotates them about the centre of their bounding box. Butlr does not document the centre
 * of rotation; this choice keeps the room in its position. Removes repeated points, the closing point, points on
 * straight walls, and spikes. Keeps at most the 256 most significant corners, to bound the cost of a room. Walls may
 * cross: the outline then encloses the area that a path with the fill rule `nonzero` fills.
 *
 * @param corners a list of `[x, y]`, in any unit
 * @param degrees rotation in degrees clockwise; a non-finite value counts as 0
 * @returns the outline, or the reason why it cannot be drawn
 */
export function cleanOutline(
  corners: readonly (readonly number[])[],
  degrees: number,
): Outline | OutlineFault {
  const points = readPoints(corners)
  if (points === null) return 'unreadable'
  const bounds = boundingBox(points)
  if (bounds === null) return 'no-outline'
  if (points.length < 3) return 'no-area'
  const extent = boxExtent(bounds)
  const drawn = simplifyPolygon(
    withoutRedundant(points, extent * tolerances.samePoint),
    limits.drawn,
  )
  const simple = simplifyPolygon(drawn, limits.label)
  if (withoutRedundant(simple, extent * tolerances.noArea).length < 3) return 'no-area'
  const angle = Number.isFinite(degrees) ? toRadians(degrees) : 0
  if (angle === 0) return { corners: drawn, simple }
  const centre: Point = [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2]
  return { corners: rotate(drawn, angle, centre), simple: rotate(simple, angle, centre) }
}

/**
 * Reads the corners, or an even sample if there are more than the limit; null when any corner that it reads is not a
 * valid point.
 */
function readPoints(corners: readonly (readonly number[])[]): Point[] | null {
  const step = Math.max(1, corners.length / limits.read)
  const points: Point[] = []
  for (let at = 0; at < corners.length; at += step) {
    const corner = corners[Math.floor(at)]
    const x = corner?.[0]
    const y = corner?.[1]
    if (!isCoordinate(x) || !isCoordinate(y)) return null
    points.push([x, y])
  }
  return points
}

function isCoordinate(value: number | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= largestCoordinate
}

/**
 * Removes every corner within `tolerance` of the line through its neighbours: repeated points, points on a straight
 * wall, and spikes without area. Takes linear time, because each corner is added and removed at most once.
 */
function withoutRedundant(points: readonly Point[], tolerance: number): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    let last = kept[kept.length - 1]
    let before = kept[kept.length - 2]
    while (last && before && isRedundant(last, before, point, tolerance)) {
      kept.pop()
      last = before
      before = kept[kept.length - 2]
    }
    if (!last || distance(last, point) > tolerance) kept.push(point)
  }
  return withoutRedundantEnds(kept, tolerance)
}

/** Removes redundant corners where the last corner meets the first. */
function withoutRedundantEnds(points: readonly Point[], tolerance: number): Point[] {
  let [start, end] = [0, points.length - 1]
  while (end - start >= 2) {
    const [first, second] = [points[start], points[start + 1]]
    const [last, before] = [points[end], points[end - 1]]
    if (!first || !second || !last || !before) break
    if (distance(first, last) <= tolerance || isRedundant(last, before, first, tolerance)) end -= 1
    else if (isRedundant(first, last, second, tolerance)) start += 1
    else break
  }
  return points.slice(start, end + 1)
}

/** Returns whether a corner is on the line through its neighbours, or the tip of a spike. */
function isRedundant(corner: Point, before: Point, after: Point, tolerance: number): boolean {
  return distance(before, after) <= tolerance || distanceToLine(corner, before, after) <= tolerance
}

/**
 * Reduces a shape to at most `most` corners. Each round removes corners near the line between their neighbours, never
 * two in a row, so that errors do not accumulate along a curve. The tolerance doubles when a round removes few corners,
 * which keeps the work at O(n log n).
 */
export function simplifyPolygon(points: readonly Point[], most: number): readonly Point[] {
  const bounds = boundingBox(points)
  if (bounds === null || points.length <= most) return points
  let tolerance = boxExtent(bounds) * tolerances.simplify
  let left = points
  while (left.length > most && tolerance < 4 * boxExtent(bounds)) {
    const fewer = dropNearLine(left, tolerance)
    if (left.length - fewer.length < left.length / 8) tolerance *= 2
    left = fewer
  }
  return left
}

function dropNearLine(points: readonly Point[], tolerance: number): Point[] {
  const kept: Point[] = []
  let droppedLast = true
  let before = points[points.length - 1]
  let index = 0
  for (const point of points) {
    index += 1
    const after = points[index] ?? points[0]
    droppedLast =
      !droppedLast &&
      before !== undefined &&
      after !== undefined &&
      distanceToLine(point, before, after) <= tolerance
    if (!droppedLast) kept.push(point)
    before = point
  }
  return kept
}

/**
 * Avoids `Math.hypot`, which is several times slower; these squares cannot overflow (see `largestCoordinate`). Like the
 * other functions that run for every corner, it also avoids destructuring, which is slow before a function is optimized.
 */
function distance(a: Point, b: Point): number {
  const dx = a[0] - b[0]
  const dy = a[1] - b[1]
  return Math.sqrt(dx * dx + dy * dy)
}

/** Returns the distance from a point to the line through `from` and `to`, or to `from` when the two coincide. */
function distanceToLine(point: Point, from: Point, to: Point): number {
  const length = distance(from, to)
  if (length === 0) return distance(point, from)
  const dx = to[0] - from[0]
  const dy = to[1] - from[1]
  return Math.abs((point[0] - from[0]) * dy - (point[1] - from[1]) * dx) / length
}
