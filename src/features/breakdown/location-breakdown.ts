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

/** Why a room adds nothing to a total although its people are not known to be 0. Times are Unix milliseconds. */
export type RoomExclusion =
  | { kind: 'no-data'; lastSeenAt: number | null }
  | { kind: 'last-known'; people: number; seenAt: number }
  | { kind: 'at-least-nobody' }
  | { kind: 'no-sensors' }

/** A room of a place: what it adds to the total, or why it adds nothing. */
export type RoomTerm = {
  id: string
  name: string
  /** Sensors that the room's figure lacks. */
  missingSensors: number
  /** What it adds; 0 where it is not added. */
  people: number
  /** Null where it is added. */
  exclusion: RoomExclusion | null
}

/** What a total takes of a room, by the same rule (src/domain/occupancy/totals.ts). */
export function toRoomTerm(room: LiveRoom): RoomTerm {
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

/** Whether the room makes its total a lower bound. A room without any sensor does not: nothing of it could be counted. */
export function isIncomplete({ missingSensors, exclusion }: RoomTerm): boolean {
  return exclusion === null ? missingSensors > 0 : exclusion.kind !== 'no-sensors'
}

/** Rooms in the order in which they explain a total, as many as can be read, and what the others come to. */
export type ListedRoomTerms = {
  incomplete: readonly RoomTerm[]
  counted: readonly RoomTerm[]
  omitted: { incomplete: number; counted: number; people: number }
  /** Rooms that add 0 and lack nothing, and rooms without sensors. */
  empty: number
  withoutSensors: number
}

const listLimits = { incomplete: 25, all: 50 }

/** Incomplete rooms first, then those with most people. Rooms that add 0 and lack nothing are only counted. */
export function listRoomTerms(parts: readonly RoomTerm[]): ListedRoomTerms {
  const sorted = parts.toSorted((a, b) => b.people - a.people)
  const incomplete = sorted.filter(isIncomplete)
  const counted = sorted.filter((part) => part.people > 0 && !isIncomplete(part))
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

/** A place in a place, and what it adds to the total. */
export type LocationTerm = { subject: LocationTarget; name: string; totals: OccupancyTotals }

/** What the total of a place is made of: places, or the rooms themselves; both where rooms have no place. */
export type LocationBreakdown = {
  totals: OccupancyTotals
  locations: readonly LocationTerm[]
  rooms: ListedRoomTerms
  /** Devices that count for nothing here, by why. */
  excludedDevices: { test: number; uninstalled: number; traffic: number }
}

/**
 * Explains the total of a place by the rules that made it (src/domain/occupancy/totals.ts). Where a place holds one place and
 * nothing else, that place's parts are told: a list of one explains nothing.
 */
export function breakDownLocation(
  location: ResolvedLocation,
  topology: Topology | undefined,
  directory: SensorDirectory | undefined,
): LocationBreakdown {
  const { places, loose } = splitLocation(location, topology)
  return {
    totals: computeTotals(location.rooms),
    locations: places.map(({ target, name, rooms }) => ({
      subject: target,
      name,
      totals: computeTotals(rooms),
    })),
    rooms: listRoomTerms(loose.map(toRoomTerm)),
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
