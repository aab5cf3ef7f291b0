import { zerosWithheld } from '#src/domain/occupancy/zeros.ts'
import { everyReading } from '#src/domain/readings/readings.ts'
import { isWorkingTime, type SpanName, type SpanReadings } from '#src/domain/readings/spans.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { constantAtWork } from './constant.ts'
import { crowdedRoom } from './crowded.ts'
import { overlappingPairs } from './overlap.ts'
import { roomSpan, type RoomSpan } from './room-span.ts'
import { silentSensors } from './silent.ts'
import { stuckAtNight } from './stuck.ts'
import type { Suspicion } from './suspicion.ts'

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
