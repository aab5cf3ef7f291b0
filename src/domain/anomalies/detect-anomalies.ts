import { minute } from '#src/domain/time/duration.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import {
  hasEnoughSamples,
  type RoomWindow,
  type Anomaly,
  countMinutes,
  selectRoomWindow,
} from './anomaly.ts'
import { metricNames, type MetricValues } from '#src/contract/reporting.ts'
import { omitsZeros } from '#src/domain/occupancy/room-occupancy.ts'
import { maximumPlausibleCount, type CountLimit } from '#src/domain/occupancy/plausible-counts.ts'
import { allReadings } from '#src/domain/readings/readings.ts'
import { isWorkingTime, type AnalysisWindowName, type WindowReadings } from './anomaly-windows.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** A sensor counts as online only if its last heartbeat is at most this old, in milliseconds (docs/butlr-api.md). */
const maximumHeartbeatAge = 15 * minute
/** A sensor counts as silent only if its last report in the topology is unknown or older than this, in milliseconds. */
const silenceThreshold = 15 * minute

/**
 * Finds sensors that are online with a recent heartbeat but without a recent report, and that sent no count in a half
 * hour in which another sensor in the room has enough samples. Call it only in working hours, and only when the API
 * reports zeros. Otherwise, a sensor that sees no one is silent by design.
 *
 * @param devices the room's presence sensors
 * @param now when the topology reported their health, in Unix milliseconds
 */
export function findSilentSensors(
  halfHour: RoomWindow,
  devices: readonly Device[],
  now: number,
): Anomaly[] {
  const { sensors, from, to } = halfHour
  const othersReport = [...sensors.values()].some(({ count }) =>
    hasEnoughSamples(count, { from, to }),
  )
  if (!othersReport) return []
  return devices
    .filter((device) => isSilent(device, halfHour, now))
    .map(({ mac, lastReportAt }): Anomaly => ({
      kind: 'silent',
      macs: [mac],
      since: lastReportAt,
    }))
}

function isSilent(
  { mac, online, ...last }: Device,
  { sensors, implausible }: RoomWindow,
  now: number,
): boolean {
  if (online !== true || sensors.has(mac) || implausible.has(mac)) return false
  if (last.lastHeartbeatAt === null || now - last.lastHeartbeatAt > maximumHeartbeatAge)
    return false
  return last.lastReportAt === null || now - last.lastReportAt > silenceThreshold
}

/**
 * Finds sensors that counted at least one person in every minute of the night for which they sent a count. The window,
 * 00:00 to 05:00, contains the minimum count of each minute.
 */
export function findStuckSensors({ from, to, sensors }: RoomWindow): Anomaly[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, count }]): Anomaly[] => {
    if (min === null || min < 1 || count === null || !hasEnoughSamples(count, span)) return []
    const of = countMinutes(span)
    return [{ kind: 'stuck', macs: [mac], people: min, minutes: count, of, ...span }]
  })
}

/**
 * Finds sensors that counted the same non-zero number of people throughout three working hours; real counts vary. The
 * window contains the mean of each minute, which any change within the minute affects.
 */
export function findFlatlines({ from, to, sensors }: RoomWindow): Anomaly[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, max, count }]): Anomaly[] => {
    if (min === null || min <= 0 || min !== max || !hasEnoughSamples(count, span)) return []
    return [{ kind: 'constant', macs: [mac], people: min, ...span }]
  })
}

/**
 * Returns an anomaly when the room was over capacity for the whole half hour. The window contains the minimum of each
 * minute, so the sum of the per-sensor minimums is a lower bound for the room at any time. Sensors without enough
 * samples are excluded.
 *
 * @param capacity in people; null when unknown
 */
export function findSustainedOverCapacity(
  { from, to, sensors }: RoomWindow,
  capacity: number | null,
): Anomaly[] {
  if (capacity === null) return []
  const span = { from, to }
  let people = 0
  const macs: string[] = []
  for (const [mac, { min, count }] of sensors) {
    if (min === null || !hasEnoughSamples(count, span)) continue
    people += min
    macs.push(mac)
  }
  if (people < capacity + 1) return []
  return [{ kind: 'crowded', macs, people, capacity, ...span }]
}

/** Minimum number of minutes in which each sensor of a pair must have a count. */
const minimumMinutes = 60
/** Minimum person-minutes of each sensor in a pair: with a single visitor, two sensors can match by coincidence. */
const minimumPersonMinutes = 30

/**
 * Finds pairs of sensors in a room whose nine metrics are all identical on a day with changing counts: either both see
 * the same area, or one sensor is registered twice. The window is the working day so far, in steps of one minute.
 */
export function findDuplicateReadings({ from, to, sensors }: RoomWindow): Anomaly[] {
  const comparable = [...sensors].filter(([, metrics]) => isComparable(metrics))
  return comparable.flatMap(([mac, metrics], index) =>
    comparable
      .slice(index + 1)
      .filter(([, other]) => metricNames.every((name) => metrics[name] === other[name]))
      .map(([other]): Anomaly => {
        const minutes = metrics.count ?? 0
        return { kind: 'overlap', macs: [mac, other], minutes, from, to }
      }),
  )
}

function isComparable(metrics: MetricValues): boolean {
  const { count, sum, stddev } = metrics
  const complete = metricNames.every((name) => metrics[name] !== null)
  return (
    complete &&
    (count ?? 0) >= minimumMinutes &&
    (sum ?? 0) >= minimumPersonMinutes &&
    (stddev ?? 0) > 0
  )
}

/**
 * Readings by analysis window: null when the window does not exist at that time, undefined when its readings are
 * missing.
 */
export type AnalysisReadings = Partial<
  Record<AnalysisWindowName, WindowReadings | null | undefined>
>

/** A room to check for anomalies: its presence sensors, and the limits of their counts. */
type MonitoredRoom = CountLimit & { id: string; devices: readonly Device[] }

/**
 * Returns the anomalies of rooms that share a time zone. Skips windows without readings, and each sensor in windows in
 * which it had an implausible count. Reports silent sensors only in working hours, and only if the API reports zeros.
 * When the zone is unknown, finds only rooms that stay over capacity, and duplicate readings.
 *
 * @param checkedAt when the topology reported sensor health, in Unix milliseconds
 */
export function detectAnomalies(
  rooms: readonly MonitoredRoom[],
  spans: AnalysisReadings,
  zone: TimeZone,
  checkedAt: number,
): Anomaly[] {
  const { night, 'working-day': day, 'three-hours': hours, 'half-hour': latest } = spans
  const expectsReports =
    latest !== null &&
    latest !== undefined &&
    zone.known &&
    isWorkingTime(checkedAt, zone) &&
    !omitsZeros(allReadings(latest.readings))
  return rooms.flatMap((room) => {
    const { id, capacity, devices } = room
    const macs = devices.map(({ mac }) => mac)
    const maximum = maximumPlausibleCount(room)
    const roomWindow = (span: WindowReadings | null | undefined): RoomWindow | null =>
      span ? selectRoomWindow(span, id, macs, maximum) : null
    const [nightly, daily, hourly, lately] = [
      roomWindow(night),
      roomWindow(day),
      roomWindow(hours),
      roomWindow(latest),
    ]
    return [
      ...(lately && expectsReports ? findSilentSensors(lately, devices, checkedAt) : []),
      ...(nightly && zone.known ? findStuckSensors(nightly) : []),
      ...(hourly && zone.known ? findFlatlines(hourly) : []),
      ...(lately ? findSustainedOverCapacity(lately, capacity) : []),
      ...(daily ? findDuplicateReadings(daily) : []),
    ]
  })
}
