import { replaceEqualDeep } from '@tanstack/query-core'
import { maximumCount, zerosWithheld } from '#src/domain/occupancy/sensor-reading.ts'
import {
  roomFigure,
  type RoomFigure,
  roomState,
  type RoomState,
} from '#src/domain/occupancy/room-occupancy.ts'
import { nameOrId, wholeRoom } from '#src/contract/butlr-values.ts'
import { countOnce, everyReading, type Readings } from '#src/domain/readings/readings.ts'
import type { Gone, Snapshot } from '#src/domain/readings/snapshot.ts'
import type { PresenceSensor, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'

/** A room as it stands now: what the topology says of it, and its occupancy by the rules. */
export type LiveRoom = Omit<Room, 'floorId'> & {
  /** Null when the topology does not know the room. */
  floorId: string | null
  figure: RoomFigure
  state: RoomState
  /** When a room without data was last heard of, Unix milliseconds; null when it has data, or nobody knows. */
  lastSeenAt: number | null
}

/** What the live rooms are made of. */
export type LiveInputs = {
  snapshot: Snapshot
  /** Undefined while it loads or when it is refused: rooms then show their ids. */
  topology: Topology | undefined
  /** Undefined likewise: then only sensors that were seen are expected. */
  directory: SensorDirectory | undefined
  /** Milliseconds between polls. */
  intervalMs: number
  /** Whether the API withholds zeros, where that was judged over more rooms than these; else the readings tell. */
  zerosWithheld?: boolean | undefined
}

/** What one room was made of, and what was made of it. */
type Made = {
  room: Room | undefined
  readings: Readings[string] | undefined
  gone: Record<string, Gone> | undefined
  sensors: PresenceSensor[] | null
  healthAt: number | null
  withheld: boolean
  intervalMs: number
  result: LiveRoom
}

/**
 * Joins the readings with the topology by the rules of occupancy. Known rooms come first, in the topology's order; then
 * rooms that only the reporting API knows, by id; hidden ones are left out.
 *
 * What it made before is kept: a room about which nothing was said that is new is the same object again, and neither
 * reckoned nor drawn anew. At thousands of rooms that is nearly all of them.
 */
export function createLiveRooms(): (inputs: LiveInputs) => LiveRoom[] {
  let made = new Map<string, Made>()
  let before: { inputs: LiveInputs; rooms: LiveRoom[] } | null = null

  return (inputs) => {
    if (before !== null && sameInputs(before.inputs, inputs)) return before.rooms
    const next = new Map<string, Made>()
    const withheld = inputs.zerosWithheld ?? zerosWithheld(everyReading(inputs.snapshot.readings))
    const readings = countOnce(inputs.snapshot.readings, () => homesOf(inputs.directory))
    const rooms = roomIds(inputs).map(([id, room]) => {
      const one = liveRoom({ id, room, readings: readings[id] }, withheld, inputs, made.get(id))
      next.set(id, one)
      return one.result
    })
    made = next
    before = { inputs, rooms }
    return rooms
  }
}

function sameInputs(a: LiveInputs, b: LiveInputs): boolean {
  return (
    a.snapshot === b.snapshot &&
    a.topology === b.topology &&
    a.directory === b.directory &&
    a.intervalMs === b.intervalMs &&
    a.zerosWithheld === b.zerosWithheld
  )
}

function roomIds({ snapshot, topology }: LiveInputs): [id: string, room: Room | undefined][] {
  const known = topology?.rooms ?? []
  const named = new Set([...known.map(({ id }) => id), ...(topology?.hidden ?? [])])
  const unknown = [...new Set([...Object.keys(snapshot.readings), ...Object.keys(snapshot.gone)])]
    .filter((id) => !named.has(id))
    .toSorted()
  return [
    ...known.map((room): [string, Room] => [room.id, room]),
    ...unknown.map((id): [string, undefined] => [id, undefined]),
  ]
}

/** Where the topology puts each sensor. */
function homesOf(directory: SensorDirectory | undefined): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(directory?.byRoom ?? {}).flatMap(([roomId, sensors]) =>
      sensors.map(({ mac }): [string, string] => [mac, roomId]),
    ),
  )
}

function liveRoom(
  { id, room, readings }: Pick<Made, 'room' | 'readings'> & { id: string },
  withheld: boolean,
  { snapshot, directory, intervalMs }: LiveInputs,
  before: Made | undefined,
): Made {
  const gone = snapshot.gone[id]
  const sensors = directory ? (directory.byRoom[id] ?? (room ? [] : null)) : null
  const healthAt = directory?.at ?? null
  const inputs = { room, readings, gone, sensors, healthAt, withheld, intervalMs }
  // What a vanished sensor last said counts for less with time; everything else only changes when it is said anew.
  if (before !== undefined && gone === undefined && unchanged(before, inputs)) return before

  const malformed = readings !== undefined && wholeRoom in readings
  const described = room ?? unnamed(id)
  const evidence = {
    expected: sensors,
    healthAt,
    answered: malformed ? {} : (readings ?? {}),
    malformed,
    gone: gone ?? {},
    at: snapshot.at,
    zerosWithheld: withheld,
    maximumCount: maximumCount(described),
  }
  const figure = roomFigure(evidence, intervalMs)
  const state = roomState(figure, described.capacity, described.busyFrom ?? undefined)
  const lastSeenAt =
    figure.kind === 'none'
      ? (figure.seenAt ?? latest((sensors ?? []).map((one) => one.lastReportAt)))
      : null
  const result: LiveRoom = { ...described, figure, state, lastSeenAt }
  return { ...inputs, result: replaceEqualDeep(before?.result, result) }
}

function unchanged(before: Made, now: Omit<Made, 'result'>): boolean {
  return (
    before.room === now.room &&
    before.readings === now.readings &&
    before.gone === now.gone &&
    before.sensors === now.sensors &&
    before.healthAt === now.healthAt &&
    before.withheld === now.withheld &&
    before.intervalMs === now.intervalMs
  )
}

function unnamed(id: string): Omit<LiveRoom, 'figure' | 'state' | 'lastSeenAt'> {
  return {
    id,
    name: nameOrId(null, id),
    kind: null,
    floorId: null,
    capacity: null,
    busyFrom: null,
    maximumSensorCount: null,
    tags: [],
    outline: null,
    rotation: 0,
    butlr: { name: null, capacity: null },
  }
}

function latest(times: readonly (number | null)[]): number | null {
  return times.reduce((newest, at) => (at !== null && at > (newest ?? 0) ? at : newest), null)
}
