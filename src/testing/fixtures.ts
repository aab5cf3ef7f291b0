import { defaultBoardOptions, type BoardDraft } from '#src/contract/board.ts'
import type { DisplayStatus } from '#src/contract/display.ts'
import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { emptyTopology, type Room, type Topology } from '#src/domain/topology/topology.ts'
import {
  type SensorContribution,
  type RoomOccupancy,
  roomState,
} from '#src/domain/occupancy/room-occupancy.ts'
import { placeholderRoom, type LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Polygon } from '#src/domain/floor-plan/geometry.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { RoomWindow } from '#src/domain/anomalies/anomaly.ts'

/** A board without options, as earlier releases stored it. */
export const boardWithoutOptions = {
  name: 'Lobby',
  rooms: { kind: 'all' },
  layout: 'cards',
  screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 3 },
  theme: 'dark',
  locale: 'en-GB',
  hours: null,
  privacy: 'exact',
  shortNames: {},
} as const

/** A board of all rooms as large cards, on a 55-inch screen with a viewing distance of 3 metres. */
export const boardDraft: BoardDraft = { ...boardWithoutOptions, ...defaultBoardOptions }

export const displayStatus: DisplayStatus = {
  version: '0a1b2c3d4e5f',
  page: { number: 1, of: 2 },
  screen: { width: 1920, height: 1080, pixelRatio: 1 },
  clockSkewMs: 0,
  freshness: 'live',
  awake: { state: 'held' },
  unhealthyVersion: null,
}

/** The metrics of the two sensors of `room_xxx1` in Butlr's published sample response. */
export const butlrSampleMetrics = [
  {
    sum: 71,
    min: 1,
    max: 2,
    count: 69,
    mean: 1.0289855072463767,
    median: 1,
    stddev: 0.16776575221435114,
    first: 1,
    last: 1,
  },
  {
    sum: 68,
    min: 1,
    max: 3,
    count: 27,
    mean: 2.5185185185185186,
    median: 3,
    stddev: 0.7388865682688888,
    first: 1,
    last: 2,
  },
] as const satisfies MetricValues[]

/** Creates a room as Butlr would describe it. Omitted fields are unknown. */
export function makeRoom(fields: Pick<Room, 'id'> & Partial<Room>): Room {
  return {
    ...placeholderRoom(fields.id),
    name: fields.id,
    floorId: 'f1',
    ...fields,
  }
}

/** An L-shaped outline of 10 by 8 metres. */
export const lShape: Polygon = [
  [0, 0],
  [3, 0],
  [3, 5],
  [10, 5],
  [10, 8],
  [0, 8],
]

