import type { SensorInsight, SensorInsights } from '#src/contract/sensor-insights.ts'
import { minuteMs, type MinuteRange } from '#src/domain/history/minutes.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { PlaceQuery, RoomGroup } from '#server/history/protocol.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import { withholdSmallRooms, type PrivacyRules } from './moments-input.ts'
import { listPlaceFiles } from './place-hours.ts'
import {
  countNightMinutes,
  listExpectedHours,
  listNightSlots,
  readCollection,
  slotMinutes,
} from './sensor-collection.ts'
import { placeRoomSensors, type PlacedSensor } from './sensor-placements.ts'

// Each reading of a sensor while it is in a room. An implausible count is null.
const readings = `(
  SELECT sensor_index, unix_minute,
    CASE WHEN last <= maximum THEN last END AS people,
    CASE WHEN last <= maximum AND max <= maximum THEN greatest(last, max)
      WHEN last <= maximum THEN last END AS most
  FROM (
    SELECT sensor, room_id, ${unixMinute('minute')} AS unix_minute, last, max
    FROM read_parquet($files, hive_partitioning = false)
    WHERE ${isInRange('minute')}
  )
  JOIN (
    SELECT unnest($sensors) AS sensor, unnest($indexes) AS sensor_index, unnest($rooms) AS placed_in,
      unnest($starts) AS start, unnest($stops) AS stop, unnest($maximums) AS maximum,
      unnest($listed) AS is_listed
  ) USING (sensor)
  WHERE unix_minute >= start AND unix_minute < stop AND (is_listed = 1 OR room_id = placed_in)
)`

// Sensors with the same minutes and counts have the same series.
const sumSensors = `
SELECT sensor_index, count(people)::INTEGER AS minutes, max(most) AS highest,
  count(DISTINCT (unix_minute - $from) // 1440)::INTEGER AS days,
  (count(*) FILTER (people > 0))::INTEGER AS in_use,
  (count(people) FILTER (is_night))::INTEGER AS night,
  (count(*) FILTER (is_night AND people > 0))::INTEGER AS night_in_use,
  concat_ws(' ', count(people), sum(people), bit_xor(hash(unix_minute, people))) AS series
FROM (
  SELECT *, unix_minute // ${slotMinutes} IN (SELECT unnest($nightSlots)) AS is_night FROM ${readings}
)
GROUP BY sensor_index`

const sumColumns = [
  'sensor_index',
  'minutes',
  'highest',
  'days',
  'in_use',
  'night',
  'night_in_use',
] as const

const readHours = `
SELECT DISTINCT sensor_index, ((unix_minute - $from) // 60)::INTEGER AS hour FROM ${readings}`

const countChanges = `
SELECT sensor_index, (count(*) FILTER (people <> previous))::INTEGER AS changes
FROM (
  SELECT sensor_index, people,
    lag(people) OVER (PARTITION BY sensor_index ORDER BY unix_minute) AS previous
  FROM ${readings}
)
GROUP BY sensor_index`

/** A sensor of a group, and where it was; `series` is null for a sensor that never counted anyone. */
type DescribedSensor = { sensor: SensorInsight; series: string | null; placed: PlacedSensor }
type DescribedGroup = { query: SensorsQuery; sensors: readonly DescribedSensor[] }

/** Describes the sensors of a place while they were in its rooms. docs/metrics.md defines the figures. */
export async function queryPlaceSensors(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
  { keepsSmallRooms }: Pick<PrivacyRules, 'keepsSmallRooms'>,
): Promise<SensorInsights> {
  const { range } = query
  const { groups, withheldRooms } = withholdSmallRooms(query, view.snapshots, keepsSmallRooms)
  const described: DescribedGroup[] = []
  for (const group of groups) described.push(await describeGroup(session, view, group, range))
  const twins = listTwins(described.flatMap(({ sensors }) => sensors))
  const changes = await countChangesOfTwins(described, twins)
  const sensors = described.flatMap((group) =>
    group.sensors.map(({ sensor, series }) => {
      const twin = twins.get(series ?? '')?.find(({ mac }) => mac !== sensor.mac)
      return {
        ...sensor,
        twin: twin ? { mac: twin.mac, changes: changes.get(series ?? '') ?? 0 } : null,
      }
    }),
  )
  return { from: range.from * minuteMs, to: range.to * minuteMs, withheldRooms, sensors }
}

/** Returns the sensors of each series that at least two sensors share. */
function listTwins(sensors: readonly DescribedSensor[]): Map<string, SensorInsight[]> {
  const bySeries = new Map<string, SensorInsight[]>()
  for (const { sensor, series } of sensors) {
    if (series === null) continue
    const same = bySeries.get(series) ?? []
    bySeries.set(series, same)
    same.push(sensor)
  }
  return new Map([...bySeries].filter(([, same]) => same.some(({ mac }) => mac !== same[0]?.mac)))
}

