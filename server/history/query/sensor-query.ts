import type { RoomHistory } from '#src/contract/history.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import {
  type MinuteRange,
  type SensorMinutes,
  type SensorSeries,
  type TopologySnapshot,
} from '#src/domain/history/minutes.ts'
import { findRoom, roomsBySensor, snapshotPeriods } from '#src/domain/history/snapshots.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import { unescapeId } from '#src/contract/id-codec.ts'
import type { Columns, QuerySession } from './duckdb.ts'
import { isInRange, unixMinute } from './minute-query.ts'

/** A period in which the readings of a sensor count towards the room. */
export type Placement = MinuteRange & {
  mac: string
  /** The largest plausible count. */
  maximum: number
  /** Whether the topology lists the sensor in the room. If not, only readings that name the room count. */
  isListed: boolean
}

/**
 * Returns the periods in which sensors count towards a room: while the topology lists them there, and while it lists
 * them in no room.
 *
 * @param reported the sensors with readings that name the room
 * @param snapshots in ascending order of time
 */
export function placeSensors(
  room: string,
  range: MinuteRange,
  reported: Iterable<string>,
  snapshots: readonly TopologySnapshot[],
): Placement[] {
  const periods = snapshotPeriods(snapshots, range)
  const macs = new Set(reported)
  for (const { snapshot } of periods) {
    for (const mac of snapshot === null ? [] : listedSensors(snapshot, room)) macs.add(mac)
  }
  const placements: Placement[] = []
  for (const mac of [...macs].toSorted()) {
    for (const { from, to, snapshot } of periods) {
      const listedIn = snapshot === null ? undefined : roomsBySensor(snapshot).get(mac)
      if (listedIn !== undefined && listedIn !== room) continue
      const maximum = findRoom(snapshots, room, from)?.room.maximumCount ?? unlistedMaximum
      const next = { mac, from, to, maximum, isListed: listedIn === room }
      const last = placements.at(-1)
      if (last !== undefined && continues(last, next)) last.to = to
      else placements.push(next)
    }
  }
  return placements
}

const unlistedMaximum = maximumPlausibleCount({ capacity: null, maximumSensorCount: null })

/** Returns the sensors that a snapshot lists in a room. */
export function listedSensors(snapshot: TopologySnapshot, room: string): readonly string[] {
  return findRoom([snapshot], room, snapshot.at)?.room.sensors ?? []
}

function continues(last: Placement, next: Placement): boolean {
  return (
    last.mac === next.mac &&
    last.to === next.from &&
    last.maximum === next.maximum &&
    last.isListed === next.isListed
  )
}

/** Returns the sensors that the topology lists in the room and that have readings in another room. */
export function displacedSensors(
  room: string,
  placements: readonly Placement[],
  reported: readonly SensorSeries[],
): string[] {
  const listed = new Set(placements.flatMap(({ mac, isListed }) => (isListed ? [mac] : [])))
  const displaced = reported.flatMap(({ roomId, mac }) =>
    roomId !== room && listed.has(mac) ? [mac] : [],
  )
  return [...new Set(displaced)]
}

const inRoom = 'room_id = $room'
const readings = (rooms: string) => `(
  SELECT sensor AS mac, ${unixMinute('minute')} AS minute, room_id = $room AS is_here, last, max
  FROM read_parquet($files, hive_partitioning = false)
  WHERE ${rooms} AND ${isInRange('minute')}
)`

// The query uses no temporary table, because copying takes time. `middle` combines the minute and the count of a
// reading.
const computeMetrics = (placed: string) => `
SELECT * EXCLUDE (middle), (middle % 2147483648)::INTEGER AS median
FROM (
  SELECT mac,
    count(last)::INTEGER AS count,
    coalesce(sum(last), 0)::DOUBLE AS sum,
    min(last) AS min,
    max(last) AS max,
    stddev_pop(last) AS stddev,
    arg_min(last, minute) AS first,
    arg_max(last, minute) AS final,
    max(max) AS maximum,
    -quantile_disc(-(minute::BIGINT * 2147483648 + last), 0.5) FILTER (last IS NOT NULL) AS middle
  FROM (
    SELECT mac, minute,
      CASE WHEN last <= maximum THEN last END AS last,
      CASE WHEN last <= maximum AND max <= maximum THEN greatest(last, max) END AS max
    FROM ${placed}
  )
  GROUP BY mac
)`

const placedByPeriod = (rooms: string) => `${readings(rooms)}
JOIN (
  SELECT unnest($macs) AS mac, unnest($starts) AS start, unnest($stops) AS stop,
    unnest($maximums) AS maximum, unnest($listed) AS is_listed
) USING (mac)
WHERE minute >= start AND minute < stop AND (is_here OR is_listed = 1)`

/** This query is used if all sensors have the same maximum: without the join, it takes a seventh less time. */
const placedInRoom = `(SELECT *, $maximum::INTEGER AS maximum FROM ${readings(inRoom)})`

