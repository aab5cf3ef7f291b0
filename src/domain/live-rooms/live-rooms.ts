import { replaceEqualDeep } from '@tanstack/query-core'
import {
  omitsZeros,
  type VanishedSensor,
  computeRoomOccupancy,
  type RoomOccupancy,
  roomState,
  type RoomState,
  type ReadingsByRoom,
} from '#src/domain/occupancy/room-occupancy.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { nameOrId, wholeRoomKey } from '#src/contract/butlr-values.ts'
import { deduplicateSensors, allReadings } from '#src/domain/readings/readings.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import {
  roomsOfSensors,
  type PresenceSensor,
  type SensorDirectory,
} from '#src/domain/topology/sensor-directory.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'

/** A room's current state: its topology data and its occupancy. */
export type LiveRoom = Omit<Room, 'floorId'> & {
  /** Null when the topology does not contain the room. */
  floorId: string | null
  occupancy: RoomOccupancy
  state: RoomState
  /** Last report of a room whose occupancy is `none`, in Unix milliseconds; null for other rooms or when unknown. */
  lastSeenAt: number | null
  /** Whether the history withholds the room at this past moment. Absent for live rooms. */
  isWithheld?: boolean
}

export type LiveRoomInputs = {
  snapshot: Snapshot
  /** Undefined until the topology has loaded, or when access is denied; rooms then show their IDs. */
  topology: Topology | undefined
  /**
   * Undefined while it loads, after a failure, or when access is denied. If there is a topology, sums are lower bounds
   * in the first two cases.
   */
  directory: SensorDirectory | undefined
  /** Whether Butlr denies the account the directory. Only sensors that have reported are then expected. */
  isDirectoryDenied?: boolean
  /** Poll interval in milliseconds. */
  intervalMs: number
  /**
   * Whether the API omits zeros, if the caller inferred it from more rooms than these; when absent, this is inferred
   * from the readings.
   */
  omitsZeros?: boolean | undefined
}

/** The cached inputs and the result of one room. */
type CacheEntry = {
  room: Room | undefined
  readings: ReadingsByRoom[string] | undefined
  vanished: Record<string, VanishedSensor> | undefined
  sensors: PresenceSensor[] | null
  healthCheckedAt: number | null
  omitsZeros: boolean
  incomplete: boolean
  sensorsUnknown: boolean
  intervalMs: number
  result: LiveRoom
}

/**
 * Returns a function that joins readings and topology into rooms. Topology rooms come first, in topology order, then
 * rooms known only from the Reporting API, sorted by ID. Hidden rooms are excluded.
 *
 * The function caches its results: an unchanged room is the same object as before and is not re-rendered. With
 * thousands of rooms, nearly all are unchanged. If no room has changed, the list is the same object too.
 */
export function createLiveRooms(): (inputs: LiveRoomInputs) => LiveRoom[] {
  let cache = new Map<string, CacheEntry>()
  let previous: { inputs: LiveRoomInputs; rooms: LiveRoom[] } | null = null

  return (inputs) => {
    if (previous !== null && isSameInputs(previous.inputs, inputs)) return previous.rooms
    const next = new Map<string, CacheEntry>()
    const zerosOmitted = inputs.omitsZeros ?? omitsZeros(allReadings(inputs.snapshot.readings))
    const readings = deduplicateSensors(
      inputs.snapshot.readings,
      () => roomsOfSensors(inputs.directory),
      ({ kind }) => kind === 'reading',
    )
    const current = roomIds(inputs).map(([id, room]) => {
      const entry = buildLiveRoom(
        { id, room, readings: readings[id] },
        zerosOmitted,
        inputs,
        cache.get(id),
      )
      next.set(id, entry)
      return entry.result
    })
    cache = next
    const rooms =
      previous !== null && hasSameRooms(previous.rooms, current) ? previous.rooms : current
    previous = { inputs, rooms }
    return rooms
  }
}

function hasSameRooms(before: readonly LiveRoom[], rooms: readonly LiveRoom[]): boolean {
  return before.length === rooms.length && rooms.every((room, index) => room === before[index])
}

