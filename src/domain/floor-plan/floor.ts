import { boundingBox, boxExtent, type Box, type Point, type Polygon } from './geometry.ts'
import { cleanOutline, type Outline, type OutlineFault } from './outline.ts'

/** A room as the topology describes it. */
export type FloorRoom = {
  id: string
  /** Corners `[x, y]`, metres; null where the topology has none. */
  outline: readonly (readonly number[])[] | null
  /** Whether the topology has one that cannot be read. */
  unreadableOutline?: boolean
  /** Degrees clockwise. */
  rotation: number
}

/** Why a room is not drawn. `far-away` and `too-small` are relative to the floor's other rooms. */
export type NotDrawnReason = OutlineFault | 'far-away' | 'too-small'

/** A floor ready to draw. Its coordinates are metres from its left upper corner. */
export type PreparedFloor = {
  /** The rooms that can be drawn, by id, in the order given. */
  rooms: ReadonlyMap<string, Outline>
  /** The others. */
  notDrawn: ReadonlyMap<string, NotDrawnReason>
  /** What the drawn rooms cover; null where there are none. */
  bounds: Box | null
  /** False where the coordinates cannot be metres: the floor is then scaled so that its rooms have an ordinary size. */
  isToScale: boolean
  /** A point of the topology, such as where a sensor is installed, in the floor's coordinates. */
  locate: (point: Point) => Point
}

/** Median longer side of a floor's rooms that can be metres, and the one assumed where it cannot. */
const typicalRoom = { least: 0.3, most: 150, assumed: 5 }
/** A room is far away at so many times the reach of the nearer rooms, which is at least so many rooms wide. */
const farAway = { times: 16, leastRooms: 6 }
/** A room below this share of the floor would be smaller than a pixel. */
const smallestShare = 1 / 2000

const outlineCache = new WeakMap<object, { rotation: number; outline: Outline | OutlineFault }>()

/**
 * Decides which rooms of a floor can be drawn, and where. Rooms without a usable outline are left out, and so are the few
 * that are so far from most others, or so small, that drawing them would make the others, or them, invisible. Works in
 * any unit, and in time proportional to the number of corners.
 */
export function prepareFloor(rooms: readonly FloorRoom[]): PreparedFloor {
  const notDrawn = new Map<string, NotDrawnReason>()
  const measured: MeasuredRoom[] = []
  for (const room of rooms) {
    const outline = cachedOutline(room)
    const box = typeof outline === 'string' ? null : boundingBox(outline.corners)
    if (typeof outline === 'string' || box === null) notDrawn.set(room.id, toOutlineFault(outline))
    else measured.push({ id: room.id, outline, box, extent: boxExtent(box) })
  }
  const near = withoutFarAway(measured, notDrawn)
  const covered = boundsOf(near)
  const drawn = near.filter(({ id, extent }) => {
    const isVisible = covered !== null && extent >= boxExtent(covered) * smallestShare
    if (!isVisible) notDrawn.set(id, 'too-small')
    return isVisible
  })
  return { ...toFloorCoordinates(drawn), notDrawn }
}

type MeasuredRoom = { id: string; outline: Outline; box: Box; extent: number }

function toOutlineFault(outline: Outline | OutlineFault): OutlineFault {
  return typeof outline === 'string' ? outline : 'no-outline'
}

/** Outlines change with the topology alone: each is cleaned once. */
function cachedOutline({
  outline: corners,
  rotation,
  unreadableOutline,
}: FloorRoom): Outline | OutlineFault {
  if (corners === null) return unreadableOutline === true ? 'unreadable' : 'no-outline'
  const known = outlineCache.get(corners)
  if (known && Object.is(known.rotation, rotation)) return known.outline
  const outline = cleanOutline(corners, rotation)
  outlineCache.set(corners, { rotation, outline })
  return outline
}

/** The rooms without those that are far from the nearer half of them. */
function withoutFarAway(
  rooms: readonly MeasuredRoom[],
  notDrawn: Map<string, NotDrawnReason>,
): readonly MeasuredRoom[] {
  const anchor: Point = [
    medianNearZero(rooms.map(({ box }) => (box.left + box.right) / 2)),
    medianNearZero(rooms.map(({ box }) => (box.top + box.bottom) / 2)),
  ]
  const byReach = rooms
    .map((room) => ({ id: room.id, reach: reachFrom(anchor, room.box) }))
    .toSorted((a, b) => a.reach - b.reach)
  const least = farAway.leastRooms * medianNearZero(rooms.map(({ extent }) => extent))
  const half = Math.ceil(rooms.length / 2)
  const firstFar = byReach.findIndex(
    ({ reach }, at) =>
      at >= half && reach > farAway.times * Math.max(byReach[at - 1]?.reach ?? 0, least),
  )
  if (firstFar < 0) return rooms
  for (const { id } of byReach.slice(firstFar)) notDrawn.set(id, 'far-away')
  return rooms.filter(({ id }) => !notDrawn.has(id))
}

/** The distance from a point to the farthest side of a box. */
function reachFrom([x, y]: Point, { left, top, right, bottom }: Box): number {
  return Math.max(x - left, right - x, y - top, bottom - y)
}

/** The median; of two in the middle the one nearer to 0, where the origin of most drawings is. */
function medianNearZero(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [lower = 0, upper = 0] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return Math.abs(upper) < Math.abs(lower) ? upper : lower
}

function boundsOf(rooms: readonly { box: Box }[]): Box | null {
  return boundingBox(
    rooms.flatMap(({ box }): Point[] => [
      [box.left, box.top],
      [box.right, box.bottom],
    ]),
  )
}

/** Moves the floor's left upper corner to the origin, where coordinates are most exact, and scales it where it has to be. */
function toFloorCoordinates(rooms: readonly MeasuredRoom[]): Omit<PreparedFloor, 'notDrawn'> {
  const covered = boundsOf(rooms)
  if (covered === null) {
    return { rooms: new Map(), bounds: null, isToScale: true, locate: (point) => point }
  }
  const ordinary = medianNearZero(rooms.map(({ extent }) => extent))
  const isToScale = ordinary >= typicalRoom.least && ordinary <= typicalRoom.most
  const scale = isToScale ? 1 : typicalRoom.assumed / ordinary
  const place = ([x, y]: Point): Point => [(x - covered.left) * scale, (y - covered.top) * scale]
  const placeAll = (polygon: Polygon) => polygon.map(place)
  const [right, bottom] = place([covered.right, covered.bottom])
  return {
    rooms: new Map(
      rooms.map(({ id, outline }) => [
        id,
        {
          // Placed when they are read, room by room, so that a floor of many corners is no long task.
          get corners() {
            return placeAll(outline.corners)
          },
          simple: placeAll(outline.simple),
        },
      ]),
    ),
    bounds: { left: 0, top: 0, right, bottom },
    isToScale,
    locate: place,
  }
}