/** Returns the maximum of all sensors if each of them is in the room for the whole range, otherwise null. */
function commonMaximum(
  placements: readonly Placement[],
  range: MinuteRange,
  displaced: readonly string[],
): number | null {
  const maximum = placements[0]?.maximum ?? null
  const isCommon = placements.every(
    (one) => one.from === range.from && one.to === range.to && one.maximum === maximum,
  )
  return isCommon && displaced.length === 0 ? maximum : null
}

/** Returns the metrics of the readings of each sensor in a room, in order of their MAC addresses. */
export async function querySensors(
  session: QuerySession,
  {
    files,
    room,
    range,
    placements,
    displaced,
  }: {
    files: readonly string[]
    room: string
    range: MinuteRange
    placements: readonly Placement[]
    displaced: readonly string[]
  },
): Promise<RoomHistory['sensors']> {
  if (files.length === 0 || placements.length === 0) return []
  const isDisplaced = displaced.length > 0
  const rooms = isDisplaced ? `(${inRoom} OR sensor IN (SELECT unnest($displaced)))` : inRoom
  const macs = new Map(placements.map(({ mac }) => [storedId(mac), mac]))
  const maximum = commonMaximum(placements, range, displaced)
  const parameters = { files, room: storedId(room), ...range }
  if (maximum !== null) {
    const columns = await session.read(computeMetrics(placedInRoom), { ...parameters, maximum })
    return toSensors(macs, columns)
  }
  const columns = await session.read(computeMetrics(placedByPeriod(rooms)), {
    ...parameters,
    macs: placements.map(({ mac }) => storedId(mac)),
    starts: placements.map(({ from }) => from),
    stops: placements.map(({ to }) => to),
    maximums: placements.map(({ maximum }) => maximum),
    listed: placements.map(({ isListed }) => (isListed ? 1 : 0)),
    ...(isDisplaced && { displaced: displaced.map(storedId) }),
  })
  return toSensors(macs, columns)
}

/** @param macs MAC addresses by their form in the files; other sensors are left out */
function toSensors(macs: ReadonlyMap<string, string>, columns: Columns): RoomHistory['sensors'] {
  const names = ['count', 'sum', 'min', 'max', 'stddev', 'first', 'final', 'maximum', 'median']
  const values = new Map(names.map((name) => [name, columns.numbers(name)]))
  return columns
    .texts('mac')
    .flatMap((stored, row) => {
      const mac = macs.get(stored)
      if (mac === undefined) return []
      const at = (name: string) => values.get(name)?.[row] ?? null
      const number = (name: string) => at(name) ?? 0
      const [minutes, sum] = [number('count'), number('sum')]
      const metrics = {
        sum,
        min: number('min'),
        max: number('max'),
        count: minutes,
        mean: sum / minutes,
        median: number('median'),
        stddev: number('stddev'),
        first: number('first'),
        last: number('final'),
      }
      return [{ mac, minutes, metrics: minutes === 0 ? null : metrics, maximum: at('maximum') }]
    })
    .toSorted((a, b) => (a.mac < b.mac ? -1 : 1))
}

const readMinutes = `
SELECT room_id, sensor, ${unixMinute('minute')} AS unix_minute, last, max
FROM read_parquet($files, hive_partitioning = false)
WHERE sensor IN (SELECT unnest($macs))
ORDER BY room_id, sensor, unix_minute`

/** Reads all readings of some sensors from the files of a UTC day. */
export async function readSensorDay(
  session: QuerySession,
  files: readonly string[],
  macs: readonly string[],
): Promise<SensorMinutes> {
  if (files.length === 0 || macs.length === 0) return toSensorMinutes([], [], [], [], [])
  const columns = await session.read(readMinutes, { files, macs: macs.map(storedId) })
  return toSensorMinutes(
    columns.texts('room_id'),
    columns.texts('sensor'),
    columns.numbers('unix_minute'),
    columns.numbers('last'),
    columns.numbers('max'),
  )
}

function toSensorMinutes(
  rooms: readonly string[],
  sensors: readonly string[],
  minute: readonly (number | null)[],
  last: readonly (number | null)[],
  max: readonly (number | null)[],
): SensorMinutes {
  const series: SensorSeries[] = []
  const seriesAt = rooms.map((room, row) => {
    if (row === 0 || room !== rooms[row - 1] || sensors[row] !== sensors[row - 1]) {
      series.push({ roomId: unescapeId(room), mac: unescapeId(sensors[row] ?? '') })
    }
    return series.length - 1
  })
  return {
    series,
    seriesAt: Int32Array.from(seriesAt),
    minute: Int32Array.from(minute, (value) => value ?? 0),
    last: Int32Array.from(last, (value) => value ?? 0),
    max: Int32Array.from(max, (value) => value ?? -1),
  }
}
