import { boundingBox, boxExtent, type Box, type Point, type Polygon } from './geometry.ts'
import { cleanOutline, type Outline, type OutlineFault } from './outline.ts'

export type FloorRoom = {
  id: string
  /** Corners `[x, y]`, usually in metres; null when the topology has no readable corners. */
  outline: readonly (readonly number[])[] | null
  /** Whether the topology contains an outline that cannot be read. */
  unreadableOutline?: boolean
  /** Degrees clockwise. */
  rotation: number
}

/** Why a room is not drawn. `far-away` and `too-small` are relative to the floor's other rooms. */
export type NotDrawnReason = OutlineFault | 'far-away' | 'too-small'

/** A floor ready to draw. Coordinates are in metres from its top left corner. */
export type PreparedFloor = {
  /** Drawable rooms by ID, in input order. */
  rooms: ReadonlyMap<string, Outline>
  /** Reasons why the remaining rooms are not drawn, by room ID. */
  notDrawn: ReadonlyMap<string, NotDrawnReason>
  /** The bounding box of the drawn rooms; null when there are none. */
  bounds: Box | null
  /** False when the coordinates cannot be metres; the floor is then scaled so that its rooms have a typical size. */
  isToScale: boolean
  /** Converts a point in topology coordinates, such as a sensor's position, to floor coordinates. */
  locate: (point: Point) => Point
}

/**
 * Plausible range, in metres, of the median of the longer sides of a floor's rooms, and the value assumed for medians
 * outside the range.
 */
const typicalRoom = { least: 0.3, most: 150, assumed: 5 }
/**
 * The reach of a room is the distance from the floor's median point to the room's farthest side. Rooms are sorted by
 * reach. A room in the second half, and all rooms after it, are far away when its reach exceeds both `times` the reach
 * of the room before it and `times` the length of `leastRooms` typical rooms.
 */
const farAway = { times: 16, leastRooms: 6 }
/** A room whose longer side is below this share of the floor's longer side would be smaller than a pixel. */
const smallestShare = 1 / 2000

const outlineCache = new WeakMap<object, { rotation: number; outline: Outline | OutlineFault }>()

/**
 * Determines which rooms of a floor can be drawn, and their positions. Excludes rooms without a valid outline, rooms so
 * far away that including them would make the rest invisible, and rooms too small to see. Accepts coordinates in any
 * unit. Takes O(n log n) time for n corners.
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

/**
 * Returns a room's cleaned outline, or why it cannot be drawn. Outlines change only with the topology, so each is
 * cleaned once and cached.
 */
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

/** Returns the rooms that are not far away (see `farAway`), and adds the others to `notDrawn`. */
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

/** Returns the distance from a point to the farthest side of a box. */
function reachFrom([x, y]: Point, { left, top, right, bottom }: Box): number {
  return Math.max(x - left, right - x, y - top, bottom - y)
}

/** Returns the median. Of two middle values, returns the one nearer to 0, which is the origin of most drawings. */
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

/**
 * Moves the floor's top left corner to the origin, where coordinates are most precise; scales the floor if necessary.
 */
function toFloorCoordinates(rooms: readonly MeasuredRoom[]): Omit<PreparedFloor, 'notDrawn'> {
  const covered = boundsOf(rooms)
  if (covered === null) {
    return { rooms: new Map(), bounds: null, isToScale: true, locate: (point) => point }
  }
  const ordinary = medianNearZero(rooms.map(({ extent }) => extent))
  const isToScale = ordinary >= typicalRoom.least && ordinary <= typicalRoom.most
  const scale = isToScale ? 1 : typicalRoom.assumed / ordinary
  const { left, top } = covered
  const place = (point: Point): Point => [(point[0] - left) * scale, (point[1] - top) * scale]
  const placeAll = (polygon: Polygon) => polygon.map(place)
  const [right, bottom] = place([covered.right, covered.bottom])
  return {
    rooms: new Map(
      rooms.map(({ id, outline }) => [
        id,
        {
          // The corners are computed on every read, room by room, so that a floor with many corners does not block the
          // main thread.
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
