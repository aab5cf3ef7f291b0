import { boundingBox, clipToBox, type Box, type Polygon, boxHeight, boxWidth } from './geometry.ts'
import type { Outline } from './outline.ts'
import { largestTextRect, textRect } from './text-rect.ts'
import { boundingRectangle } from './alignment.ts'
import { prepareFloor, type PreparedFloor, type FloorRoom } from './floor.ts'

/**
 * A room's geometry, which no poll and no zoom changes. Metres. `text` is where its label has room, null where it has
 * none. What is expensive is computed when it is first read, so that a large floor can be laid out room by room.
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
 * A room as it is seen: where the edge of the view would cut off its label, the label has the part of the room that is in
 * view. The same object where nothing is to be moved, and where no part can be seen.
 *
 * @param view metres on the floor
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

/** A floor's geometry for the floor plan page. Metres from its left upper corner. */
export type PageFloor = Pick<PreparedFloor, 'isToScale' | 'locate'> & {
  shapes: ReadonlyMap<string, RoomShape>
  bounds: Box
  /** The corners of the wall around all rooms. */
  wall: Polygon
}

/**
 * What the floor plan page draws of a floor. `drawn` is null where none of its rooms can be drawn (see `prepareFloor`).
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

/** Pixels. */
export type CanvasSize = { width: number; height: number }

/** How a floor is placed on its canvas: pixels per metre, and where its origin is, pixels. */
export type FloorTransform = { scale: number; x: number; y: number }

/** Pixels around the floor when all of it is in view; a phone has few. */
const margins = { narrow: 12, wide: 24 }
const narrowBelow = 500
const heights = { least: 240, most: 640 }
/** A floor as wide or as high as nothing has this side instead, so that its scale is finite. */
const shortestSide = 1e-6

/** As high as the floor needs at this width, within what leaves room for the rest of the page. Pixels. */
export function canvasHeight(floor: Box, width: number): number {
  const margin = marginFor(width)
  const scale = (width - 2 * margin) / Math.max(boxWidth(floor), shortestSide)
  const needed = boxHeight(floor) * scale + 2 * margin
  return Math.round(Math.min(Math.max(needed, heights.least), heights.most))
}

/** The whole floor, as large as it can be, in the middle of the canvas; its proportions are kept. */
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
 * By how many pixels the view has to move to show a box; `[0, 0]` where all of it is in view. Of a box larger than the
 * canvas the left upper corner is shown.
 */
export function panToShow(box: Box, { width, height }: CanvasSize): [x: number, y: number] {
  return [panAlong(box.left, box.right, width), panAlong(box.top, box.bottom, height)]
}

function panAlong(from: number, to: number, room: number): number {
  if (from < 0) return -from
  return to > room ? -Math.min(to - room, from) : 0
}

/** Pixels; a scale bar is never longer. */
const maximumBarWidth = 160
const barLengths = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

/**
 * The longest round number of metres that a scale bar has room for, and its width in pixels; null where none has.
 *
 * @param scale pixels per metre
 */
export function scaleBar(scale: number): { metres: number; width: number } | null {
  const metres = barLengths.findLast((length) => length * scale <= maximumBarWidth)
  return metres === undefined ? null : { metres, width: Math.round(metres * scale) }
}
