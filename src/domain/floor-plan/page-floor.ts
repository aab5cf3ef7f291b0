import { outerWall } from './alignment.ts'
import { prepareFloor, type Floor, type FloorRoom } from './floor.ts'
import { boundingBox, type Box, type Polygon } from './geometry.ts'
import { roomShape, type RoomShape } from './room-shape.ts'

/** A floor's geometry for the floor plan page. Metres from its left upper corner. */
export type PageFloor = Pick<Floor, 'isToScale' | 'locate'> & {
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
  notDrawn: Floor['notDrawn']
} {
  const { rooms: outlines, notDrawn, isToScale, locate } = prepareFloor(rooms)
  const shapes = new Map([...outlines].map(([id, outline]) => [id, roomShape(outline)]))
  const wall = outerWall([...outlines.values()].map(({ simple }) => simple))
  const bounds = boundingBox(wall)
  return { drawn: bounds && { shapes, bounds, wall, isToScale, locate }, notDrawn }
}
