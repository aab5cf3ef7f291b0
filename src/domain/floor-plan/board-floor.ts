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
 * A room on a board. `path` is its outline as SVG path data. `text` is the rectangle for its label; null when the room
 * has no space for a label. Both are computed on first read, so that a large floor can be laid out room by room.
 */
export type BoardRoomShape = Readonly<{ path: string; text: Box | null }>

/** A floor scaled to fit a board, with its origin at `0 0`. Lengths are in thousandths of the screen's shorter side. */
export type BoardFloor = {
  width: number
  height: number
  rooms: ReadonlyMap<string, BoardRoomShape>
}

/** Width of the outer wall on each side. */
const wallWidth = 6

/**
 * Lays out a floor as large as possible in the available space, rotated so that its walls follow the axes, which leaves
 * labels the most space. Excludes rooms that cannot be drawn (see `prepareFloor`).
 *
 * @param space available space, in thousandths of the screen's shorter side
 * @returns null when no room can be drawn
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
