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
import { omitsZeros } from '#src/domain/occupancy/sensor-reading.ts'
import { allReadings } from '#src/domain/readings/readings.ts'
import {
  isWorkingTime,
  type AnalysisWindowName,
  type WindowReadings,
} from '#src/domain/readings/analysis-windows.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** A sensor that lives sends a heartbeat within this (Butlr API notes, units and meaning). */
const maximumHeartbeatAge = 15 * minute
/** After so long without a count a sensor among others that count is silent. */
const silenceThreshold = 15 * minute

/**
 * Sensors that live and say nothing: online, their heartbeat fresh, and not a single count in half an hour in which
 * another sensor of the room counted all the time. To be asked in working time only, and not where zeros are withheld:
 * there a sensor that sees nobody is silent by design.
 *
 * @param devices the room's presence sensors
 * @param now when the topology told about them, Unix milliseconds
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

function isSilent({ mac, online, ...last }: Device, { sensors }: RoomWindow, now: number): boolean {
  if (online !== true || sensors.has(mac)) return false
  if (last.lastHeartbeatAt === null || now - last.lastHeartbeatAt > maximumHeartbeatAge)
    return false
  return last.lastReportAt === null || now - last.lastReportAt > silenceThreshold
}

/**
 * Sensors that saw somebody all night: in no minute did they count less than one.
 *
 * @param night 00:00 to 05:00, each minute reduced to its least count
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
 * Sensors that counted the same number of people for three hours of working time, and not nobody: people come and go.
 *
 * @param threeHours of working time, each minute reduced to its mean, which any change within it would move
 */
export function findFlatlines({ from, to, sensors }: RoomWindow): Anomaly[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, max, count }]): Anomaly[] => {
    if (min === null || min <= 0 || min !== max || !hasEnoughSamples(count, span)) return []
    return [{ kind: 'constant', macs: [mac], people: min, ...span }]
  })
}

/**
 * A room that held more people than it is meant for during a whole half hour. What each sensor never counted less than,
 * added up, is what the room never held less than, whenever each of them was at its least: a proof, if the sensors and
 * the capacity are right. Sensors that were silent for some of it add nothing.
 *
 * @param halfHour each minute reduced to its least count
 * @param capacity null where nobody knows it
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

/** Minutes of the day that both must have counted in. */
const minimumMinutes = 60
/** Person-minutes that both must have seen: of a single visitor two sensors may well tell the same by chance. */
const minimumPersonMinutes = 30

/**
 * Pairs of sensors of a room that agree in all nine metrics of a day on which they counted changing numbers: either one
 * is mounted where it sees what the other sees, or one is entered twice.
 *
 * @param day working time so far, by the minute
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

/** What is known of a span: null where it has not come yet, undefined where it was not told. */
export type AnalysisReadings = Partial<
  Record<AnalysisWindowName, WindowReadings | null | undefined>
>

/** A room whose sensors are judged: its presence sensors, and for how many people it is meant. */
export type MonitoredRoom = { id: string; capacity: number | null; devices: readonly Device[] }

/**
 * Everything suspicious about the sensors of rooms that share a time zone. Of what is not known nothing is said: where
 * nobody set a zone, nobody knows when it is night or who works.
 *
 * @param checkedAt when the topology told about the sensors, Unix milliseconds
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
  return rooms.flatMap(({ id, capacity, devices }) => {
    const macs = devices.map(({ mac }) => mac)
    const roomWindow = (span: WindowReadings | null | undefined): RoomWindow | null =>
      span ? selectRoomWindow(span, id, macs) : null
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
