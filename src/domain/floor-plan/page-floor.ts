import { boundingBox, clipToBox, type Box, type Polygon, boxHeight, boxWidth } from './geometry.ts'
import type { Outline } from './outline.ts'
import { largestTextRect, textRect } from './text-rect.ts'
import { boundingRectangle } from './alignment.ts'
import { prepareFloor, type PreparedFloor, type FloorRoom } from './floor.ts'

/**
 * A room's geometry in metres, independent of polls and zoom. `text` is the rectangle for its label; null when the room
 * has no space for one. Expensive values are computed on first read, so that a large floor can be laid out room by
 * room.
 */
export type RoomShape = Readonly<Outline & { bounds: Box; text: Box | null }>

export function createRoomShape(outline: Outline): RoomShape {
  const { simple } = outline
  let corners: Polygon | undefined
  let text: Box | null | undefined
  return {
    get corners() {
      return (corners ??= outline.corners)
    },
    simple,
    bounds: boundingBox(simple) ?? { left: 0, top: 0, right: 0, bottom: 0 },
    get text() {
      if (text === undefined) text = textRect(simple)
      return text
    },
  }
}

/**
 * Adapts a room to the visible area: when the edge of the view would cut off its label, the label uses the visible part
 * of the room. Returns the same object when the room has no label, when the label is fully visible, or when none fits
 * in the visible part.
 *
 * @param view the visible area, in metres on the floor
 */
export function shapeInView(shape: RoomShape, view: Box): RoomShape {
  if (shape.text === null || containsBox(view, shape.text)) return shape
  const text = largestTextRect(clipToBox(shape.simple, view))
  return text ? { ...shape, text } : shape
}

function containsBox(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  )
}

/** A floor's geometry for the floor plan page, in metres from its top left corner. */
export type PageFloor = Pick<PreparedFloor, 'isToScale' | 'locate'> & {
  shapes: ReadonlyMap<string, RoomShape>
  bounds: Box
  /** The corners of the wall around all rooms. */
  wall: Polygon
}

/**
 * Lays out a floor for the floor plan page. `drawn` is null when none of its rooms can be drawn (see `prepareFloor`).
 */
export function layOutPageFloor(rooms: readonly FloorRoom[]): {
  drawn: PageFloor | null
  notDrawn: PreparedFloor['notDrawn']
} {
  const { rooms: outlines, notDrawn, isToScale, locate } = prepareFloor(rooms)
  const shapes = new Map([...outlines].map(([id, outline]) => [id, createRoomShape(outline)]))
  const wall = boundingRectangle([...outlines.values()].map(({ simple }) => simple))
  const bounds = boundingBox(wall)
  return { drawn: bounds && { shapes, bounds, wall, isToScale, locate }, notDrawn }
}

/** The size of a canvas in pixels. */
export type CanvasSize = { width: number; height: number }

/** The position of a floor on its canvas: `scale` in pixels per metre, and the origin in pixels. */
export type FloorTransform = { scale: number; x: number; y: number }

/** Margins around a fully visible floor, in pixels; phones use the narrow margin. */
const margins = { narrow: 12, wide: 24 }
/** Canvas width in pixels below which the narrow margin applies. */
const narrowBelow = 500
/** Limits of the canvas height in pixels. */
const heights = { least: 240, most: 640 }
/** Minimum width and height of a floor in metres, so that its scale is finite. */
const shortestSide = 1e-6

/**
 * Returns the canvas height in pixels that the floor needs at this width, limited so that the rest of the page stays
 * visible.
 */
export function canvasHeight(floor: Box, width: number): number {
  const margin = marginFor(width)
  const scale = (width - 2 * margin) / Math.max(boxWidth(floor), shortestSide)
  const needed = boxHeight(floor) * scale + 2 * margin
  return Math.round(Math.min(Math.max(needed, heights.least), heights.most))
}

/** Returns the transform that centres the whole floor on the canvas, as large as possible. */
export function fitFloor(floor: Box, { width, height }: CanvasSize): FloorTransform {
  const margin = marginFor(width)
  const across = Math.max(width - 2 * margin, 1) / Math.max(boxWidth(floor), shortestSide)
  const down = Math.max(height - 2 * margin, 1) / Math.max(boxHeight(floor), shortestSide)
  const scale = Math.min(across, down)
  return {
    scale,
    x: width / 2 - ((floor.left + floor.right) / 2) * scale,
    y: height / 2 - ((floor.top + floor.bottom) / 2) * scale,
  }
}

function marginFor(width: number): number {
  return width < narrowBelow ? margins.narrow : margins.wide
}

/**
 * Returns the pan in pixels that brings a box into view, or `[0, 0]` when it is fully visible. For a box larger than
 * the canvas, brings its top left corner into view.
 */
export function panToShow(box: Box, { width, height }: CanvasSize): [x: number, y: number] {
  return [panAlong(box.left, box.right, width), panAlong(box.top, box.bottom, height)]
}

function panAlong(from: number, to: number, room: number): number {
  if (from < 0) return -from
  return to > room ? -Math.min(to - room, from) : 0
}

/** Maximum length of the scale bar in pixels. */
const maximumBarWidth = 160
/** Possible lengths of the scale bar in metres. */
const barLengths = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/**
 * Returns the longest round number of metres that fits the scale bar, and its width in pixels. Returns null if none
 * fits.
 *
 * @param scale pixels per metre
 */
export function scaleBar(scale: number): { metres: number; width: number } | null {
  const metres = barLengths.findLast((length) => length * scale <= maximumBarWidth)
  return metres === undefined ? null : { metres, width: Math.round(metres * scale) }
}
