import { boundsOf, type Box, type Outline } from './bounds.ts'
import { labelPoint } from './label-point.ts'
import { textBox } from './text-box.ts'

/** A room's geometry, reckoned once: no poll and no zoom changes it. Metres. `text` is where its words have room. */
export type RoomShape = { outline: Outline; bounds: Box; text: Box }

/** What drawing a room needs of its outline. */
export function roomShape(outline: Outline): RoomShape {
  return {
    outline,
    bounds: boundsOf(outline) ?? { left: 0, top: 0, right: 0, bottom: 0 },
    text: textBox(outline) ?? squareAtLabel(outline),
  }
}

/** Between slanted walls, the square in the middle of the largest circle. */
function squareAtLabel(outline: Outline): Box {
  const {
    at: [x, y],
    radius,
  } = labelPoint(outline)
  const half = radius * Math.SQRT1_2
  return { left: x - half, top: y - half, right: x + half, bottom: y + half }
}

/** An outline as a path, at so many pixels to the metre. */
export function pathOf(outline: Outline, scale: number): string {
  const corners = outline.map(([x, y]) => `${inPixels(x, scale)} ${inPixels(y, scale)}`)
  return `M${corners.join('L')}Z`
}

/** Metres as pixels; a hundredth of a pixel is as much as anybody sees. */
export function inPixels(metres: number, scale: number): number {
  return Math.round(metres * scale * 100) / 100
}
