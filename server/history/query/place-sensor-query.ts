import type { SensorInsight } from '#src/contract/sensor-insights.ts'
import type { MinuteRange } from '#src/domain/history/minutes.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import { slotMinutes } from './sensor-collection.ts'
import type { PlacedSensor } from './sensor-placements.ts'

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

/** Sensors of one group of rooms, the files with their readings, and the minutes to read. */
export type SensorsQuery = {
  session: QuerySession
  files: readonly string[]
  sensors: readonly PlacedSensor[]
  range: MinuteRange
}
/** What the readings of a sensor add up to. */
type Counts = Omit<SensorInsight, 'mac' | 'room' | 'hours' | 'silentHours' | 'twin'> & {
  series?: string
}

export const noCounts: Counts = {
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
export async function readCounts(
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
export async function readActiveHours(query: SensorsQuery): Promise<Map<number, Uint8Array>> {
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
export async function readChanges(query: SensorsQuery): Promise<Map<number, number>> {
  const rows = await query.session.read(countChanges, toParameters(query))
  const read = readCells(['sensor_index', 'changes'] as const, (name) => rows.numbers(name))
  return new Map(
    rows.numbers('sensor_index').map((index, row) => [index ?? 0, read('changes', row) ?? 0]),
  )
}
