import { dominantAngle } from './alignment.ts'
import { prepareFloor, type FloorRoom } from './floor.ts'
import {
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
 * A room on a board. `path` is its outline as SVG path data, and `simple` the same shape with few corners. `text` is
 * the rectangle for its label; null when the room has no space for a label. All three are computed on first read, so
 * that a large floor can be laid out room by room.
 */
export type BoardRoomShape = Readonly<{ path: string; simple: Polygon; text: Box | null }>

/** A floor scaled to fit a board, with its origin at `0 0`. Lengths are in thousandths of the screen's shorter side. */
export type BoardFloor = {
  width: number
  height: number
  rooms: ReadonlyMap<string, BoardRoomShape>
}

/** Width of the outer wall, in thousandths of the screen's shorter side. */
const wallWidth = 6

/** A floor whose walls follow the axes, before it is scaled. Lengths are in metres. */
export type MeasuredFloor = {
  width: number
  height: number
  outlines: readonly (readonly [id: string, outline: Outline])[]
  /** Transforms a polygon to the coordinates of the aligned floor, whose top left corner is the origin. */
  align: (polygon: Polygon) => Polygon
}

/**
 * Rotates a floor so that its walls follow the axes, which leaves labels the most space. Excludes rooms that cannot be
 * drawn (see `prepareFloor`).
 *
 * @returns null when no room can be drawn
 */
export function measureBoardFloor(rooms: readonly FloorRoom[]): MeasuredFloor | null {
  const { rooms: drawn, bounds } = prepareFloor(rooms)
  const outlines = [...drawn]
  const angle = dominantAngle(outlines.map(([, { simple }]) => simple))
  const box = angle === 0 ? bounds : rotatedBounds(outlines, -angle)
  if (box === null) return null
  return {
    width: boxWidth(box),
    height: boxHeight(box),
    outlines,
    align: (polygon) =>
      rotate(polygon, -angle).map((point): Point => [point[0] - box.left, point[1] - box.top]),
  }
}

/**
 * Returns the bounding box of rotated outlines, or null if they have no corners. Does not create the rotated points,
 * because there may be many thousands.
 */
function rotatedBounds(outlines: MeasuredFloor['outlines'], angle: number): Box | null {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const [, { corners }] of outlines) {
    for (const corner of corners) {
      const rotatedX = corner[0] * cosine - corner[1] * sine
      const rotatedY = corner[0] * sine + corner[1] * cosine
      if (rotatedX < box.left) box.left = rotatedX
      if (rotatedX > box.right) box.right = rotatedX
      if (rotatedY < box.top) box.top = rotatedY
      if (rotatedY > box.bottom) box.bottom = rotatedY
    }
  }
  return box.left <= box.right ? box : null
}

/** Returns the scale at which a floor fills a space, in units of the board per metre. */
export function boardFloorScale(
  floor: Pick<MeasuredFloor, 'width' | 'height'>,
  space: { width: number; height: number },
): number {
  return Math.min(
    Math.max(space.width - 2 * wallWidth, 1) / floor.width,
    Math.max(space.height - 2 * wallWidth, 1) / floor.height,
  )
}

/** Rotates a floor clockwise by 90 degrees. */
export function turnBoardFloor({ width, height, outlines, align }: MeasuredFloor): MeasuredFloor {
  return {
    width: height,
    height: width,
    outlines,
    align: (polygon) => align(polygon).map((point): Point => [height - point[1], point[0]]),
  }
}

/**
 * Lays out a floor as large as possible in the available space.
 *
 * @param space available space, in thousandths of the screen's shorter side
 */
export function layOutBoardFloor(
  floor: MeasuredFloor,
  space: { width: number; height: number },
): BoardFloor {
  const scale = boardFloorScale(floor, space)
  const onBoard = (polygon: Polygon) =>
    floor
      .align(polygon)
      .map((point): Point => [point[0] * scale + wallWidth, point[1] * scale + wallWidth])
  return {
    width: floor.width * scale + 2 * wallWidth,
    height: floor.height * scale + 2 * wallWidth,
    rooms: new Map(floor.outlines.map(([id, outline]) => [id, boardRoomShape(outline, onBoard)])),
  }
}

function boardRoomShape(outline: Outline, onBoard: (polygon: Polygon) => Polygon): BoardRoomShape {
  let path: string | undefined
  let simple: Polygon | undefined
  let text: Box | null | undefined
  const shape = {
    get path() {
      return (path ??= pathData(onBoard(outline.corners), 1))
    },
    get simple() {
      return (simple ??= onBoard(outline.simple))
    },
    get text() {
      if (text === undefined) text = textRect(shape.simple)
      return text
    },
  }
  return shape
}
