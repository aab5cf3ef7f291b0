import { dominantAngle } from './alignment.ts'
import { prepareFloor, type FloorRoom } from './floor.ts'
import {
  boundingBox,
  boxHeight,
  boxWidth,
  pathData,
  rotate,
  type Box,
  type Point,
} from './geometry.ts'
import { textRect } from './text-rect.ts'

/** A room on a board: its outline as a path, and the rectangle in it for its label, null where it has none. */
export type BoardRoom = { path: string; text: Box | null }

/** A floor as large as a board has room for, from `0 0`. Thousandths of the screen's shorter side. */
export type BoardFloor = {
  width: number
  height: number
  rooms: ReadonlyMap<string, BoardRoom>
  /** The edges of all rooms as one path. */
  walls: string
}

/** What the outer wall takes on each side. */
const wall = 6

/**
 * Lays a floor out in a space: rotated so that its walls are along the axes, where labels have the most room, and as large
 * as it can be. Rooms that cannot be drawn (see `prepareFloor`) are not in it.
 *
 * @param space what the board has, thousandths of the screen's shorter side
 * @returns null where no room can be drawn
 */
export function layOutBoardFloor(
  rooms: readonly FloorRoom[],
  space: { width: number; height: number },
): BoardFloor | null {
  const drawn = [...prepareFloor(rooms).rooms]
  const angle = dominantAngle(drawn.map(([, { simple }]) => simple))
  const straight = drawn.map(([id, { corners, simple }]) => ({
    id,
    corners: rotate(corners, -angle),
    simple: rotate(simple, -angle),
  }))
  const floor = boundingBox(straight.flatMap(({ corners }) => corners))
  if (floor === null) return null
  const scale = Math.min(
    Math.max(space.width - 2 * wall, 1) / boxWidth(floor),
    Math.max(space.height - 2 * wall, 1) / boxHeight(floor),
  )
  const onBoard = ([x, y]: Point): Point => [
    (x - floor.left) * scale + wall,
    (y - floor.top) * scale + wall,
  ]
  const placed = straight.map(({ id, corners, simple }): [string, BoardRoom] => [
    id,
    { path: pathData(corners.map(onBoard), 1), text: textRect(simple.map(onBoard)) },
  ])
  return {
    width: boxWidth(floor) * scale + 2 * wall,
    height: boxHeight(floor) * scale + 2 * wall,
    rooms: new Map(placed),
    walls: placed.map(([, { path }]) => path).join(''),
  }
}
