import polylabel from 'polylabel'
import { boundingBox, boxExtent, boxHeight, boxWidth, type Box, type Polygon } from './geometry.ts'

/** Number of equal parts into which additional grid lines divide the width and the height of a shape. */
const gridSteps = 12
const tolerances = {
  /** Grid lines closer together than this share of a shape's longer side are merged. */
  line: 1e-7,
  /** Precision of a label point, as a share of the shorter side. */
  labelPoint: 1 / 100,
}
/** Minimum aspect ratio of a shape that can hold text. */
const minimumAspect = 1 / 64

/**
 * Returns the area with the most space for text in a polygon: the best axis-aligned rectangle inside it or, between
 * slanted walls, the square in its largest inscribed circle. Returns null when that square has no area. Takes at most
 * cubic time in the number of corners.
 */
export function textRect(polygon: Polygon): Box | null {
  return largestTextRect(polygon) ?? squareInCircle(polygon)
}

/**
 * Returns the rectangle inside a polygon that suits text best, or null if none fits. Divides the shape into a grid
 * through its corners, so that the result is exact for axis-aligned walls. Of all rectangles of cells that are fully
 * inside, picks the one with the most space for a wide block, and the topmost one in a tie.
 */
export function largestTextRect(polygon: Polygon): Box | null {
  const bounds = boundingBox(polygon)
  if (!bounds) return null
  const tolerance = boxExtent(bounds) * tolerances.line
  const columns = gridLines(polygon, 0, [bounds.left, bounds.right], tolerance)
  const rows = gridLines(polygon, 1, [bounds.top, bounds.bottom], tolerance)
  // For each column, the top of the free cells that reach down to the current row.
  const free: (number | null)[] = columns.slice(1).map(() => null)
  let best: ScoredBox | null = null
  let top = rows[0]
  for (const bottom of rows.slice(1)) {
    if (top === undefined) break
    const cells = freeCells(polygon, columns, top, bottom, tolerance)
    for (let column = 0; column < cells.length; column += 1) {
      free[column] = cells[column] === true ? (free[column] ?? top) : null
    }
    top = bottom
    best = improveEndingAt(bottom, columns, free, best)
  }
  return best?.box ?? null
}

type ScoredBox = { box: Box; score: number }

/** Returns the best rectangle so far (null if there is none), or a better one that ends at `bottom`. */
function improveEndingAt(
  bottom: number,
  columns: readonly number[],
  free: readonly (number | null)[],
  before: ScoredBox | null,
): ScoredBox | null {
  let best = before
  const lastColumn = columns[columns.length - 1] ?? 0
  for (let start = 0; start < free.length; start += 1) {
    const left = columns[start] ?? 0
    let highest = free[start] ?? null
    // An upper bound: no rectangle that starts here extends beyond the last column or above its first column's top.
    const most = highest === null ? 0 : textFitScore(lastColumn - left, bottom - highest)
    if (highest === null || most <= (best?.score ?? 0)) continue
    for (let column = start; column < free.length; column += 1) {
      const reach = free[column] ?? null
      if (reach === null) break
      highest = Math.max(highest, reach)
      const right = columns[column + 1] ?? left
      const score = textFitScore(right - left, bottom - highest)
      if (best && score <= best.score * (1 + tolerances.line)) continue
      best = { score, box: { left, top: highest, right, bottom } }
    }
  }
  return best
}

/**
 * Scores a rectangle for text. Height beyond the width and width beyond three heights add only a thousandth of their
 * area.
 */
function textFitScore(width: number, height: number): number {
  return Math.min(width, 3 * height) * Math.min(height, width) + (width * height) / 1000
}

function gridLines(
  polygon: Polygon,
  axis: 0 | 1,
  [from, to]: readonly [number, number],
  tolerance: number,
): number[] {
  const even = Array.from(
    { length: gridSteps + 1 },
    (_, at) => from + ((to - from) * at) / gridSteps,
  )
  const sorted = [...polygon.map((point) => point[axis]), ...even].toSorted((a, b) => a - b)
  return sorted.filter((line, index) => line - (sorted[index - 1] ?? -Infinity) > tolerance)
}

/**
 * Returns which cells of a row are fully inside: their centre has a non-zero winding number and no wall crosses them.
 */
function freeCells(
  polygon: Polygon,
  columns: readonly number[],
  top: number,
  bottom: number,
  tolerance: number,
): boolean[] {
  const middle = (top + bottom) / 2
  const crossings: { x: number; winds: number }[] = []
  /** The left and right ends of the walls in the row. */
  const starts: number[] = []
  const ends: number[] = []
  let from = polygon[polygon.length - 1]
  for (const to of polygon) {
    if (!from) break
    const fromX = from[0]
    const fromY = from[1]
    const toX = to[0]
    const toY = to[1]
    from = to
    const upper = Math.min(fromY, toY)
    const lower = Math.max(fromY, toY)
    if (lower <= top + tolerance || upper >= bottom - tolerance) continue
    const xAt = (y: number) => fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY)
    if (fromY > middle !== toY > middle) {
      crossings.push({ x: xAt(middle), winds: toY > fromY ? 1 : -1 })
    }
    const level = lower - upper <= tolerance
    const entry = level ? fromX : xAt(Math.max(upper, top + tolerance))
    const exit = level ? toX : xAt(Math.min(lower, bottom - tolerance))
    starts.push(Math.min(entry, exit))
    ends.push(Math.max(entry, exit))
  }
  crossings.sort((a, b) => a.x - b.x)
  const isBlocked = (left: number, right: number) => {
    for (let wall = 0; wall < starts.length; wall += 1) {
      if ((ends[wall] ?? 0) > left && (starts[wall] ?? 0) < right) return true
    }
    return false
  }
  let passed = 0
  let winding = 0
  return columns.slice(1).map((right, index) => {
    const left = columns[index] ?? right
    while ((crossings[passed]?.x ?? Infinity) < (left + right) / 2) {
      winding += crossings[passed]?.winds ?? 0
      passed += 1
    }
    return winding !== 0 && !isBlocked(left + tolerance, right - tolerance)
  })
}

/**
 * Returns the point of a polygon farthest from its walls (pole of inaccessibility), and its distance to them. For a
 * very thin shape, returns the first corner and 0.
 */
export function labelPoint(polygon: Polygon): { at: readonly [number, number]; radius: number } {
  const bounds = boundingBox(polygon)
  const [first = [0, 0]] = polygon
  if (!bounds) return { at: first, radius: 0 }
  const [width, height] = [boxWidth(bounds), boxHeight(bounds)]
  const shorter = Math.min(width, height)
  // The search starts with squares as wide as the shorter side; a very thin shape would need too many.
  if (!(shorter > minimumAspect * Math.max(width, height))) return { at: first, radius: 0 }
  const ring = polygon.map(([x, y]): [number, number] => [x, y])
  const { 0: x, 1: y, distance } = polylabel([ring], shorter * tolerances.labelPoint)
  return { at: [x, y], radius: Math.max(0, distance) }
}

function squareInCircle(polygon: Polygon): Box | null {
  const { at, radius } = labelPoint(polygon)
  if (!(radius > 0)) return null
  const half = radius * Math.SQRT1_2
  return { left: at[0] - half, top: at[1] - half, right: at[0] + half, bottom: at[1] + half }
}
