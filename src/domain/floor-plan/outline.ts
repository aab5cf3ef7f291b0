import { boundingBox, boxExtent, rotate, toRadians, type Point, type Polygon } from './geometry.ts'

/** Why an outline cannot be drawn. */
export type OutlineFault = 'no-outline' | 'unreadable' | 'no-area'

/** A usable outline: `corners` to draw, and `simple`, the same shape in few corners, to fit labels into. */
export type Outline = { corners: Polygon; simple: Polygon }

/** Beyond this, differences between neighbouring doubles grow to more than a tenth of a millimetre. */
const largestCoordinate = 1e12
/** Corners read of one outline, drawn of it, and used for its label. */
const limits = { read: 4096, drawn: 256, label: 24 }
/** Shares of an outline's extent: below, points are one; and a room is a line. */
const tolerances = { samePoint: 1e-7, noArea: 5e-4, simplify: 5e-4 }

/**
 * Cleans a room's corners and rotates them about the centre of their bounding box (Butlr does not say about what a room
 * rotates, and this leaves it in its place). Repeated points, the closing point, points on a straight wall and spikes
 * are dropped. More than 256 corners are reduced to the 256 that shape the outline most, so that the cost of a room is bounded.
 * Walls may cross: the outline then encloses what a path with the fill rule `nonzero` fills.
 *
 * @param corners `[x, y]` each, in any unit
 * @param degrees clockwise; what is not finite counts as 0
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

/** The corners as points, evenly thinned out where there are very many; null where one is not a usable point. */
function readPoints(corners: readonly (readonly number[])[]): Point[] | null {
  const step = Math.max(1, corners.length / limits.read)
  const points: Point[] = []
  for (let at = 0; at < corners.length; at += step) {
    const [x, y] = corners[Math.floor(at)] ?? []
    if (!isCoordinate(x) || !isCoordinate(y)) return null
    points.push([x, y])
  }
  return points
}

function isCoordinate(value: number | undefined): value is number {
  return typeof value === 'number' && Math.abs(value) <= largestCoordinate
}

/**
 * Drops every corner that is nearer than `tolerance` to the line through its neighbours, ahead or back: repeated points,
 * points on a straight wall, and spikes without area. Linear: each corner is added and dropped once at most.
 */
function withoutRedundant(points: readonly Point[], tolerance: number): Point[] {
  const kept: Point[] = []
  for (const point of points) {
    let last = kept.at(-1)
    let before = kept.at(-2)
    while (last && before && isRedundant(last, before, point, tolerance)) {
      kept.pop()
      last = before
      before = kept.at(-2)
    }
    if (!last || distance(last, point) > tolerance) kept.push(point)
  }
  return withoutRedundantEnds(kept, tolerance)
}

/** The same where the last corner meets the first. */
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

/** Whether a corner is on the line through its neighbours, or the tip of a spike that returns to where it began. */
function isRedundant(corner: Point, before: Point, after: Point, tolerance: number): boolean {
  return distance(before, after) <= tolerance || distanceToLine(corner, before, after) <= tolerance
}

/**
 * The same shape in at most so many corners. In rounds, corners near the line between their neighbours are dropped,
 * never two in a row, and the tolerance doubles when a round drops few: so errors do not add up along a curve, and the
 * work is linear but for a logarithm.
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
  let before = points.at(-1)
  for (const [index, point] of points.entries()) {
    const after = points[index + 1] ?? points[0]
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

/** Not `Math.hypot`, which is several times slower: these squares do not overflow (see `largestCoordinate`). */
function distance(a: Point, b: Point): number {
  const [dx, dy] = [a[0] - b[0], a[1] - b[1]]
  return Math.sqrt(dx * dx + dy * dy)
}

/** From a point to the line through two others; to both where they are one. */
function distanceToLine(point: Point, from: Point, to: Point): number {
  const length = distance(from, to)
  if (length === 0) return distance(point, from)
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  return Math.abs((point[0] - from[0]) * dy - (point[1] - from[1]) * dx) / length
}
