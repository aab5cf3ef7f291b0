import { heightOf, widthOf, type Box } from './bounds.ts'

/** Pixels. */
export type Size = { width: number; height: number }

/** How a floor lies on its canvas: pixels per metre, and where its origin is, pixels. */
export type Fit = { scale: number; x: number; y: number }

/** Pixels around the floor when all of it is in view; a phone has few. */
const margins = { narrow: 12, wide: 24 }
const narrowBelow = 500
const heights = { least: 240, most: 640 }

/** As high as the floor needs at this width, within what leaves room for the rest of the page. Pixels. */
export function canvasHeight(floor: Box, width: number): number {
  const margin = marginOf(width)
  const scale = (width - 2 * margin) / Math.max(widthOf(floor), 1)
  const needed = heightOf(floor) * scale + 2 * margin
  return Math.round(Math.min(Math.max(needed, heights.least), heights.most))
}

/** The whole floor, as large as it can be, in the middle of the canvas; its proportions are kept. */
export function fitFloor(floor: Box, { width, height }: Size): Fit {
  const margin = marginOf(width)
  const across = (width - 2 * margin) / Math.max(widthOf(floor), 1)
  const down = (height - 2 * margin) / Math.max(heightOf(floor), 1)
  const scale = Math.max(Math.min(across, down), 1)
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
 * By how many pixels the view has to move to show a box; `[0, 0]` where all of it is seen. Of a box larger than the
 * canvas the left upper corner is shown.
 */
export function moveToShow(box: Box, { width, height }: Size): [x: number, y: number] {
  return [along(box.left, box.right, width), along(box.top, box.bottom, height)]
}

function along(from: number, to: number, room: number): number {
  if (from < 0) return -from
  return to > room ? -Math.min(to - room, from) : 0
}
