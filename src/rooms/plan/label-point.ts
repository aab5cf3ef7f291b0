import type { Point } from '#src/topology/outline.ts'
import { boundsOf, heightOf, widthOf, type Outline } from './bounds.ts'

/** The middle of the largest circle inside an outline, and its radius in metres. */
export type LabelPoint = { at: Point; radius: number }

/** A square that is searched: its middle's distance from the walls, and the best that any point in it could have. */
type Cell = { at: Point; half: number; radius: number; best: number }

/**
 * The point of a room that is farthest from its walls ("pole of inaccessibility"): squares over the room are quartered,
 * the most promising first, until none can be better by more than a twentieth of the room's depth. Always inside the outline.
 */
export function labelPoint(outline: Outline): LabelPoint {
  const box = boundsOf(outline) ?? { left: 0, top: 0, right: 0, bottom: 0 }
  const [width, height] = [widthOf(box), heightOf(box)]
  const side = Math.max(Math.min(width, height), Math.max(width, height) / 32)
  const precision = side / 20

  const cell = (x: number, y: number, half: number): Cell => {
    const radius = distanceInside(outline, [x, y])
    return { at: [x, y], half, radius, best: radius + half * Math.SQRT2 }
  }
  let best = cell(box.left + width / 2, box.top + height / 2, 0)
  const open: Cell[] = []
  for (let x = box.left; x < box.right; x += side) {
    for (let y = box.top; y < box.bottom; y += side) {
      open.push(cell(x + side / 2, y + side / 2, side / 2))
    }
  }
  for (;;) {
    const next = takeBest(open)
    if (!next || (best.radius > 0 && next.best - best.radius <= precision)) break
    if (next.radius > best.radius) best = next
    const half = next.half / 2
    for (const [right, down] of quarters) {
      open.push(cell(next.at[0] + right * half, next.at[1] + down * half, half))
    }
  }
  return { at: best.at, radius: best.radius }
}

const quarters: readonly Point[] = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
]

/** Rooms need some dozens of squares: a search through them is shorter than a heap. */
function takeBest(open: Cell[]): Cell | undefined {
  let index = 0
  for (const [candidate, { best }] of open.entries()) {
    if (best > (open[index]?.best ?? best)) index = candidate
  }
  return open.splice(index, 1)[0]
}

/** Metres from a point to the nearest wall: positive inside the outline, negative outside. */
export function distanceInside(outline: Outline, [x, y]: Point): number {
  let inside = false
  let nearest = Number.POSITIVE_INFINITY
  let from = outline.at(-1)
  for (const to of outline) {
    if (!from) break
    const [[fromX, fromY], [toX, toY]] = [from, to]
    // A ray to the right crosses the walls of a room an odd number of times exactly from within.
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
