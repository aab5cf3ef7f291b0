import polylabel from 'polylabel'
import { boundingBox, boxExtent, boxHeight, boxWidth, type Box, type Polygon } from './geometry.ts'

/** Into how many strips a shape is cut besides those at its corners. */
const gridSteps = 12
/** Shares of a shape's extent: lines nearer to each other are one; and how exact a label point is. */
const tolerances = { line: 1e-7, labelPoint: 1 / 100 }
/** Nothing can be written into a shape as slim as this. */
const minimumAspect = 1 / 64

/**
 * Where text has the most room in a polygon: the best rectangle along the axes inside it, or, between slanted walls, the
 * square in its largest inscribed circle. Null where not even that has an area. The work is bounded by the cube of the number of
 * corners.
 */
export function textRect(polygon: Polygon): Box | null {
  return largestTextRect(polygon) ?? squareInCircle(polygon)
}

/**
 * The rectangle inside a polygon that suits text best, null where none fits. The shape is cut into a grid through its
 * corners, so that the result is exact for walls along the axes; of all rectangles made of cells that are wholly inside,
 * the one with the most room for a wide block wins, the topmost among equals.
 */
export function largestTextRect(polygon: Polygon): Box | null {
  const bounds = boundingBox(polygon)
  if (!bounds) return null
  const tolerance = boxExtent(bounds) * tolerances.line
  const columns = gridLines(polygon, 0, [bounds.left, bounds.right], tolerance)
  const rows = gridLines(polygon, 1, [bounds.top, bounds.bottom], tolerance)
  // In each column the top of the free cells that reach down to the row at hand.
  const free: (number | null)[] = columns.slice(1).map(() => null)
  let best: ScoredBox | null = null
  for (const [index, bottom] of rows.entries()) {
    const top = rows[index - 1]
    if (top === undefined) continue
    for (const [column, isFree] of freeCells(polygon, columns, top, bottom, tolerance).entries()) {
      free[column] = isFree ? (free[column] ?? top) : null
    }
    best = improveEndingAt(bottom, columns, free, best)
  }
  return best?.box ?? null
}

type ScoredBox = { box: Box; score: number }

/** The best rectangle so far, or a better one whose lower side is at `bottom`. */
function improveEndingAt(
  bottom: number,
  columns: readonly number[],
  free: readonly (number | null)[],
  before: ScoredBox | null,
): ScoredBox | null {
  let best = before
  for (const [start, left] of columns.entries()) {
    let highest = free[start] ?? null
    // No rectangle from here is wider than to the right end or higher than its first column: most need no closer look.
    const most = highest === null ? 0 : textFitScore((columns.at(-1) ?? 0) - left, bottom - highest)
    if (highest === null || most <= (best?.score ?? 0)) continue
    for (let column = start; column < free.length; column += 1) {
      const reach = free[column] ?? null
      if (reach === null) break
      highest = Math.max(highest, reach)
      const right = columns[column + 1] ?? left
      const room = textFitScore(right - left, bottom - highest)
      if (best && room <= best.score * (1 + tolerances.line)) continue
      best = { score: room, box: { left, top: highest, right, bottom } }
    }
  }
  return best
}

/** Height beyond the width, and width beyond three heights, only decide between rectangles that are otherwise as good. */
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

/** Which cells of a row are wholly inside: their middle is (by its winding number), and no wall runs through them. */
function freeCells(
  polygon: Polygon,
  columns: readonly number[],
  top: number,
  bottom: number,
  tolerance: number,
): boolean[] {
  const middle = (top + bottom) / 2
  const crossings: { x: number; winds: number }[] = []
  const blocked: [number, number][] = []
  let from = polygon.at(-1)
  for (const to of polygon) {
    if (!from) break
    const [[fromX, fromY], [toX, toY]] = [from, to]
    from = to
    const [upper, lower] = [Math.min(fromY, toY), Math.max(fromY, toY)]
    if (lower <= top + tolerance || upper >= bottom - tolerance) continue
    const xAt = (y: number) => fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY)
    if (fromY > middle !== toY > middle) {
      crossings.push({ x: xAt(middle), winds: toY > fromY ? 1 : -1 })
    }
    const level = lower - upper <= tolerance
    const entry = level ? fromX : xAt(Math.max(upper, top + tolerance))
    const exit = level ? toX : xAt(Math.min(lower, bottom - tolerance))
    blocked.push([Math.min(entry, exit), Math.max(entry, exit)])
  }
  crossings.sort((a, b) => a.x - b.x)
  let [passed, winding] = [0, 0]
  return columns.slice(1).map((right, index) => {
    const left = columns[index] ?? right
    while ((crossings[passed]?.x ?? Infinity) < (left + right) / 2) {
      winding += crossings[passed]?.winds ?? 0
      passed += 1
    }
    return (
      winding !== 0 &&
      blocked.every(([start, end]) => end <= left + tolerance || start >= right - tolerance)
    )
  })
}

/** The point of a polygon that is farthest from its walls, and how far: the pole of inaccessibility. */
export function labelPoint(polygon: Polygon): { at: readonly [number, number]; radius: number } {
  const bounds = boundingBox(polygon)
  const [first = [0, 0]] = polygon
  if (!bounds) return { at: first, radius: 0 }
  const [width, height] = [boxWidth(bounds), boxHeight(bounds)]
  const shorter = Math.min(width, height)
  // The search begins with squares of the shorter side: of a hairline they would be without number.
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
