import { boxHeight, boxWidth, type Box } from './geometry.ts'

/** Pixels. */
export type Size = { width: number; height: number }

/** How a floor is placed on its canvas: pixels per metre, and where its origin is, pixels. */
export type Fit = { scale: number; x: number; y: number }

/** Pixels around the floor when all of it is in view; a phone has few. */
const margins = { narrow: 12, wide: 24 }
const narrowBelow = 500
const heights = { least: 240, most: 640 }
/** A floor as wide or as high as nothing has this side instead, so that its scale is finite. */
const shortestSide = 1e-6

/** As high as the floor needs at this width, within what leaves room for the rest of the page. Pixels. */
export function canvasHeight(floor: Box, width: number): number {
  const margin = marginOf(width)
  const scale = (width - 2 * margin) / Math.max(boxWidth(floor), shortestSide)
  const needed = boxHeight(floor) * scale + 2 * margin
  return Math.round(Math.min(Math.max(needed, heights.least), heights.most))
}

/** The whole floor, as large as it can be, in the middle of the canvas; its proportions are kept. */
export function fitFloor(floor: Box, { width, height }: Size): Fit {
  const margin = marginOf(width)
  const across = Math.max(width - 2 * margin, 1) / Math.max(boxWidth(floor), shortestSide)
  const down = Math.max(height - 2 * margin, 1) / Math.max(boxHeight(floor), shortestSide)
  const scale = Math.min(across, down)
  return {
    scale,
    x: width / 2 - ((floor.left + floor.right) / 2) * scale,
    y: height / 2 - ((floor.top + floor.bottom) / 2) * scale,
  }
}

function marginOf(width: number): number {
  return width < narrowBelow ? margins.narrow : margins.wide
}

/**
 * By how many pixels the view has to move to show a box; `[0, 0]` where all of it is in view. Of a box larger than the
 * canvas the left upper corner is shown.
 */
export function moveToShow(box: Box, { width, height }: Size): [x: number, y: number] {
  return [along(box.left, box.right, width), along(box.top, box.bottom, height)]
}

function along(from: number, to: number, room: number): number {
  if (from < 0) return -from
  return to > room ? -Math.min(to - room, from) : 0
}

/** Pixels; a scale bar is never longer. */
const longestBar = 160
const barLengths = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/**
 * The longest round number of metres that a scale bar has room for, and its width in pixels; null where none has.
 *
 * @param scale pixels per metre
 */
export function scaleBar(scale: number): { metres: number; width: number } | null {
  const metres = barLengths.findLast((length) => length * scale <= longestBar)
  return metres === undefined ? null : { metres, width: Math.round(metres * scale) }
}
