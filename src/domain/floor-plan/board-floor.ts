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
  type Polygon,
} from './geometry.ts'
import type { Outline } from './outline.ts'
import { textRect } from './text-rect.ts'

/**
 * A room on a board: its outline as the data of a path, and the rectangle in it for its label, null where it has none.
 * Both are computed when they are first read, so that a large floor can be laid out room by room.
 */
export type BoardRoomShape = Readonly<{ path: string; text: Box | null }>

/** A floor as large as a board has room for, from `0 0`. Thousandths of the screen's shorter side. */
export type BoardFloor = {
  width: number
  height: number
  rooms: ReadonlyMap<string, BoardRoomShape>
}

/** What the outer wall takes on each side. */
const wallWidth = 6

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
  const { rooms: outlines, bounds } = prepareFloor(rooms)
  const drawn = [...outlines]
  const angle = dominantAngle(drawn.map(([, { simple }]) => simple))
  const floor =
    angle === 0 ? bounds : boundingBox(drawn.flatMap(([, { corners }]) => rotate(corners, -angle)))
  if (floor === null) return null
  const scale = Math.min(
    Math.max(space.width - 2 * wallWidth, 1) / boxWidth(floor),
    Math.max(space.height - 2 * wallWidth, 1) / boxHeight(floor),
  )
  const onBoard = (polygon: Polygon) =>
    rotate(polygon, -angle).map(([x, y]): Point => [
      (x - floor.left) * scale + wallWidth,
      (y - floor.top) * scale + wallWidth,
    ])
  return {
    width: boxWidth(floor) * scale + 2 * wallWidth,
    height: boxHeight(floor) * scale + 2 * wallWidth,
    rooms: new Map(drawn.map(([id, outline]) => [id, boardRoomShape(outline, onBoard)])),
  }
}

function boardRoomShape(outline: Outline, onBoard: (polygon: Polygon) => Polygon): BoardRoomShape {
  let path: string | undefined
  let text: Box | null | undefined
  return {
    get path() {
      return (path ??= pathData(onBoard(outline.corners), 1))
    },
    get text() {
      if (text === undefined) text = textRect(onBoard(outline.simple))
      return text
    },
  }
}
