import * as fc from 'fast-check'
import {
  minutesPerDay,
  type HistoryRoom,
  type MinuteRange,
  type TopologySnapshot,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import { clockChanges } from '#src/testing/history-zones.ts'
import type { TestHistory } from './test-history.ts'

/** A query of a history. `now` is the current minute. */
export type HistoryCase = {
  history: TestHistory
  range: MinuteRange
  now: UnixMinute
  isSmall: boolean
}

const macs = ['north', 'south', 'west'] as const
/** The rooms of each history. */
export const rooms = ['oak', 'elm'] as const

/** Creates a room for eight people with one sensor. */
export function makeHistoryRoom(
  fields: Pick<HistoryRoom, 'id'> & Partial<HistoryRoom>,
): HistoryRoom {
  const { id } = fields
  return { name: id, floor: null, capacity: 8, maximumCount: 80, sensors: [id], ...fields }
}

/** Creates a UTC day with 2 people in each room. */
export function makeSteadyHistory(day: UnixMinute): TestHistory {
  const listed = rooms.map((id) => makeHistoryRoom({ id }))
  return {
    range: { from: day, to: day + minutesPerDay },
    timeZone: 'UTC',
    snapshots: [
      { at: day, buildings: [{ id: 'main', name: 'Main', timeZone: 'UTC', rooms: listed }] },
    ],
    readings: rooms.flatMap((id) =>
      Array.from({ length: minutesPerDay }, (_, index) => ({
        roomId: id,
        mac: id,
        minute: day + index,
        last: 2,
      })),
    ),
    missing: [],
    zerosWithheld: false,
  }
}

/** A topology in which each sensor is in one room or in none. The rooms have a low or a high sensor limit. */
const arbitraryTopology = fc.record({
  places: fc.tuple(
    ...macs.map(() => fc.constantFrom<string | null>('oak', 'oak', 'oak', 'elm', null)),
  ),
  maximumCount: fc.constantFrom(6, 80),
})

function toSnapshot(
  at: number,
  { places, maximumCount }: { places: readonly (string | null)[]; maximumCount: number },
): TopologySnapshot {
  const toRoom = (id: string) =>
    makeHistoryRoom({
      id,
      maximumCount,
      sensors: macs.filter((_, index) => places[index] === id),
    })
  return {
    at,
    buildings: [{ id: 'main', name: 'Main', timeZone: 'UTC', rooms: rooms.map(toRoom) }],
  }
}

const arbitraryRun = fc.record({
  mac: fc.constantFrom(...macs),
  roomId: fc.constantFrom('oak', 'oak', 'oak', 'elm'),
  start: fc.integer({ min: -600, max: 4 * minutesPerDay }),
  length: fc.integer({ min: 1, max: 500 }),
  every: fc.constantFrom(1, 1, 1, 7),
  last: fc.integer({ min: 0, max: 9 }),
  more: fc.integer({ min: -1, max: 2 }),
})

const firstMinute = Date.UTC(2020, 0, 1) / 60_000
const lastMinute = Date.UTC(2035, 11, 20) / 60_000

/** Generates a history of two rooms with three sensors, often near a clock change, and a range of it. */
export function arbitraryCase(zone: string): fc.Arbitrary<HistoryCase> {
  const changes = clockChanges(zone)
  const anyMinute = fc.integer({ min: firstMinute, max: lastMinute })
  const nearChange = fc
    .tuple(
      fc.constantFrom(...(changes.length > 0 ? changes : [firstMinute])),
      fc.integer({ min: -minutesPerDay, max: 120 }),
    )
    .map(([change, distance]) => Math.max(firstMinute, Math.min(lastMinute, change + distance)))
  return fc
    .record({
      from: fc.oneof(anyMinute, nearChange, nearChange),
      length: fc.oneof(
        fc.integer({ min: 1, max: 26 * 60 }),
        fc.integer({ min: 1, max: 4 * minutesPerDay }),
      ),
      age: fc.constantFrom(0, 3, 600, 3_000, 100_000),
      isSmall: fc.boolean(),
      zerosWithheld: fc.boolean(),
      snapshots: fc.array(fc.tuple(fc.integer({ min: -500, max: 5_000 }), arbitraryTopology), {
        minLength: 1,
        maxLength: 3,
      }),
      runs: fc.array(arbitraryRun, { maxLength: 14 }),
      gaps: fc.array(fc.tuple(fc.nat(4 * minutesPerDay), fc.integer({ min: 1, max: 900 })), {
        maxLength: 2,
      }),
    })
    .map(({ from, length, age, isSmall, zerosWithheld, snapshots, runs, gaps }) => {
      const range = isSmall
        ? wholeHours({ from, to: from + length }, zone)
        : { from, to: from + length }
      const readings = runs.flatMap(({ mac, roomId, start, length: size, every, last, more }) =>
        Array.from({ length: Math.ceil(size / every) }, (_, index) => ({
          roomId,
          mac,
          minute: from + start + index * every,
          last: zerosWithheld ? Math.max(1, last) : last,
          max: more < 0 ? -1 : last + more,
        })),
      )
      const unique = new Map(readings.map((one) => [`${one.mac} ${one.minute}`, one]))
      return {
        range,
        now: range.to + age,
        isSmall,
        history: {
          range,
          timeZone: zone,
          snapshots: snapshots
            .map(([at, topology]) => toSnapshot(from + at, topology))
            .toSorted((one, other) => one.at - other.at),
          readings: [...unique.values()],
          missing: gaps.map(([start, size]) => ({ from: from + start, to: from + start + size })),
          zerosWithheld,
        },
      }
    })
}

/** Returns a range extended to whole local hours, because roll-ups do not describe a part of an hour. */
function wholeHours({ from, to }: MinuteRange, zone: string): MinuteRange {
  const hours = localHours(from, to, zone)
  return { from: hours[0]?.from ?? from, to: hours.at(-1)?.to ?? to }
}
