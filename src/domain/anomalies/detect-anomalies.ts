import { minute } from '#src/domain/time/duration.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { isEnough, type RoomSpan, type Suspicion, minutesIn, roomSpan } from './anomaly.ts'
import { metricNames, type Reading } from '#src/contract/reporting.ts'
import { zerosWithheld } from '#src/domain/occupancy/sensor-reading.ts'
import { everyReading } from '#src/domain/readings/readings.ts'
import {
  isWorkingTime,
  type SpanName,
  type SpanReadings,
} from '#src/domain/readings/analysis-windows.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'

/** A sensor that lives sends a heartbeat within this (Butlr API notes, units and meaning). */
const heartbeatWithin = 15 * minute
/** After so long without a count a sensor among others that count is silent. */
const silentAfter = 15 * minute

/**
 * Sensors that live and say nothing: online, their heartbeat fresh, and not a single count in half an hour in which
 * another sensor of the room counted all the time. To be asked in working time only, and not where zeros are withheld:
 * there a sensor that sees nobody is silent by design.
 *
 * @param devices the room's presence sensors
 * @param now when the topology told about them, Unix milliseconds
 */
export function silentSensors(
  halfHour: RoomSpan,
  devices: readonly Device[],
  now: number,
): Suspicion[] {
  const { sensors, from, to } = halfHour
  const othersCount = [...sensors.values()].some(({ count }) => isEnough(count, { from, to }))
  if (!othersCount) return []
  return devices
    .filter((device) => isSilent(device, halfHour, now))
    .map(({ mac, lastReportAt }): Suspicion => ({
      kind: 'silent',
      macs: [mac],
      since: lastReportAt,
    }))
}

function isSilent({ mac, online, ...last }: Device, { sensors }: RoomSpan, now: number): boolean {
  if (online !== true || sensors.has(mac)) return false
  if (last.lastHeartbeatAt === null || now - last.lastHeartbeatAt > heartbeatWithin) return false
  return last.lastReportAt === null || now - last.lastReportAt > silentAfter
}

/**
 * Sensors that saw somebody all night: in no minute did they count less than one.
 *
 * @param night 00:00 to 05:00, each minute reduced to its least count
 */
export function stuckAtNight({ from, to, sensors }: RoomSpan): Suspicion[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, count }]): Suspicion[] => {
    if (min === null || min < 1 || count === null || !isEnough(count, span)) return []
    const of = minutesIn(span)
    return [{ kind: 'stuck', macs: [mac], people: min, minutes: count, of, ...span }]
  })
}

/**
 * Sensors that counted the same number of people for three hours of working time, and not nobody: people come and go.
 *
 * @param threeHours of working time, each minute reduced to its mean, which any change within it would move
 */
export function constantAtWork({ from, to, sensors }: RoomSpan): Suspicion[] {
  const span = { from, to }
  return [...sensors].flatMap(([mac, { min, max, count }]): Suspicion[] => {
    if (min === null || min <= 0 || min !== max || !isEnough(count, span)) return []
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
export function crowdedRoom({ from, to, sensors }: RoomSpan, capacity: number | null): Suspicion[] {
  if (capacity === null) return []
  const span = { from, to }
  let people = 0
  const macs: string[] = []
  for (const [mac, { min, count }] of sensors) {
    if (min === null || !isEnough(count, span)) continue
    people += min
    macs.push(mac)
  }
  if (people < capacity + 1) return []
  return [{ kind: 'crowded', macs, people, capacity, ...span }]
}

/** Minutes of the day that both must have counted in. */
const leastMinutes = 60
/** Person-minutes that both must have seen: of a single visitor two sensors may well tell the same by chance. */
const leastSeen = 30

/**
 * Pairs of sensors of a room that agree in all nine metrics of a day on which they counted changing numbers: either one
 * is mounted where it sees what the other sees, or one is entered twice.
 *
 * @param day working time so far, by the minute
 */
export function overlappingPairs({ from, to, sensors }: RoomSpan): Suspicion[] {
  const telling = [...sensors].filter(([, metrics]) => tells(metrics))
  return telling.flatMap(([mac, metrics], index) =>
    telling
      .slice(index + 1)
      .filter(([, other]) => metricNames.every((name) => metrics[name] === other[name]))
      .map(([other]): Suspicion => {
        const minutes = metrics.count ?? 0
        return { kind: 'overlap', macs: [mac, other], minutes, from, to }
      }),
  )
}

function tells(metrics: Reading): boolean {
  const { count, sum, stddev } = metrics
  const complete = metricNames.every((name) => metrics[name] !== null)
  return complete && (count ?? 0) >= leastMinutes && (sum ?? 0) >= leastSeen && (stddev ?? 0) > 0
}

/** What is known of a span: null where it has not come yet, undefined where it was not told. */
export type Spans = Partial<Record<SpanName, SpanReadings | null | undefined>>

/** A room whose sensors are judged: its presence sensors, and for how many people it is meant. */
export type JudgedRoom = { id: string; capacity: number | null; devices: readonly Device[] }

/**
 * Everything suspicious about the sensors of rooms that share a time zone. Of what is not known nothing is said: where
 * nobody set a zone, nobody knows when it is night or who works.
 *
 * @param told when the topology told about the sensors, Unix milliseconds
 */
export function suspicionsOf(
  rooms: readonly JudgedRoom[],
  spans: Spans,
  zone: Zone,
  told: number,
): Suspicion[] {
  const { night, 'working-day': day, 'three-hours': hours, 'half-hour': latest } = spans
  const awaited =
    latest !== null &&
    latest !== undefined &&
    zone.known &&
    isWorkingTime(told, zone) &&
    !zerosWithheld(everyReading(latest.readings))
  return rooms.flatMap(({ id, capacity, devices }) => {
    const macs = devices.map(({ mac }) => mac)
    const of = (span: SpanReadings | null | undefined): RoomSpan | null =>
      span ? roomSpan(span, id, macs) : null
    const [nightly, daily, hourly, lately] = [of(night), of(day), of(hours), of(latest)]
    return [
      ...(lately && awaited ? silentSensors(lately, devices, told) : []),
      ...(nightly && zone.known ? stuckAtNight(nightly) : []),
      ...(hourly && zone.known ? constantAtWork(hourly) : []),
      ...(lately ? crowdedRoom(lately, capacity) : []),
      ...(daily ? overlappingPairs(daily) : []),
    ]
  })
}
