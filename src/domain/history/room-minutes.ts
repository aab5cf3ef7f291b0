import type { RoomMinutes, SensorSeries, UnixMinute } from './minutes.ts'
import { largestNumber, minutesPerDay } from './minutes.ts'
import { countSensors, implausibleReading, noReading } from './sensor-counts.ts'
import type { DayInput, SensorCounts } from './sensor-counts.ts'
import { buildingOnDay, roomsBySensor, snapshotPeriods } from './snapshots.ts'
import type { SnapshotPeriod } from './snapshots.ts'

/**
 * Returns the minutes of a UTC day for each room of a building in which sensors are expected or reported on that day,
 * in ascending order of room ID. docs/metrics.md defines the rules.
 */
export function deriveRoomMinutes(input: DayInput): RoomMinutes[] {
  const parts = deriveInParts(input)
  for (;;) {
    const { done, value } = parts.next()
    if (done === true) return value
  }
}

/** Sensors between two parts. */
const sensorsPerPart = 32

/** Returns the same as `deriveRoomMinutes`. Yields between its parts, because a large building takes seconds. */
export function* deriveInParts(input: DayInput): Generator<undefined, RoomMinutes[]> {
  const day = { from: input.day, to: input.day + minutesPerDay }
  const periods = snapshotPeriods(input.snapshots, day).map((period) => ({
    ...period,
    expected: expectedSensors(period, input),
  }))
  const rooms = new Map<string, RoomSums>()
  const openRoom = (roomId: string): RoomSums => {
    const room = rooms.get(roomId) ?? createRoomSums(roomId, input.day, periods)
    rooms.set(roomId, room)
    return room
  }
  for (const roomId of periods.flatMap((period) => [...period.expected.keys()])) {
    if (buildingOnDay(input.snapshots, roomId, input.day) === input.building) openRoom(roomId)
  }
  let sensors = 0
  for (const counts of countSensors(input)) {
    addSensor(openRoom(counts.roomId), counts)
    sensors += 1
    if (sensors % sensorsPerPart === 0) yield
  }
  return [...rooms.values()].map(toRoomMinutes).sort((a, b) => (a.roomId < b.roomId ? -1 : 1))
}

/**
 * Returns the number of expected sensors by room: the installed sensors or, before the first snapshot, the sensors that
 * reported in the room within seven days of the day.
 */
function expectedSensors(
  { snapshot }: SnapshotPeriod,
  { minutes, reportedNearby }: DayInput,
): Map<string, number> {
  if (snapshot !== null) {
    return countByRoom([...roomsBySensor(snapshot)].map(([mac, roomId]) => ({ mac, roomId })))
  }
  const series = new Map<string, SensorSeries>()
  for (const { mac, roomId } of [
    ...reportedNearby,
    ...minutes.before.series,
    ...minutes.day.series,
    ...minutes.after.series,
  ]) {
    series.set(`${roomId} ${mac}`, { mac, roomId })
  }
  return countByRoom([...series.values()])
}

function countByRoom(series: readonly SensorSeries[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { roomId } of series) counts.set(roomId, (counts.get(roomId) ?? 0) + 1)
  return counts
}

/** `bounded`: number of sensors with a known `max`, by minute. */
type RoomSums = { minutes: RoomMinutes; bounded: Int32Array }

function createRoomSums(
  roomId: string,
  from: UnixMinute,
  periods: readonly (SnapshotPeriod & { expected: ReadonlyMap<string, number> })[],
): RoomSums {
  const minutes: RoomMinutes = {
    roomId,
    from,
    people: new Int32Array(minutesPerDay).fill(-1),
    upperBound: new Int32Array(minutesPerDay),
    reported: new Int32Array(minutesPerDay),
    expected: new Int32Array(minutesPerDay),
    estimated: new Uint8Array(minutesPerDay),
  }
  for (const period of periods) {
    const [start, end] = [period.from - from, period.to - from]
    minutes.expected.fill(period.expected.get(roomId) ?? 0, start, end)
    minutes.estimated.fill(period.snapshot === null ? 1 : 0, start, end)
  }
  return { minutes, bounded: new Int32Array(minutesPerDay) }
}

function addSensor({ minutes, bounded }: RoomSums, counts: SensorCounts): void {
  const { people, upperBound, reported, expected, estimated } = minutes
  const offset = counts.from - minutes.from
  for (let index = 0; index < counts.last.length; index += 1) {
    const last = counts.last[index] ?? noReading
    if (last === noReading) continue
    const at = offset + index
    // The topology does not list this sensor, so the sensor is expected only while it reports.
    if (!counts.isListed && estimated[at] === 0) expected[at] = (expected[at] ?? 0) + 1
    if (last === implausibleReading) continue
    people[at] = addUp(Math.max(people[at] ?? 0, 0), last)
    reported[at] = (reported[at] ?? 0) + 1
    const max = counts.max[index] ?? -1
    if (max < 0) continue
    upperBound[at] = addUp(upperBound[at] ?? 0, max)
    bounded[at] = (bounded[at] ?? 0) + 1
  }
}

function addUp(one: number, other: number): number {
  return Math.min(one + other, largestNumber)
}

/** Marks the upper bound as unknown in minutes in which no sensor reports, or a reporting sensor has no known `max`. */
function toRoomMinutes({ minutes, bounded }: RoomSums): RoomMinutes {
  const { reported, upperBound } = minutes
  for (let index = 0; index < reported.length; index += 1) {
    if (reported[index] === 0 || bounded[index] !== reported[index]) upperBound[index] = -1
  }
  return minutes
}
