import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { totals, type Totals } from '#src/domain/occupancy/totals.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { placeOf, placesIn, type Place } from './place.ts'
import { roomPart, shortened, type Shortened } from './room-parts.ts'
import type { PlaceSubject } from './subject.ts'

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
