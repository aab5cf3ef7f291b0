import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, expect, test } from 'vitest'
import { RoomHistory, RoomsHistory } from '#src/contract/history.ts'
import {
  minutesPerDay,
  type HistoryRoom,
  type MinuteRange,
  type TopologySnapshot,
} from '#src/domain/history/minutes.ts'
import { defaultOpening, defaultUsedFromMinutes } from '#src/domain/history/opening-hours.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import type { RoomQuery } from '#server/history/protocol.ts'
import { clockChanges, historyZones } from '#src/testing/history-zones.ts'
import { computeRoomHistory } from '#src/testing/room-history.ts'
import { openDatabase, type RunInSession } from './duckdb.ts'
import { createQueryIndex } from './query-index.ts'
import { queryRoomHistory } from './room-history.ts'
import { queryRooms } from './rooms-query.ts'
import { deriveHistory, removeHistory, writeHistory, type TestHistory } from './test-history.ts'

const database = await openDatabase({
  directory: tmpdir(),
  temporaryDirectory: join(tmpdir(), '.query'),
})
afterAll(() => database?.close())

type Case = { history: TestHistory; range: MinuteRange; now: number; isSmall: boolean }

const queryOf = ({ history, range, isSmall }: Case): RoomQuery => ({
  room: 'oak',
  timeZone: history.timeZone,
  capacity: 8,
  range,
  isSmall,
  opening: defaultOpening,
  usedFromMinutes: defaultUsedFromMinutes,
})

async function queryFiles(one: Case): Promise<RoomHistory> {
  const root = await writeHistory(one.history)
  try {
    const view = await createQueryIndex(nodeFileSystem, root).view()
    if (database === null) throw new Error('DuckDB is not installed.')
    const runInSession: RunInSession = (work) => database.query(new AbortController().signal, work)
    return await queryRoomHistory({ runInSession, view, now: one.now }, queryOf(one))
  } finally {
    await removeHistory(root)
  }
}

/** Queries the figures of both rooms from their hours. */
async function queryHours({ history, range }: Case): Promise<RoomsHistory> {
  const root = await writeHistory(history)
  try {
    const view = await createQueryIndex(nodeFileSystem, root).view()
    if (database === null) throw new Error('DuckDB is not installed.')
    return await database.query(new AbortController().signal, (session) =>
      queryRooms(session, view, {
        groups: [{ timeZone: history.timeZone, opening: defaultOpening, rooms, smallRooms: [] }],
        range,
      }),
    )
  } finally {
    await removeHistory(root)
  }
}

/**
 * Rounds the standard deviation, because the database computes it in another order of operations than the reference.
 */
const rounded = ({ sensors, ...history }: RoomHistory) => ({
  ...history,
  sensors: sensors.map(({ metrics, ...sensor }) => ({
    ...sensor,
    metrics: metrics && { ...metrics, stddev: Math.round(metrics.stddev * 1e9) },
  })),
})

const macs = ['north', 'south', 'west'] as const
const rooms = ['oak', 'elm'] as const

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
  const toRoom = (id: string): HistoryRoom => ({
    id,
    name: id,
    floor: null,
    capacity: 8,
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

function arbitraryCase(zone: string): fc.Arbitrary<Case> {
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

test.each(historyZones)(
  'computes every figure of a room like the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(zone), async (one) => {
        const actual = await queryFiles(one)
        const expected = computeRoomHistory({
          ...queryOf(one),
          now: one.now,
          ...deriveHistory(one.history, 'oak'),
        })
        expect(rounded(actual)).toEqual(rounded(expected))
        v.parse(RoomHistory, actual)
      }),
      { numRuns: 8 },
    )
  },
  600_000,
)

test.each(historyZones)(
  'computes the figures of several rooms like the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(zone), async (arbitrary) => {
        const range = wholeHours(arbitrary.range, zone)
        const one = { ...arbitrary, range, history: { ...arbitrary.history, range } }
        const [group] = v.parse(RoomsHistory, await queryHours(one)).groups
        const expected = rooms.map((room) => {
          const history = computeRoomHistory({
            ...queryOf(one),
            room,
            isSmall: false,
            now: one.range.to,
            ...deriveHistory(one.history, room),
          })
          const { coverage, peak, minutesByPeople } = history
          return {
            room,
            knownMinutes: coverage.knownMinutes,
            completeMinutes: coverage.completeMinutes,
            minutesInUse: history.minutesInUse,
            personMinutes: history.personMinutes,
            peak: peak?.people ?? null,
            knownOpenMinutes: coverage.knownOpenMinutes,
            completeOpenMinutes: coverage.completeOpenMinutes,
            openMinutesInUse: history.openMinutesInUse,
            openPersonMinutes: history.openPersonMinutes,
            minutesByPeople: minutesByPeople.map(({ people, minutes }) => [people, minutes]),
          }
        })
        expect(group?.rooms).toEqual(expected)
      }),
      { numRuns: 6 },
    )
  },
  600_000,
)