function isSameInputs(a: LiveRoomInputs, b: LiveRoomInputs): boolean {
  return hasValues(a, b) && hasValues(b, a)
}

function hasValues<T extends object>(values: T, expected: T): boolean {
  for (const key in expected) if (values[key] !== expected[key]) return false
  return true
}

function roomIds({ snapshot, topology }: LiveRoomInputs): [id: string, room: Room | undefined][] {
  const known = topology?.rooms ?? []
  const named = new Set([...known.map(({ id }) => id), ...(topology?.hiddenRoomIds ?? [])])
  const unknown = [
    ...new Set([...Object.keys(snapshot.readings), ...Object.keys(snapshot.vanished)]),
  ]
    .filter((id) => !named.has(id))
    .toSorted()
  return [
    ...known.map((room): [string, Room] => [room.id, room]),
    ...unknown.map((id): [string, undefined] => [id, undefined]),
  ]
}

function buildLiveRoom(
  { id, room, readings }: Pick<CacheEntry, 'room' | 'readings'> & { id: string },
  zerosOmitted: boolean,
  { snapshot, topology, directory, isDirectoryDenied = false, intervalMs }: LiveRoomInputs,
  previous: CacheEntry | undefined,
): CacheEntry {
  const vanished = snapshot.vanished[id]
  const sensors = directory ? (directory.byRoom[id] ?? (room ? [] : null)) : null
  const healthCheckedAt = directory?.at ?? null
  const inputs = {
    room,
    readings,
    vanished,
    sensors,
    healthCheckedAt,
    omitsZeros: zerosOmitted,
    incomplete: snapshot.incomplete === true,
    // This is false if access to the directory is denied or there is no topology, because only reporting sensors are
    // then known and their sums count as exact.
    sensorsUnknown: topology !== undefined && !isDirectoryDenied && isUnknown(directory),
    intervalMs,
  }
  // The last count of a vanished sensor expires with time, so its room is always computed again. Other rooms change
  // only with their inputs.
  if (
    previous !== undefined &&
    vanished === undefined &&
    hasValues<Omit<CacheEntry, 'result'>>(previous, inputs)
  )
    return previous

  const malformed = readings !== undefined && wholeRoomKey in readings
  const described = room ?? placeholderRoom(id)
  const occupancyInputs = {
    expectedSensors: sensors,
    healthCheckedAt,
    readings: malformed ? {} : (readings ?? {}),
    malformed,
    vanished: vanished ?? {},
    incomplete: inputs.incomplete,
    sensorsUnknown: inputs.sensorsUnknown,
    at: snapshot.at,
    omitsZeros: zerosOmitted,
    maximumCount: maximumPlausibleCount(described),
  }
  const occupancy = computeRoomOccupancy(occupancyInputs, intervalMs)
  const state = roomState(occupancy, described.capacity, described.busyThreshold ?? undefined)
  const lastSeenAt =
    occupancy.kind === 'none'
      ? (occupancy.seenAt ?? latestTime((sensors ?? []).map((sensor) => sensor.lastReportAt)))
      : null
  const result: LiveRoom = { ...described, occupancy, state, lastSeenAt }
  // After a change to the topology, a comparison of outlines would take longer than rendering all rooms again.
  const isComparable = previous?.result.outline === described.outline
  return { ...inputs, result: isComparable ? replaceEqualDeep(previous.result, result) : result }
}

/** Returns whether nothing is known about sensors: the directory is missing, or it lists no sensor and lacks parts. */
function isUnknown(directory: SensorDirectory | undefined): boolean {
  return !directory || (directory.devices.length === 0 && directory.missing.length > 0)
}

/** Returns a room about which the topology contains nothing. */
export function placeholderRoom(id: string): Omit<Room, 'floorId'> & { floorId: null } {
  return {
    id,
    name: nameOrId(null, id),
    kind: null,
    floorId: null,
    capacity: null,
    busyThreshold: null,
    maximumSensorCount: null,
    tags: [],
    outline: null,
    rotation: 0,
    upstreamValues: { name: null, capacity: null },
  }
}

function latestTime(times: readonly (number | null)[]): number | null {
  return times.reduce((newest, at) => (at !== null && at > (newest ?? 0) ? at : newest), null)
}
