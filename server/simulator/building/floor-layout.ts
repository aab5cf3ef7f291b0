import type { FloorPlan, RoomPlan, WingPlan } from './site-plan.ts'
import type { Point } from './topology.ts'

/** Depth of a row of rooms, in metres. */
const rowDepth = 8
/** Width of a corridor, in metres. */
const corridorWidth = 3
/** Distance from a wing's north wall to its south wall, in metres. */
export const wingDepth = 2 * rowDepth + corridorWidth
/** Size of a notch, as a fraction of the room's width and depth. */
const notchRatio = 0.4
/** Size of a corner that is cut off diagonally, as a fraction of the room's width and depth. */
const cutRatio = 0.3

export type PlacedRoom = {
  plan: RoomPlan
  polygon: Point[]
  sensorCenters: Point[]
  door: Point
  /** The part of the room that its zone covers. */
  zonePolygon: Point[]
}

type FloorLayout = {
  outline: Point[]
  rooms: PlacedRoom[]
  /** The centre of each hive, in the corridors. */
  hives: Point[]
}

/** A rectangle; y increases southwards. */
type Rectangle = { left: number; top: number; right: number; bottom: number }

/**
 * Places the rooms of a floor side by side along both sides of its corridors, without overlaps. The layout ignores the
 * floor's rotation.
 */
export function layOutFloor(floor: FloorPlan, hives: number): FloorLayout {
  const wings = [floor, ...(floor.furtherWings ?? [])]
  const right = Math.max(...wings.flatMap(({ north, south }) => [rowWidth(north), rowWidth(south)]))
  return {
    outline: rectanglePolygon({ left: 0, top: 0, right, bottom: wings.length * wingDepth }),
    rooms: wings.flatMap((wing, index) => placeWing(wing, index * wingDepth)),
    hives: spreadHives(hives, wings.length, right),
  }
}

/** Spreads hives evenly along the corridors, from west to east, starting in the northernmost corridor. */
function spreadHives(count: number, wings: number, width: number): Point[] {
  const perWing = Math.ceil(count / wings)
  return Array.from({ length: count }, (_, index) => {
    const wing = Math.floor(index / perWing)
    const inThisWing = Math.min(perWing, count - wing * perWing)
    const across = ((index % perWing) + 0.5) / inThisWing
    return [Math.round(across * width), (wing + 0.5) * wingDepth]
  })
}

function placeWing({ north, south }: WingPlan, top: number): PlacedRoom[] {
  const [upper, lower] = [top + rowDepth, top + rowDepth + corridorWidth]
  return [
    ...placeRow(north, upper, (room) => ({ top: upper - roomDepth(room), bottom: upper })),
    ...placeRow(south, lower, (room) => ({ top: lower, bottom: lower + roomDepth(room) })),
  ]
}

function roomDepth(room: RoomPlan): number {
  return Math.min(rowDepth, room.depth ?? rowDepth)
}

function rowWidth(row: RoomPlan[]): number {
  return row.reduce((width, room) => width + room.width, 0)
}

function placeRow(
  row: RoomPlan[],
  atCorridor: number,
  span: (room: RoomPlan) => { top: number; bottom: number },
): PlacedRoom[] {
  let left = 0
  return row.map((room) => {
    const box = { left, right: left + room.width, ...span(room) }
    left = box.right
    return placeRoom(room, box, atCorridor)
  })
}

function placeRoom(plan: RoomPlan, box: Rectangle, atCorridor: number): PlacedRoom {
  return {
    plan,
    polygon: roomPolygon(plan, box),
    sensorCenters: spreadSensors(plan, box),
    door: [roundToCentimetre(box.left + 0.2 * (box.right - box.left)), atCorridor],
    zonePolygon: rectanglePolygon({ ...box, bottom: (box.top + box.bottom) / 2 }),
  }
}

function roomPolygon({ shape }: RoomPlan, box: Rectangle): Point[] {
  const { left, top, right, bottom } = box
  const [width, depth] = [right - left, bottom - top]
  if (shape === 'notch') {
    const [x, y] = [
      roundToCentimetre(right - notchRatio * width),
      roundToCentimetre(top + notchRatio * depth),
    ]
    return [
      [left, top],
      [x, top],
      [x, y],
      [right, y],
      [right, bottom],
      [left, bottom],
    ]
  }
  if (shape === 'cut') {
    const [x, y] = [
      roundToCentimetre(right - cutRatio * width),
      roundToCentimetre(bottom - cutRatio * depth),
    ]
    return [
      [left, top],
      [right, top],
      [right, y],
      [x, bottom],
      [left, bottom],
    ]
  }
  return rectanglePolygon(box)
}

function rectanglePolygon({ left, top, right, bottom }: Rectangle): Point[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}

/**
 * Spreads sensors evenly: four or more in two rows, fewer in one. In a room with a missing corner, all sensors are in
 * one row that avoids the corner.
 */
function spreadSensors(plan: RoomPlan, { left, top, right, bottom }: Rectangle): Point[] {
  const rows = plan.sensors < 4 || plan.shape !== undefined ? 1 : 2
  const perRow = Math.ceil(plan.sensors / rows)
  return Array.from({ length: plan.sensors }, (_, index) => {
    const row = Math.floor(index / perRow)
    const inThisRow = Math.min(perRow, plan.sensors - row * perRow)
    const across = ((index % perRow) + 0.5) / inThisRow
    const down = rows === 2 ? 0.28 + 0.44 * row : plan.shape === 'notch' ? 0.72 : 0.45
    return [
      roundToCentimetre(left + across * (right - left)),
      roundToCentimetre(top + down * (bottom - top)),
    ]
  })
}

function roundToCentimetre(metres: number): number {
  return Math.round(metres * 100) / 100
}

/**
 * Rotates a floor layout clockwise by `degrees`. The outline, sensors, hives and doors get their final coordinates. The
 * polygons of rooms and zones are only translated, because clients rotate each of them about the centre of its bounding
 * box.
 */
export function rotateFloor(layout: FloorLayout, degrees: number): FloorLayout {
  if (degrees % 360 === 0) return layout
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const rotateAboutOrigin = ([x, y]: Point): Point => [x * cos - y * sin, x * sin + y * cos]
  const outline = layout.outline.map(rotateAboutOrigin)
  const west = Math.min(...outline.map(([x]) => x))
  const north = Math.min(...outline.map(([, y]) => y))
  const rotate = (point: Point): Point => {
    const [x, y] = rotateAboutOrigin(point)
    return [roundToMillimetre(x - west), roundToMillimetre(y - north)]
  }
  const translate = (polygon: Point[]) => {
    const before = boundingBoxCentre(polygon)
    const after = rotate(before)
    return polygon.map(([x, y]): Point => [
      roundToMillimetre(x + after[0] - before[0]),
      roundToMillimetre(y + after[1] - before[1]),
    ])
  }
  return {
    ...layout,
    outline: layout.outline.map(rotate),
    rooms: layout.rooms.map((room): PlacedRoom => ({
      ...room,
      polygon: translate(room.polygon),
      zonePolygon: translate(room.zonePolygon),
      sensorCenters: room.sensorCenters.map(rotate),
      door: rotate(room.door),
    })),
    hives: layout.hives.map(rotate),
  }
}

function boundingBoxCentre(polygon: Point[]): Point {
  const xs = polygon.map(([x]) => x)
  const ys = polygon.map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
}

/** Rounds to a millimetre; coarser rounding could make rotated rooms overlap. */
function roundToMillimetre(metres: number): number {
  return Math.round(metres * 1000) / 1000
}
