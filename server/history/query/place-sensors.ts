import type { SensorInsight, SensorInsights } from '#src/contract/insights.ts'
import { minuteMs, type MinuteRange } from '#src/domain/history/minutes.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import { zeroMarginMinutes } from '#server/history/files/file-info.ts'
import type { PlaceQuery, RoomGroup } from '#server/history/protocol.ts'
import { readCells } from '#server/history/read-cells.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import { withholdSmallRooms } from './moments-input.ts'
import { listPlaceFiles } from './place-hours.ts'

type Sensor = { mac: string; room: string; building: string }

const readings = `
FROM read_parquet($files, hive_partitioning = false)
JOIN (SELECT unnest($sensors) AS sensor, unnest($indexes) AS sensor_index) USING (sensor)
WHERE ${isInRange('minute')}`

/** Hours of local time begin at quarters of a UTC hour in every zone. */
const slotMinutes = 15

// Sensors with the same minutes and counts have the same series.
const sumSensors = `
SELECT sensor_index, count(*)::INTEGER AS minutes, max(last) AS highest,
  (count(*) FILTER (is_night))::INTEGER AS night,
  (count(*) FILTER (is_night AND last > 0))::INTEGER AS night_in_use,
  concat_ws(' ', count(*), sum(last), bit_xor(hash(unix_minute, last))) AS series
FROM (
  SELECT *, unix_minute // ${slotMinutes} IN (SELECT unnest($nightSlots)) AS is_night
  FROM (SELECT sensor_index, ${unixMinute('minute')} AS unix_minute, last ${readings})
)
GROUP BY sensor_index`

const sumColumns = ['sensor_index', 'minutes', 'highest', 'night', 'night_in_use'] as const

const readHours = `
SELECT DISTINCT sensor_index, ((${unixMinute('minute')} - $from) // 60)::INTEGER AS hour
${readings}`

/** Describes the sensors that the latest topology lists in the rooms of a place. docs/metrics.md defines the figures. */
export async function queryPlaceSensors(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
  keepsSmallRooms: boolean,
): Promise<SensorInsights> {
  const { range } = query
  const { groups, withheldRooms } = withholdSmallRooms(query, view.snapshots, keepsSmallRooms)
  const sensors: SensorInsight[] = []
  const series: (string | null)[] = []
  for (const group of groups) {
    const found = await describeGroup(session, view, group, range)
    sensors.push(...found.map(({ sensor }) => sensor))
    series.push(...found.map((one) => one.series))
  }
  const twins = new Map<string, number[]>()
  for (const [index, one] of series.entries()) {
    if (one !== null) twins.set(one, [...(twins.get(one) ?? []), index])
  }
  return {
    from: range.from * minuteMs,
    to: range.to * minuteMs,
    withheldRooms,
    sensors: sensors.map((sensor, index) => {
      const twin = twins.get(series[index] ?? '')?.find((other) => other !== index)
      return { ...sensor, twin: (twin === undefined ? null : sensors[twin]?.mac) ?? null }
    }),
  }
}

/** `series` is null for a sensor that never counted anyone: such sensors are equal without being twins. */
type DescribedSensor = { sensor: SensorInsight; series: string | null }

async function describeGroup(
  session: QuerySession,
  view: HistoryView,
  group: RoomGroup,
  range: MinuteRange,
): Promise<DescribedSensor[]> {
  const sensors = listSensors(view, group)
  const files = await listPlaceFiles(view, 'sensor-minutes', { groups: [group], range })
  const query = { session, files, sensors, range }
  const counts = await readCounts(query, group.timeZone)
  const active = await readActiveHours(query)
  const { collected, margin } = await readCollection(view, files, range)
  return sensors.map(({ mac, room, building }, index) => {
    const { series = null, ...own } = counts.get(index) ?? noCounts
    const hours = collected.get(building) ?? []
    const isActive = (hour: number) => active.get(index)?.has(hour) === true
    const isSilent = (hour: number) =>
      !Array.from({ length: 2 * margin + 1 }, (_, one) => hour - margin + one).some(isActive)
    return {
      series: own.highest === 0 ? null : series,
      sensor: {
        mac,
        room,
        hours: hours.length,
        silentHours: hours.filter(isSilent).length,
        ...own,
        twin: null,
      },
    }
  })
}

