import { isPlausibleCount, maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import type { MinuteRange, SensorMinutes, SensorSeries, UnixMinute } from './minutes.ts'
import type { TopologySnapshot } from './minutes.ts'
import { minutesPerDay } from './minutes.ts'
import { buildingOnDay, findRoom, roomsBySensor, snapshotPeriods } from './snapshots.ts'
import type { SnapshotPeriod } from './snapshots.ts'

/** The input from which the counts of one UTC day and building are derived. */
export type DayInput = {
  /** First minute of the UTC day. */
  day: UnixMinute
  /** Building ID; rooms of other buildings are left out. */
  building: string
  /**
   * Snapshots in ascending order of time: at least the snapshot that is valid at the beginning of the day, the
   * snapshots of the day and, for each room that none of these lists, the nearest snapshot that lists the room.
   */
  snapshots: readonly TopologySnapshot[]
  /** Readings of the day before, the day and the day after. Days that are not collected are empty. */
  minutes: { before: SensorMinutes; day: SensorMinutes; after: SensorMinutes }
  /** The collected minutes of the day, which include the minutes of all its readings. */
  collected: readonly MinuteRange[]
  /** Sensors that reported within seven days before or after the day; used only before the first snapshot. */
  reportedNearby: readonly SensorSeries[]
  /** Whether the API withholds zeros. */
  zerosWithheld: boolean
}

/** Value of `SensorCounts.last` without a reading. */
export const noReading = -1
/** Value of `SensorCounts.last` for a count above the room's limit. */
export const implausibleReading = -2

/** The counts of one sensor in one room, one element per minute from `from` to `to`. */
export type SensorCounts = SensorSeries &
  MinuteRange & {
    /** Whether the topology places the sensor in the room. If not, it counts where it was reported. */
    isListed: boolean
    /** 0 or more, `noReading` or `implausibleReading`. */
    last: Int32Array
    /** At least `last`; -1 if unknown or not plausible. */
    max: Int32Array
    /** 1 where the count is an assumed zero. */
    assumed: Uint8Array
  }

/** Maximum distance between a missing minute that counts as zero and the reports before and after it, in minutes. */
const assumedZeroLimit = 12 * 60

/**
 * Returns the minutes between two successive reports of a sensor that count as zero where the API withholds zeros:
 * those at most 12 hours after the first and at most 12 hours before the second report. Any reading is a report, even
 * an implausible one.
 */
export function assumedZeros(previous: UnixMinute, next: UnixMinute): MinuteRange {
  const from = Math.max(previous + 1, next - assumedZeroLimit)
  return { from, to: Math.max(from, Math.min(next, previous + assumedZeroLimit + 1)) }
}

/** Returns the counts of all sensors in the building's rooms, for each period between snapshots. */
export function* countSensors(input: DayInput): Generator<SensorCounts> {
  const sensors = groupBySensor(input.minutes)
  const zeros = new Map<Sensor, ZeroRange[]>()
  const day = { from: input.day, to: input.day + minutesPerDay }
  for (const period of snapshotPeriods(input.snapshots, day)) {
    const findLimit = createRoomLimits(input, period)
    for (const sensor of sensors) {
      const { mac, series } = sensor
      const sensorZeros =
        zeros.get(sensor) ?? (input.zerosWithheld ? zerosOfSensor(sensor, input) : [])
      zeros.set(sensor, sensorZeros)
      const listedIn = period.snapshot && roomsBySensor(period.snapshot).get(mac)
      const rooms = listedIn
        ? [{ roomId: listedIn, rows: preferRoom(series, listedIn), zeros: sensorZeros }]
        : series.map((rows) => ({
            roomId: rows.roomId,
            rows: [rows],
            zeros: sensorZeros.filter((zero) => zero.roomId === rows.roomId),
          }))
      for (const { roomId, rows, zeros } of rooms) {
        const limit = findLimit(roomId)
        if (limit === null) continue
        const counts = fillCounts(period, rows, zeros, limit)
        if (counts) yield { roomId, mac, isListed: Boolean(listedIn), ...counts }
      }
    }
  }
}

/**
 * Returns a function that returns the largest plausible count of a sensor in a room, or null for a room in another
 * building.
 */
function createRoomLimits({ snapshots, building, day }: DayInput, period: SnapshotPeriod) {
  const limits = new Map<string, number | null>()
  return (roomId: string): number | null => {
    const known = limits.get(roomId)
    if (known !== undefined) return known
    const room = findRoom(snapshots, roomId, period.from)?.room
    const maximum =
      room?.maximumCount ?? maximumPlausibleCount({ capacity: null, maximumSensorCount: null })
    const limit = buildingOnDay(snapshots, roomId, day) === building ? maximum : null
    limits.set(roomId, limit)
    return limit
  }
}

type Rows = { minutes: SensorMinutes; start: number; end: number }
/** The rows of one series on the three days. */
type SeriesRows = { roomId: string; before: Rows | null; day: Rows | null; after: Rows | null }
/** `series` in ascending order of room ID. */
type Sensor = { mac: string; series: SeriesRows[] }

function groupBySensor(minutes: DayInput['minutes']): Sensor[] {
  const sensors = new Map<string, Map<string, SeriesRows>>()
  for (const part of ['before', 'day', 'after'] as const) {
    const columns = minutes[part]
    let start = 0
    while (start < columns.seriesAt.length) {
      const index = columns.seriesAt[start] ?? 0
      let end = start + 1
      while (columns.seriesAt[end] === index) end += 1
      const { mac, roomId } = columns.series[index] ?? { mac: '', roomId: '' }
      const rooms = sensors.get(mac) ?? new Map<string, SeriesRows>()
      sensors.set(mac, rooms)
      const rows = rooms.get(roomId) ?? { roomId, before: null, day: null, after: null }
      rooms.set(roomId, { ...rows, [part]: { minutes: columns, start, end } })
      start = end
    }
  }
  return [...sensors].map(([mac, rooms]) => ({
    mac,
    series: [...rooms.values()].sort((a, b) => (a.roomId < b.roomId ? -1 : 1)),
  }))
}

/** Returns the series, with those of the given room first. */
function preferRoom(series: readonly SeriesRows[], roomId: string): SeriesRows[] {
  return [
    ...series.filter((rows) => rows.roomId === roomId),
    ...series.filter((rows) => rows.roomId !== roomId),
  ]
}

type ZeroRange = MinuteRange & { roomId: string }

/** Returns the collected minutes of the day that count as zero, in the room of the report before them. */
function zerosOfSensor({ series }: Sensor, { day, collected }: DayInput): ZeroRange[] {
  const zeros: ZeroRange[] = []
  let previous = latestReport(series)
  const addGap = (next: UnixMinute) => {
    if (previous === null || next - previous.minute < 2) return
    const gap = assumedZeros(previous.minute, next)
    for (const range of collected) {
      const from = Math.max(gap.from, range.from, day)
      const to = Math.min(gap.to, range.to, day + minutesPerDay)
      if (from < to) zeros.push({ from, to, roomId: previous.roomId })
    }
  }
  const reportedIn = seriesByMinute(series, day)
  for (let index = 0; index < minutesPerDay; index += 1) {
    const rows = series[reportedIn[index] ?? -1]
    if (!rows) continue
    addGap(day + index)
    previous = { minute: day + index, roomId: rows.roomId }
  }
  const next = Math.min(
    ...series.map(({ after }) => after?.minutes.minute[after.start] ?? Infinity),
  )
  addGap(next)
  return zeros
}

/**
 * Returns the last report of the day before. If several are in the same minute, returns the report in the first room.
 */
function latestReport(series: readonly SeriesRows[]) {
  let latest: { minute: UnixMinute; roomId: string } | null = null
  for (const { roomId, before } of series) {
    const minute = before?.minutes.minute[before.end - 1]
    if (minute !== undefined && (latest === null || minute > latest.minute)) {
      latest = { minute, roomId }
    }
  }
  return latest
}

/** Returns, for each minute of the day, the index of the first series with a reading; -1 if there is none. */
function seriesByMinute(series: readonly SeriesRows[], day: UnixMinute): Int32Array {
  const reportedIn = new Int32Array(minutesPerDay).fill(-1)
  for (let index = series.length - 1; index >= 0; index -= 1) {
    const rows = series[index]?.day
    if (!rows) continue
    for (let row = rows.start; row < rows.end; row += 1) {
      reportedIn[(rows.minutes.minute[row] ?? 0) - day] = index
    }
  }
  return reportedIn
}

/**
 * Returns the counts of a period, or null if it contains neither a reading nor an assumed zero. If several series have
 * a reading in the same minute, the first series counts.
 */
function fillCounts(
  { from, to }: MinuteRange,
  series: readonly SeriesRows[],
  zeros: readonly MinuteRange[],
  limit: number,
) {
  const last = new Int32Array(to - from).fill(noReading)
  const max = new Int32Array(to - from).fill(-1)
  const assumed = new Uint8Array(to - from)
  let isEmpty = true
  for (const rows of series.toReversed()) {
    if (!rows.day) continue
    const { minutes, start, end } = rows.day
    for (let row = start; row < end; row += 1) {
      const index = (minutes.minute[row] ?? 0) - from
      if (index < 0 || index >= last.length) continue
      const count = minutes.last[row] ?? 0
      const isPlausible = isPlausibleCount(count, limit)
      last[index] = isPlausible ? count : implausibleReading
      max[index] = isPlausible ? plausibleMax(count, minutes.max[row] ?? -1, limit) : -1
      isEmpty = false
    }
  }
  for (const zero of zeros) {
    const [start, end] = [Math.max(zero.from - from, 0), Math.min(zero.to - from, last.length)]
    if (start >= end) continue
    last.fill(0, start, end)
    max.fill(0, start, end)
    assumed.fill(1, start, end)
    isEmpty = false
  }
  return isEmpty ? null : { from, to, last, max, assumed }
}

/**
 * Returns the maximum, at least `last`, or -1 if it is implausible. `last` and `max` come from two requests, between
 * which Butlr may correct counts, so `max` can be smaller than `last`.
 */
function plausibleMax(last: number, max: number, limit: number): number {
  return isPlausibleCount(max, limit) ? Math.max(last, max) : -1
}
