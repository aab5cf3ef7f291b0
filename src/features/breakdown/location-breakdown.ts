import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { totals, type Totals } from '#src/domain/occupancy/totals.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { placeOf, placesIn, type Place, type PlaceSubject } from './explain-target.ts'

/** Why a room adds nothing to a total although its people are not known to be 0. Times are Unix milliseconds. */
export type NotAdded =
  | { kind: 'no-data'; lastSeenAt: number | null }
  | { kind: 'last-known'; people: number; seenAt: number }
  | { kind: 'at-least-nobody' }
  | { kind: 'no-sensors' }

/** A room of a place: what it adds to the total, or why it adds nothing. */
export type RoomPart = {
  id: string
  name: string
  /** Sensors that the room's figure lacks. */
  missing: number
  /** What it adds; 0 where it is not added. */
  people: number
  /** Null where it is added. */
  notAdded: NotAdded | null
}

/** What a total takes of a room, by the same rule (src/domain/occupancy/totals.ts). */
export function roomPart(room: LiveRoom): RoomPart {
  const { id, name, figure } = room
  const missing = figure.contributions.filter(({ kind }) => kind === 'missing').length
  const notAdded = notAddedBecause(room)
  const people = notAdded === null && 'people' in figure ? figure.people : 0
  return { id, name, missing, people, notAdded }
}

function notAddedBecause({ figure, lastSeenAt }: LiveRoom): NotAdded | null {
  if (figure.of === 0) return { kind: 'no-sensors' }
  switch (figure.kind) {
    case 'none':
      return { kind: 'no-data', lastSeenAt }
    case 'last-known':
      return { kind: 'last-known', people: figure.people, seenAt: figure.seenAt }
    case 'at-least':
      return figure.people > 0 ? null : { kind: 'at-least-nobody' }
    case 'exact':
      return null
  }
}

/** Whether the room makes its total a lower bound. A room without any sensor does not: nothing of it could be counted. */
export function isIncomplete({ missing, notAdded }: RoomPart): boolean {
  return notAdded === null ? missing > 0 : notAdded.kind !== 'no-sensors'
}

/** Rooms in the order in which they explain a total, as many as can be read, and what the others come to. */
export type Shortened = {
  incomplete: readonly RoomPart[]
  counted: readonly RoomPart[]
  rest: { incomplete: number; counted: number; people: number }
  /** Rooms that add 0 and lack nothing, and rooms without sensors. */
  empty: number
  withoutSensors: number
}

const shown = { incomplete: 25, all: 50 }

/** Incomplete rooms first, then those with most people. Rooms that add 0 and lack nothing are only counted. */
export function shortened(parts: readonly RoomPart[]): Shortened {
  const sorted = parts.toSorted((a, b) => b.people - a.people)
  const incomplete = sorted.filter(isIncomplete)
  const counted = sorted.filter((part) => part.people > 0 && !isIncomplete(part))
  const first = incomplete.slice(0, shown.incomplete)
  const then = counted.slice(0, shown.all - first.length)
  const left = [...incomplete.slice(first.length), ...counted.slice(then.length)]
  const withoutSensors = parts.filter(({ notAdded }) => notAdded?.kind === 'no-sensors').length
  return {
    incomplete: first,
    counted: then,
    rest: {
      incomplete: incomplete.length - first.length,
      counted: counted.length - then.length,
      people: left.reduce((sum, { people }) => sum + people, 0),
    },
    empty: parts.length - incomplete.length - counted.length - withoutSensors,
    withoutSensors,
  }
}

/** A place in a place, and what it adds to the total. */
export type PlacePart = { subject: PlaceSubject; name: string; totals: Totals }

/** What the total of a place is made of: places, or the rooms themselves; both where rooms have no place. */
export type PlaceExplanation = {
  totals: Totals
  places: readonly PlacePart[]
  rooms: Shortened
  /** Devices that count for nothing here, by why. */
  devices: { test: number; uninstalled: number; traffic: number }
}

/**
 * Explains the total of a place by the rules that made it (src/domain/occupancy/totals.ts). Where a place holds one place and
 * nothing else, that place's parts are told: a list of one explains nothing.
 */
export function explainPlace(
  place: Place,
  topology: Topology | undefined,
  directory: SensorDirectory | undefined,
): PlaceExplanation {
  const { places, loose } = partsOf(place, topology)
  return {
    totals: totals(place.rooms),
    places: places.map(({ subject, name, rooms }) => ({ subject, name, totals: totals(rooms) })),
    rooms: shortened(loose.map(roomPart)),
    devices: devicesOf(place, directory),
  }
}

function partsOf(
  place: Place,
  topology: Topology | undefined,
): { places: Place[]; loose: readonly LiveRoom[] } {
  const places = placesIn(place.subject, topology).flatMap(
    (subject) => placeOf(subject, topology, place.rooms) ?? [],
  )
  const placed = new Set(places.flatMap(({ rooms }) => rooms))
  const loose = place.rooms.filter((room) => !placed.has(room))
  const [only, ...others] = places
  if (only && others.length === 0 && loose.length === 0) return partsOf(only, topology)
  return { places, loose }
}

function devicesOf(
  { subject, floorIds, rooms }: Place,
  directory: SensorDirectory | undefined,
): PlaceExplanation['devices'] {
  const roomIds = new Set(rooms.map(({ id }) => id))
  const count = { test: 0, uninstalled: 0, traffic: 0 }
  for (const { floorId, roomId, hidden, mode } of directory?.devices ?? []) {
    const isHere =
      subject.kind === 'all' ||
      (floorId !== null && floorIds.has(floorId)) ||
      (roomId !== null && roomIds.has(roomId))
    if (!isHere) continue
    if (hidden !== null) count[hidden] += 1
    else if (mode === 'traffic') count.traffic += 1
  }
  return count
}