/** Two floors of a building in Berlin's time zone. */
export const northgate: Pick<Topology, 'sites' | 'buildings' | 'floors'> = {
  sites: [{ id: 's', name: 'Northgate', zone: { name: 'Europe/Berlin', known: true } }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [
    { id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 },
    { id: 'f2', name: 'Floor 2', buildingId: 'b', level: 2 },
  ],
}

export function makeTopology(fields: Partial<Topology>): Topology {
  return { ...emptyTopology(), ...fields }
}

/** Creates the topology of `northgate` with rooms. */
export function makeNorthgate(fields: Pick<Topology, 'rooms'> & Partial<Topology>): Topology {
  return makeTopology({ ...northgate, ...fields })
}

/** Creates a presence sensor that is online and has an unknown battery level. */
export function makeDevice(fields: Pick<Device, 'mac'> & Partial<Device>): Device {
  return {
    name: fields.mac,
    mode: 'presence',
    model: null,
    roomId: null,
    floorId: null,
    hiveId: null,
    hiveSerial: null,
    online: true,
    lastHeartbeatAt: null,
    lastReportAt: null,
    center: null,
    power: null,
    batteryDueAt: null,
    hidden: null,
    ...fields,
  }
}

/** Creates a sensor directory. By default, `devices` contains the sensors of `byRoom`. */
export function makeSensorDirectory(fields: Partial<SensorDirectory>): SensorDirectory {
  return {
    at: 0,
    byRoom: {},
    devices: Object.entries(fields.byRoom ?? {}).flatMap(([roomId, sensors]) =>
      sensors.map((sensor) => ({ ...sensor, roomId })),
    ),
    hives: [],
    missing: [],
    duplicates: [],
    ...fields,
  }
}

type SensorFixture = number | 'quiet' | 'missing' | 'implausible'

/**
 * Fields of a test room; omitted fields have the values of Maple. `sensors` lists counts, `quiet`, `missing` or
 * `implausible`.
 */
export type LiveRoomFixture = Partial<Omit<LiveRoom, 'occupancy' | 'state'>> & {
  sensors?: SensorFixture[]
  /** Last known number of people, with its time in Unix milliseconds. Used if no sensor reports. */
  lastKnown?: { people: number; seenAt: number; isRecent?: boolean }
}

/** Creates a room, and computes its state from its occupancy. */
export function makeLiveRoom({
  sensors = [2, 4],
  lastKnown,
  ...rest
}: LiveRoomFixture = {}): LiveRoom {
  const occupancy = makeOccupancy(sensors.map(makeContribution), lastKnown)
  const capacity = rest.capacity === undefined ? 10 : rest.capacity
  return {
    ...makeRoom({ id: 'maple', name: 'Maple', kind: 'Meeting room', floorId: 'f3' }),
    lastSeenAt: null,
    ...rest,
    capacity,
    occupancy,
    state: roomState(occupancy, capacity),
  }
}

function makeOccupancy(
  contributions: SensorContribution[],
  lastKnown: LiveRoomFixture['lastKnown'],
): RoomOccupancy {
  const counts = contributions.flatMap((sensor) =>
    sensor.kind === 'counted' ? [sensor.people] : [],
  )
  const known = contributions.filter(({ kind }) => kind !== 'missing').length
  const base = {
    contributions,
    reportingSensors: counts.length,
    expectedSensors: contributions.length,
  }
  if (known === 0 && lastKnown) {
    return { ...base, kind: 'last-known', isRecent: false, ...lastKnown }
  }
  if (known === 0) return { ...base, kind: 'none', seenAt: null }
  const people = counts.reduce((sum, count) => sum + count, 0)
  return { ...base, kind: known === contributions.length ? 'exact' : 'at-least', people }
}

function makeContribution(sensor: SensorFixture, index: number): SensorContribution {
  const mac = `sensor-${index}`
  if (sensor === 'quiet') return { kind: 'quiet', mac }
  if (sensor === 'implausible') {
    const [count, maximum] = [123_456_789, 100]
    return { kind: 'missing', mac, why: 'implausible', count, maximum, lastKnown: null }
  }
  if (sensor === 'missing') return { kind: 'missing', mac, why: 'silent', lastKnown: null }
  return { kind: 'counted', mac, people: sensor }
}

/** Creates the room Juniper with these contributions and this occupancy. */
export function makeLiveRoomFrom(
  contributions: readonly SensorContribution[],
  occupancy:
    | { kind: 'exact' | 'at-least'; people: number }
    | { kind: 'last-known'; people: number; seenAt: number; isRecent: boolean }
    | { kind: 'none'; seenAt: number | null },
): LiveRoom & { occupancy: RoomOccupancy } {
  const reporting = contributions.filter(({ kind }) => kind === 'counted').length
  return {
    ...makeRoom({
      id: 'juniper',
      name: 'Juniper',
      kind: 'Meeting room',
      floorId: 'f3',
      capacity: 14,
    }),
    occupancy: {
      contributions,
      reportingSensors: reporting,
      expectedSensors: contributions.length,
      ...occupancy,
    },
    state: 'in-use',
    lastSeenAt: null,
  }
}

/** Creates the metrics of a single count. */
export function makeMetrics(last: number, rest: Partial<MetricValues> = {}): MetricValues {
  const metrics = { last, first: last, max: last, min: last, mean: last, median: last }
  return { ...metrics, sum: last, count: 1, stddev: 0, ...rest }
}

/**
 * Computes the nine metrics of per-minute counts. As in docs/butlr-api.md, `median` is the middle element in
 * chronological order, and `stddev` is the population standard deviation.
 */
export function metricsFromCounts(counts: readonly number[]): MetricValues {
  const sum = counts.reduce((total, count) => total + count, 0)
  const mean = sum / counts.length
  const variance = counts.reduce((total, count) => total + (count - mean) ** 2, 0) / counts.length
  return {
    sum,
    mean,
    min: Math.min(...counts),
    max: Math.max(...counts),
    count: counts.length,
    median: counts[Math.floor(counts.length / 2)] ?? 0,
    stddev: Math.sqrt(variance),
    first: counts[0] ?? 0,
    last: counts.at(-1) ?? 0,
  }
}

/** Creates a window of this many minutes from per-minute counts. */
export function makeRoomSpan(
  minutes: number,
  counts: Record<string, readonly number[]>,
): RoomWindow {
  const sensors = new Map(
    Object.entries(counts).map(([mac, list]) => [mac, metricsFromCounts(list)]),
  )
  return { from: 0, to: minutes * minute, sensors, implausible: new Set() }
}

/** Returns the same count for each of these minutes. */
export function repeatCount(minutes: number, count: number): number[] {
  return Array.from({ length: minutes }, () => count)
}
