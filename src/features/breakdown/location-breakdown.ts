import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { computeTotals, type OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import {
  resolveLocation,
  getChildLocations,
  type ResolvedLocation,
  type LocationTarget,
} from './explain-target.ts'

/** Why a room adds nothing to a total although it might not be empty. Times are in Unix milliseconds. */
type RoomExclusion =
  | { kind: 'no-data'; lastSeenAt: number | null }
  | { kind: 'last-known'; people: number; seenAt: number }
  | { kind: 'at-least-nobody' }
  | { kind: 'no-sensors' }

/** A room of a location: what it adds to the total, or why it adds nothing. */
export type RoomTerm = {
  id: string
  name: string
  /** Number of sensors that are missing from the room's occupancy. */
  missingSensors: number
  /** Number of people that the room adds to the total. */
  people: number
  /** Why the room adds nothing; null if its people are added. */
  exclusion: RoomExclusion | null
}

/** Returns what a room adds to a total, by the same rule as src/domain/occupancy/totals.ts. */
function toRoomTerm(room: LiveRoom): RoomTerm {
  const { id, name, occupancy } = room
  const missing = occupancy.contributions.filter(({ kind }) => kind === 'missing').length
  const notAdded = getRoomExclusion(room)
  const people = notAdded === null && 'people' in occupancy ? occupancy.people : 0
  return { id, name, missingSensors: missing, people, exclusion: notAdded }
}

function getRoomExclusion({ occupancy, lastSeenAt }: LiveRoom): RoomExclusion | null {
  if (occupancy.expectedSensors === 0) return { kind: 'no-sensors' }
  switch (occupancy.kind) {
    case 'none':
      return { kind: 'no-data', lastSeenAt }
    case 'last-known':
      return { kind: 'last-known', people: occupancy.people, seenAt: occupancy.seenAt }
    case 'at-least':
      return occupancy.people > 0 ? null : { kind: 'at-least-nobody' }
    case 'exact':
      return null
  }
}

/** Returns whether the room makes the total a lower bound. A room without sensors does not, because it is never counted. */
function isIncomplete({ missingSensors, exclusion }: RoomTerm): boolean {
  return exclusion === null ? missingSensors > 0 : exclusion.kind !== 'no-sensors'
}

/** The rooms of a total in display order, up to a limit, and the sum of the rest. */
export type ListedRoomTerms = {
  incomplete: readonly RoomTerm[]
  counted: readonly RoomTerm[]
  omitted: { incomplete: number; counted: number; people: number }
  /** Number of complete rooms that add 0. */
  empty: number
  withoutSensors: number
}

const listLimits = { incomplete: 25, all: 50 }

/**
 * Lists incomplete rooms first, then the rest. Complete rooms that add 0 are only counted.
 *
 * @param parts by occupancy
 */
function listRoomTerms(parts: readonly RoomTerm[]): ListedRoomTerms {
  const incomplete = parts.filter(isIncomplete)
  const counted = parts.filter((part) => part.people > 0 && !isIncomplete(part))
  const first = incomplete.slice(0, listLimits.incomplete)
  const then = counted.slice(0, listLimits.all - first.length)
  const left = [...incomplete.slice(first.length), ...counted.slice(then.length)]
  const withoutSensors = parts.filter(({ exclusion }) => exclusion?.kind === 'no-sensors').length
  return {
    incomplete: first,
    counted: then,
    omitted: {
      incomplete: incomplete.length - first.length,
      counted: counted.length - then.length,
      people: left.reduce((sum, { people }) => sum + people, 0),
    },
    empty: parts.length - incomplete.length - counted.length - withoutSensors,
    withoutSensors,
  }
}

/** A child location, and what it adds to the total. */
export type LocationTerm = { subject: LocationTarget; name: string; totals: OccupancyTotals }

/** The terms of a location's total: child locations or rooms; both if some rooms are in no child location. */
export type LocationBreakdown = {
  totals: OccupancyTotals
  locations: readonly LocationTerm[]
  rooms: ListedRoomTerms
  /** All rooms of the total that are in no child location, by occupancy. */
  allRooms: readonly RoomTerm[]
  /** Number of excluded devices of the location, by reason. */
  excludedDevices: { test: number; uninstalled: number; traffic: number }
}

/**
 * Explains the total of a location by the rules that computed it (see src/domain/occupancy/totals.ts). If a location has
 * a single child and no other rooms, the terms are those of the child, because a list of one item explains nothing.
 */
export function breakDownLocation(
  location: ResolvedLocation,
  topology: Topology | undefined,
  directory: SensorDirectory | undefined,
): LocationBreakdown {
  const { places, loose } = splitLocation(location, topology)
  const terms = loose.map(toRoomTerm).toSorted((a, b) => b.people - a.people)
  return {
    totals: computeTotals(location.rooms),
    locations: places.map(({ target, name, rooms }) => ({
      subject: target,
      name,
      totals: computeTotals(rooms),
    })),
    rooms: listRoomTerms(terms),
    allRooms: terms,
    excludedDevices: countExcludedDevices(location, directory),
  }
}

function splitLocation(
  location: ResolvedLocation,
  topology: Topology | undefined,
): { places: ResolvedLocation[]; loose: readonly LiveRoom[] } {
  const places = getChildLocations(location.target, topology).flatMap(
    (subject) => resolveLocation(subject, topology, location.rooms) ?? [],
  )
  const locatedRooms = new Set(places.flatMap(({ rooms }) => rooms))
  const unlocatedRooms = location.rooms.filter((room) => !locatedRooms.has(room))
  const [only, ...others] = places
  if (only && others.length === 0 && unlocatedRooms.length === 0)
    return splitLocation(only, topology)
  return { places, loose: unlocatedRooms }
}

function countExcludedDevices(
  { target, floorIds, rooms }: ResolvedLocation,
  directory: SensorDirectory | undefined,
): LocationBreakdown['excludedDevices'] {
  const roomIds = new Set(rooms.map(({ id }) => id))
  const count = { test: 0, uninstalled: 0, traffic: 0 }
  for (const { floorId, roomId, hidden, mode } of directory?.devices ?? []) {
    const isHere =
      target.kind === 'all' ||
      (floorId !== null && floorIds.has(floorId)) ||
      (roomId !== null && roomIds.has(roomId))
    if (!isHere) continue
    if (hidden !== null) count[hidden] += 1
    else if (mode === 'traffic') count.traffic += 1
  }
  return count
}
