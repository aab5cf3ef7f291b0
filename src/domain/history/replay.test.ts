import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaceMinutes, RoomRuns } from '#src/contract/place-minutes.ts'
import { makeRoom } from '#src/testing/fixtures.ts'
import { createReplayRooms, recentChanges, toReplayDay, type ReplayRoom } from './replay.ts'

const from = Date.parse('2026-11-24T23:00Z')
const minuteMs = 60_000

const makeReplayRoom = (id: string): ReplayRoom => ({
  ...makeRoom({ id, capacity: 4 }),
  sensors: 2,
})

type Minute = { people: number | null; reported: number; expected: number }

const arbitraryMinute = fc.record<Minute>({
  people: fc.option(fc.integer({ min: 0, max: 6 })),
  reported: fc.integer({ min: 0, max: 2 }),
  expected: fc.integer({ min: 0, max: 2 }),
})
/** Runs of a room, each with its length. */
const arbitraryRuns = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), arbitraryMinute), {
  minLength: 1,
  maxLength: 12,
})
type Run = readonly [length: number, minute: Minute]

const toRuns = (room: string, runs: readonly Run[]): RoomRuns => ({
  room,
  minutes: runs.map(([length]) => length),
  people: runs.map(([, { people }]) => people),
  reported: runs.map(([, { reported }]) => reported),
  expected: runs.map(([, { expected }]) => expected),
})

/** Lists the minutes of runs, one by one. */
const listMinutes = (runs: readonly Run[]): Minute[] =>
  runs.flatMap(([length, minute]) => Array.from({ length }, () => minute))

const makeDay = (runs: Record<string, readonly Run[]>, minutes: number) => {
  const response: PlaceMinutes = {
    from,
    to: from + minutes * minuteMs,
    provisionalFrom: null,
    withheldRooms: [],
    hourly: [],
    rooms: Object.entries(runs).map(([room, own]) => toRuns(room, own)),
  }
  return toReplayDay(response)
}

test('each minute has the values of the run that contains it', () => {
  fc.assert(
    fc.property(arbitraryRuns, arbitraryRuns, (one, other) => {
      const [a, b] = [listMinutes(one), listMinutes(other)]
      const length = Math.max(a.length, b.length)
      const day = makeDay({ a: one, b: other }, length)
      const getRooms = createReplayRooms()
      for (let minute = 0; minute < length; minute += 1) {
        const known = [a[minute]?.people ?? null, b[minute]?.people ?? null]
        const rooms = getRooms([makeReplayRoom('a'), makeReplayRoom('b')], day, minute)
        expect(
          rooms.map(({ occupancy }) => (occupancy.kind === 'none' ? null : occupancy.people)),
        ).toEqual(known)
        const sum = known.reduce<number>((total, people) => total + (people ?? 0), 0)
        expect(day.people[minute]).toBe(known.every((people) => people === null) ? null : sum)
      }
      const lastKnown = day.people.findLastIndex((people) => people !== null)
      expect(day.lastKnown).toBe(lastKnown < 0 ? null : lastKnown)
    }),
    { numRuns: 50 },
  )
})

test('the recent changes give the same count for each minute as the runs', () => {
  fc.assert(
    fc.property(arbitraryRuns, fc.nat(400), fc.integer({ min: 1, max: 60 }), (runs, at, length) => {
      const minutes = listMinutes(runs)
      const minute = Math.min(at, minutes.length - 1)
      const day = makeDay({ a: runs }, minutes.length)
      const changes = recentChanges(day, 'a', minute, length)
      for (let index = Math.max(0, minute - length + 1); index <= minute; index += 1) {
        const current = changes.findLast(([time]) => time <= from + index * minuteMs)
        expect(current?.[1]).toBe(minutes[index]?.people)
      }
    }),
  )
})

const states = [
  [{ people: 0, reported: 2, expected: 2 }, 'exact', 'free'],
  [{ people: 4, reported: 2, expected: 2 }, 'exact', 'full'],
  [{ people: 5, reported: 1, expected: 2 }, 'at-least', 'over'],
  // An incomplete zero does not show that a room is free.
  [{ people: 0, reported: 1, expected: 2 }, 'at-least', 'no-data'],
  [{ people: null, reported: 0, expected: 0 }, 'none', 'no-data'],
] as const

test.each(states)('%o is shown by the rules of live rooms', (minute, kind, state) => {
  const day = makeDay({ a: [[1, minute]] }, 1)
  const [room] = createReplayRooms()([makeReplayRoom('a')], day, 0)
  expect(room).toMatchObject({ state, occupancy: { kind, expectedSensors: 2 } })
})

test('a room keeps its object while its values do not change', () => {
  const minute = { people: 1, reported: 2, expected: 2 }
  const day = makeDay(
    {
      a: [[5, minute]],
      b: [
        [2, minute],
        [3, { ...minute, people: 2 }],
      ],
    },
    5,
  )
  const rooms = [makeReplayRoom('a'), makeReplayRoom('b')]
  const getRooms = createReplayRooms()
  const [a, b] = getRooms(rooms, day, 1)
  const [laterA, laterB] = getRooms(rooms, day, 2)
  expect(laterA).toBe(a)
  expect(laterB).not.toBe(b)
})

test('marks a room as withheld only on days on which the response withholds it', () => {
  const response = { from, to: from + minuteMs, provisionalFrom: null, hourly: [], rooms: [] }
  const getRooms = createReplayRooms()
  const rooms = [makeReplayRoom('a')]
  const isWithheld = (withheldRooms: string[]) =>
    getRooms(rooms, toReplayDay({ ...response, withheldRooms }), 0)[0]?.isWithheld
  expect([['a'], [], ['a']].map(isWithheld)).toEqual([true, false, true])
})
