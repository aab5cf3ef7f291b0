import { boundingBox, clipToBox, type Box, type Polygon } from './geometry.ts'
import type { Outline } from './outline.ts'
import { largestTextRect, textRect } from './text-rect.ts'

/**
 * A room's geometry, which no poll and no zoom changes. Metres. `text` is where its label has room, null where it has
 * none. What is expensive is computed when it is first read, so that a large floor can be laid out room by room.
 */
export type RoomShape = Readonly<Outline & { bounds: Box; text: Box | null }>

export function roomShape(outline: Outline): RoomShape {
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
  if (shape.text === null || holds(view, shape.text)) return shape
  const text = largestTextRect(clipToBox(shape.simple, view))
  return text ? { ...shape, text } : shape
}

function holds(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  )
}
