import { boundsOf, heightOf, widthOf, type Box, type Outline } from '#src/rooms/plan/bounds.ts'
import { pathOf, roomShape } from '#src/rooms/plan/room-shape.ts'
import type { Point } from '#src/topology/outline.ts'

/** A room on a board: its outline as a path, and the rectangle in it that its words have. Thousandths of the screen's shorter side. */
export type BoardRoom = { path: string; text: Box }

/** A floor as large as a board has room for, from `0 0`. Thousandths of the screen's shorter side. */
export type BoardFloor = {
  width: number
  height: number
  rooms: ReadonlyMap<string, BoardRoom>
  /** The edges of all rooms as one path. */
  walls: string
}

/** Radians; walls that nobody meant to be aslant to each other. */
const sameDirection = 0.02
/** What the outer wall takes on each side. */
const wall = 6

/**
 * Lays a floor out in a space: straight, so that words have the most room in its rooms, and as large as it can be.
 *
 * @param drawn rooms and their corners, metres
 * @param space what the board has, thousandths of the screen's shorter side
 * @returns null without a drawn room
 */
export function boardFloor(
  drawn: readonly { id: string; outline: Outline }[],
  space: { width: number; height: number },
): BoardFloor | null {
  const angle = slant(drawn.map(({ outline }) => outline))
  const straight = drawn.map(({ id, outline }) => ({ id, outline: turned(outline, -angle) }))
  const floor = boundsOf(straight.flatMap(({ outline }) => outline))
  if (floor === null) return null
  const [across, down] = [Math.max(widthOf(floor), 1), Math.max(heightOf(floor), 1)]
  const scale = Math.min((space.width - 2 * wall) / across, (space.height - 2 * wall) / down)
  const onBoard = ([x, y]: Point): Point => [
    (x - floor.left) * scale + wall,
    (y - floor.top) * scale + wall,
  ]
  const rooms = straight.map(({ id, outline }): [string, BoardRoom] => {
    const scaled = outline.map(onBoard)
    return [id, { path: pathOf(scaled, 1), text: roomShape(scaled).text }]
  })
  return {
    width: widthOf(floor) * scale + 2 * wall,
    height: heightOf(floor) * scale + 2 * wall,
    rooms: new Map(rooms),
    walls: rooms.map(([, { path }]) => path).join(''),
  }
}

/**
 * By how much a floor stands aslant: the direction that most of its walls have, by length, where a wall and one at a
 * right angle to it are the same. Radians clockwise, at most an eighth of a turn.
 */
function slant(outlines: readonly Outline[]): number {
  const walls = outlines.flatMap(wallsOf)
  let best = { length: 0, angle: 0 }
  for (const { angle } of walls) {
    const alike = walls.filter((wall) => Math.abs(quarter(wall.angle - angle)) < sameDirection)
    const length = alike.reduce((sum, wall) => sum + wall.length, 0)
    if (length <= best.length) continue
    const off = alike.reduce((sum, wall) => sum + wall.length * quarter(wall.angle - angle), 0)
    best = { length, angle: quarter(angle + off / length) }
  }
  return best.angle
}

function wallsOf(outline: Outline): { angle: number; length: number }[] {
  return outline.map(([toX, toY], index) => {
    const [fromX, fromY] = outline.at(index - 1) ?? [toX, toY]
    const [right, down] = [toX - fromX, toY - fromY]
    return { angle: quarter(Math.atan2(down, right)), length: Math.hypot(right, down) }
  })
}

/** An angle without the quarter turns in it, to either side of 0. */
function quarter(angle: number): number {
  return angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2)
}

function turned(outline: Outline, angle: number): Outline {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return outline.map(([x, y]) => [x * cosine - y * sine, x * sine + y * cosine])
}