/** Returns how often the count changes in each series that twins share. Sends at most one query per group. */
async function countChangesOfTwins(
  groups: readonly DescribedGroup[],
  twins: ReadonlyMap<string, unknown>,
): Promise<Map<string, number>> {
  const changes = new Map<string, number>()
  for (const { query, sensors } of groups) {
    const firsts = new Map<string, PlacedSensor>()
    for (const { series, placed } of sensors) {
      if (series === null || !twins.has(series)) continue
      if (!changes.has(series) && !firsts.has(series)) firsts.set(series, placed)
    }
    if (firsts.size === 0) continue
    const counted = await readChanges({ ...query, sensors: [...firsts.values()] })
    for (const [index, series] of [...firsts.keys()].entries()) {
      changes.set(series, counted.get(index) ?? 0)
    }
  }
  return changes
}

async function describeGroup(
  session: QuerySession,
  view: HistoryView,
  group: RoomGroup,
  range: MinuteRange,
): Promise<DescribedGroup> {
  const rooms = group.rooms.map(({ id }) => id)
  const sensors = placeRoomSensors(rooms, range, view.snapshots)
  const files = await listPlaceFiles(view, 'sensor-minutes', { groups: [group], range })
  const query = { session, files, sensors, range }
  if (sensors.length === 0) return { query, sensors: [] }
  const nightSlots = listNightSlots(range, group)
  const collection = await readCollection(view, files, range)
  const counts = await readCounts(query, nightSlots)
  const active = await readActiveHours(query)
  const described = sensors.map((sensor, index) => {
    const { series = null, ...own } = counts.get(index) ?? noCounts
    const hours = collection.areZerosWithheld ? [] : listExpectedHours(sensor, collection, range)
    const isActive = active.get(index)
    return {
      placed: sensor,
      series: own.highest === 0 ? null : series,
      sensor: {
        mac: sensor.mac,
        room: sensor.room,
        hours: hours.length,
        silentHours: hours.filter((hour) => isActive?.[hour] !== 1).length,
        ...own,
        ...(collection.areZerosWithheld && {
          nightMinutes: countNightMinutes(sensor, collection, nightSlots, range),
        }),
        twin: null,
      },
    }
  })
  return { query, sensors: described }
}

type SensorsQuery = {
  session: QuerySession
  files: readonly string[]
  sensors: readonly PlacedSensor[]
  range: MinuteRange
}
type Counts = Omit<SensorInsight, 'mac' | 'room' | 'hours' | 'silentHours' | 'twin'> & {
  series?: string
}

const noCounts: Counts = {
  days: 0,
  minutes: 0,
  minutesInUse: 0,
  highest: null,
  nightMinutes: 0,
  nightMinutesAboveZero: 0,
}

function toParameters({ files, sensors, range }: SensorsQuery) {
  const rows = sensors.flatMap(({ mac, room, periods }, index) =>
    periods.map((period) => ({ ...period, mac, room, index })),
  )
  return {
    files,
    ...range,
    sensors: rows.map(({ mac }) => storedId(mac)),
    rooms: rows.map(({ room }) => storedId(room)),
    indexes: rows.map(({ index }) => index),
    starts: rows.map(({ from }) => from),
    stops: rows.map(({ to }) => to),
    maximums: rows.map(({ maximum }) => maximum),
    listed: rows.map(({ isListed }) => (isListed ? 1 : 0)),
  }
}

/** Returns the counts of the sensors with a reading, by index. */
async function readCounts(
  query: SensorsQuery,
  nightSlots: readonly number[],
): Promise<Map<number, Counts>> {
  if (query.files.length === 0) return new Map()
  const rows = await query.session.read(sumSensors, { ...toParameters(query), nightSlots })
  const read = readCells(sumColumns, (name) => rows.numbers(name))
  return new Map(
    rows.texts('series').map((series, row): [number, Counts] => [
      read('sensor_index', row) ?? 0,
      {
        days: read('days', row) ?? 0,
        minutes: read('minutes', row) ?? 0,
        minutesInUse: read('in_use', row) ?? 0,
        highest: read('highest', row) ?? null,
        nightMinutes: read('night', row) ?? 0,
        nightMinutesAboveZero: read('night_in_use', row) ?? 0,
        series,
      },
    ]),
  )
}

/** Returns an array for each sensor index, with 1 for each hour of the range in which the sensor has a reading. */
async function readActiveHours(query: SensorsQuery): Promise<Map<number, Uint8Array>> {
  const hours = Math.ceil((query.range.to - query.range.from) / 60)
  const active = new Map(query.sensors.map((_, index) => [index, new Uint8Array(hours)]))
  if (query.files.length === 0) return active
  await query.session.scan(readHours, toParameters(query), (read, rows) => {
    for (let row = 0; row < rows; row += 1)
      active.get(read(0, row))?.fill(1, read(1, row), read(1, row) + 1)
  })
  return active
}

/** Returns how often the counts of the sensors change, by index. */
async function readChanges(query: SensorsQuery): Promise<Map<number, number>> {
  const rows = await query.session.read(countChanges, toParameters(query))
  const read = readCells(['sensor_index', 'changes'] as const, (name) => rows.numbers(name))
  return new Map(
    rows.numbers('sensor_index').map((index, row) => [index ?? 0, read('changes', row) ?? 0]),
  )
}
