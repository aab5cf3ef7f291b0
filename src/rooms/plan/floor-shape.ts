import type { Topology } from '#src/topology/tree.ts'
import { boundsOf, type Box } from './bounds.ts'
import { outerWall } from './outer-wall.ts'
import { roomShape, type RoomShape } from './room-shape.ts'
import type { Point } from '#src/topology/outline.ts'

/** A floor's geometry, reckoned once for a topology: its rooms by id, what they cover, and the wall around them. Metres. */
export type FloorShape = { shapes: ReadonlyMap<string, RoomShape>; floor: Box; wall: Point[] }

/** What drawing a floor needs; null where nobody drew any of its rooms. */
export function floorShape({ rooms }: Topology, floorId: string): FloorShape | null {
  const drawn = rooms.flatMap(({ id, floorId: on, outline }) =>
    on === floorId && outline ? [[id, roomShape(outline)] as const] : [],
  )
  const corners = drawn.flatMap(([, { outline }]) => outline)
  const wall = outerWall(corners)
  const floor = boundsOf(wall)
  return floor && { shapes: new Map(drawn), floor, wall }
}