type SensorsQuery = {
  session: QuerySession
  files: readonly string[]
  sensors: readonly Sensor[]
  range: MinuteRange
}
type Counts = Pick<
  SensorInsight,
  'minutes' | 'highest' | 'nightMinutes' | 'nightMinutesAboveZero'
> & { series?: string }

const noCounts: Counts = { minutes: 0, highest: null, nightMinutes: 0, nightMinutesAboveZero: 0 }

const toParameters = ({ files, sensors, range }: SensorsQuery) => ({
  files,
  sensors: sensors.map(({ mac }) => storedId(mac)),
  indexes: sensors.map((_, index) => index),
  ...range,
})

/** Returns the counts of the sensors with a reading, by index. */
async function readCounts(query: SensorsQuery, timeZone: string): Promise<Map<number, Counts>> {
  const { session, files, sensors, range } = query
  if (files.length === 0 || sensors.length === 0) return new Map()
  const rows = await session.read(sumSensors, {
    ...toParameters(query),
    nightSlots: listNightSlots(range, timeZone),
  })
  const read = readCells(sumColumns, (name) => rows.numbers(name))
  return new Map(
    rows.texts('series').map((series, row): [number, Counts] => [
      read('sensor_index', row) ?? 0,
      {
        minutes: read('minutes', row) ?? 0,
        highest: read('highest', row) ?? 0,
        nightMinutes: read('night', row) ?? 0,
        nightMinutesAboveZero: read('night_in_use', row) ?? 0,
        series,
      },
    ]),
  )
}

/** Returns the hours of the range, by index, in which each sensor has a reading, by index of the sensor. */
async function readActiveHours(query: SensorsQuery): Promise<Map<number, Set<number>>> {
  const active = new Map(query.sensors.map((_, index) => [index, new Set<number>()]))
  if (query.files.length === 0 || query.sensors.length === 0) return active
  await query.session.scan(readHours, toParameters(query), (read, rows) => {
    for (let row = 0; row < rows; row += 1) active.get(read(0, row))?.add(read(1, row))
  })
  return active
}

function listSensors({ snapshots }: HistoryView, { rooms }: RoomGroup): Sensor[] {
  const requested = new Set(rooms.map(({ id }) => id))
  return (snapshots.at(-1)?.buildings ?? []).flatMap((building) =>
    building.rooms
      .filter(({ id }) => requested.has(id))
      .flatMap(({ id, sensors }) =>
        sensors.map((mac) => ({ mac, room: id, building: building.id })),
      ),
  )
}

const nightEnd = 5

/** Returns the quarters of an hour, counted from 1970, from 00:00 to 05:00 local time. */
function listNightSlots({ from, to }: MinuteRange, timeZone: string): number[] {
  return localHours(from, to, timeZone)
    .filter(({ hour }) => hour < nightEnd)
    .flatMap((hour) =>
      Array.from(
        { length: (hour.to - hour.from) / slotMinutes },
        (_, index) => hour.from / slotMinutes + index,
      ),
    )
}

/**
 * Returns the hours of a range, by index, that are collected, by building. `margin` is the number of hours around a count
 * within which silence means zero: none if Butlr reports zeros.
 */
async function readCollection(
  view: HistoryView,
  files: readonly string[],
  range: MinuteRange,
): Promise<{ collected: Map<string, number[]>; margin: number }> {
  const infos = (await Promise.all(files.map(view.sensorInfo))).filter((info) => info !== null)
  const minutes = new Map<string, Uint8Array>()
  for (const { building, collected } of infos) {
    const own = minutes.get(building) ?? new Uint8Array(range.to - range.from)
    minutes.set(building, own)
    for (const { from, to } of collected) {
      own.fill(1, Math.max(0, from - range.from), Math.max(0, to - range.from))
    }
  }
  const hours = Math.floor((range.to - range.from) / 60)
  const collected = [...minutes].map(([building, own]): [string, number[]] => [
    building,
    Array.from({ length: hours }, (_, hour) => hour).filter(
      (hour) => !own.subarray(hour * 60, (hour + 1) * 60).includes(0),
    ),
  ])
  const hasZeros = infos.some((info) => info.hasZeros)
  return { collected: new Map(collected), margin: hasZeros ? 0 : zeroMarginMinutes / 60 }
}
