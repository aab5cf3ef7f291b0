import type { Point } from '#src/topology/outline.ts'
import { boundsOf, type Box, type Outline } from './bounds.ts'
import { distanceInside } from './label-point.ts'

/** Into how many strips a room is cut besides those at its corners. */
const strips = 12
/** Metres; lines that are nearer to each other are one. */
const tolerance = 1e-6

/**
 * The rectangle inside an outline that suits text best; null where the walls are all slanted and nothing fits.
 * The room is cut into a grid through its corners, so that for walls along the axes it is exact; of all rectangles made
 * of cells that lie wholly inside, the one with the most room for a wide block wins, the topmost among equals.
 */
export function textBox(outline: Outline): Box | null {
  const bounds = boundsOf(outline)
  if (!bounds) return null
  const columns = gridLines(
    outline.map(([x]) => x),
    bounds.left,
    bounds.right,
  )
  const rows = gridLines(
    outline.map(([, y]) => y),
    bounds.top,
    bounds.bottom,
  )
  // In each column the top of the free cells that reach down to the row at hand.
  const free: (number | null)[] = columns.map(() => null)
  let best: Box | null = null
  for (const [top, bottom] of neighbours(rows)) {
    const cells = neighbours(columns)
    for (const [index, [left, right]] of cells.entries()) {
      const isFree = cellInside(outline, { left, top, right, bottom })
      free[index] = isFree ? (free[index] ?? top) : null
    }
    for (const box of boxesEndingAt(bottom, cells, free)) {
      if (!best || roomForText(box) > roomForText(best) + tolerance) best = box
    }
  }
  return best
}

function* boxesEndingAt(
  bottom: number,
  cells: readonly (readonly [number, number])[],
  free: readonly (number | null)[],
): Generator<Box> {
  for (const [start, [left]] of cells.entries()) {
    let top = Number.NEGATIVE_INFINITY
    for (const [index, [, right]] of cells.entries()) {
      if (index < start) continue
      const reach = free[index] ?? null
      if (reach === null) break
      top = Math.max(top, reach)
      yield { left, top, right, bottom }
    }
  }
}

/** Height beyond the width, and width beyond three heights, only decide between rectangles that are else as good. */
function roomForText({ left, top, right, bottom }: Box): number {
  const [width, height] = [right - left, bottom - top]
  return Math.min(width, 3 * height) * Math.min(height, width) + (width * height) / 1000
}

function gridLines(corners: readonly number[], from: number, to: number): number[] {
  const even = Array.from(
    { length: strips + 1 },
    (_, index) => from + ((to - from) * index) / strips,
  )
  const sorted = [...corners, ...even].toSorted((a, b) => a - b)
  return sorted.filter((line, index) => line - (sorted[index - 1] ?? -Infinity) > tolerance)
}

function neighbours(lines: readonly number[]): (readonly [number, number])[] {
  return lines.slice(1).map((line, index) => [lines[index] ?? line, line] as const)
}

function cellInside(outline: Outline, { left, top, right, bottom }: Box): boolean {
  if (distanceInside(outline, [(left + right) / 2, (top + bottom) / 2]) <= 0) return false
  const within = {
    left: left + tolerance,
    top: top + tolerance,
    right: right - tolerance,
    bottom: bottom - tolerance,
  }
  return outline.every((to, index) => !crosses(outline.at(index - 1) ?? to, to, within))
}

/** Whether a wall runs through a rectangle (Liang–Barsky clipping). */
function crosses([fromX, fromY]: Point, [toX, toY]: Point, box: Box): boolean {
  const [right, down] = [toX - fromX, toY - fromY]
  let [enter, leave] = [0, 1]
  for (const [step, room] of [
    [-right, fromX - box.left],
    [right, box.right - fromX],
    [-down, fromY - box.top],
    [down, box.bottom - fromY],
  ] as const) {
    if (step === 0) {
      if (room < 0) return false
    } else if (step < 0) enter = Math.max(enter, room / step)
    else leave = Math.min(leave, room / step)
  }
  return enter < leave
}
