import type { RoomHistory } from '#src/contract/history.ts'
import { minutesPerDay, type RoomMinutes, type UnixMinute } from '#src/domain/history/minutes.ts'
import { noReading, type SensorCounts } from '#src/domain/history/sensor-counts.ts'
import { computeRoomHistory } from './room-history.ts'

/** The sensors of the example room. The first sensor never sees more than one person. */
export const exampleSensors = ['ac:5d:00:00:8a:01', 'ac:5d:00:00:8a:02'] as const
export const exampleTimeZone = 'Europe/Berlin'
const roomId = 'room'

/** Returns local midnight of a winter day in Berlin, when the local time is UTC+1. */
const berlinMidnight = (date: string): UnixMinute => Date.parse(`${date}T00:00:00+01:00`) / 60_000

/**
 * Returns the history of a room in Berlin over whole days in winter. Working days have meetings that depend only on the
 * date. The 9th, 18th and 27th of a month have an outage from 13:20 to 14:05.
 *
 * @param first the first day, such as `2026-10-27`
 * @param days number of days
 * @param options `now` in Unix milliseconds, by default a day after the last day; `capacity`; and `isSmall`, which
 *   withholds the minute data
 */
export function makeRoomHistory(
  first: string,
  days: number,
  options: { now?: number; capacity?: number | null; isSmall?: boolean } = {},
): RoomHistory {
  const { capacity = 12, isSmall = false } = options
  const from = berlinMidnight(first)
  const end = from + days * minutesPerDay
  const now = options.now === undefined ? end + minutesPerDay : Math.floor(options.now / 60_000)
  const to = Math.min(end, now)
  const parts = Array.from({ length: days }, (_, day) => exampleDay(from + day * minutesPerDay, to))
  return computeRoomHistory({
    room: roomId,
    timeZone: exampleTimeZone,
    capacity,
    range: { from, to },
    now,
    isSmall,
    minutes: parts.map(({ minutes }) => minutes),
    sensors: parts.flatMap(({ sensors }) => sensors),
  })
}

const outage = { from: 13 * 60 + 20, to: 14 * 60 + 5 }

function exampleDay(
  start: UnixMinute,
  end: UnixMinute,
): { minutes: RoomMinutes; sensors: SensorCounts[] } {
  const length = Math.max(0, Math.min(minutesPerDay, end - start))
  const date = new Date((start + 60) * 60_000)
  const people = meetings(start + 60, date.getUTCDay() % 6 > 0).slice(0, length)
  const isOut = (index: number) =>
    date.getUTCDate() % 9 === 0 && index >= outage.from && index < outage.to
  const north = people.map((count, index) => (count > 2 && index % 7 < 3 ? 1 : 0))
  const counts = [north, people.map((count, index) => count - (north[index] ?? 0))]
  const sum = people.map((count, index) => (isOut(index) ? -1 : count))
  return {
    minutes: {
      roomId,
      from: start,
      people: sum,
      upperBound: sum.map((count) => (count > 0 ? count + 1 : count)),
      reported: sum.map((count) => (count < 0 ? 0 : exampleSensors.length)),
      expected: new Int32Array(length).fill(exampleSensors.length),
      estimated: new Uint8Array(length),
    },
    sensors: exampleSensors.map((mac, sensor) => {
      const last = sum.map((count, index) =>
        count < 0 ? noReading : (counts[sensor]?.[index] ?? 0),
      )
      const range = { from: start, to: start + length }
      return {
        roomId,
        mac,
        isListed: true,
        ...range,
        last,
        max: last,
        assumed: new Uint8Array(length),
      }
    }),
  }
}

/** Returns a number from 0 to 1 that depends only on the seed. */
function random(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453
  return value - Math.floor(value)
}

/** Returns the people per minute. On working days, there are meetings of 30 minutes to two hours. */
function meetings(localStart: number, isWorkingDay: boolean): Int32Array {
  const day = Math.floor(localStart / minutesPerDay)
  const people = new Int32Array(minutesPerDay)
  let at = isWorkingDay ? 480 + Math.floor(random(day) * 120) : minutesPerDay
  for (let seed = day * 31; at < 1_080; seed += 1) {
    const length = 30 + 15 * Math.floor(random(seed) * 7)
    const count = 1 + Math.floor(random(seed + 0.5) ** 2 * 10)
    if (random(seed + 0.25) < 0.75) people.fill(count, at, Math.min(at + length, 1_130))
    at += length + 15 * Math.floor(random(seed + 0.75) * 5)
  }
  return people
}
