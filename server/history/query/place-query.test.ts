import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  Moments,
  OverCapacity,
  PlaceHours,
  PlaceRoomHours,
  RoomInsights,
} from '#src/contract/insights.ts'
import { listSizeClasses } from '#src/domain/insights/size-classes.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { defaultOpening, type Opening } from '#src/domain/history/opening-hours.ts'
import { dateOfDay } from '#src/domain/time/local-date.ts'
import type { PlaceQuery, PlaceRoomsQuery } from '#server/history/protocol.ts'
import { historyZones } from '#src/testing/history-zones.ts'
import {
  computePlaceHours,
  computeRoomInsights,
  type PlaceFacts,
} from '#src/testing/place-insights.ts'
import { computeMoments, computeOverCapacity } from '#src/testing/place-moments.ts'
import { openTestDatabase } from './test-database.ts'
import {
  arbitraryCase,
  makeHistoryRoom,
  makeSteadyHistory,
  rooms,
  type HistoryCase,
} from './test-history-cases.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { queryOverCapacity } from './over-capacity-query.ts'
import { queryPlaceHours } from './place-hours.ts'
import { queryPlaceMoments } from './place-moments.ts'
import { queryPlaceRoomHours } from './place-room-hours.ts'
import { queryPlaceRooms } from './place-rooms.ts'
import { deriveHistory, type TestHistory } from './test-history.ts'

const runQuery = await openTestDatabase()

const rules = { keepsSmallRooms: false }

/** Opens early and late on some days, and is closed on the second day of the range. */
function unusualOpening({ range }: HistoryCase): Opening {
  return {
    hours: defaultOpening.hours.map((_, weekday) =>
      weekday === 4
        ? []
        : [
            { from: 0, to: 3 },
            { from: 9, to: 24 },
          ],
    ),
    closedDays: [dateOfDay(Math.floor(range.from / 1_440) + 1)],
  }
}

type PlaceCase = {
  place: HistoryCase
  isUnusual: boolean
  isDivided: boolean
  capacities: readonly (number | null)[]
}

const arbitraryPlace = (zone: string): fc.Arbitrary<PlaceCase> =>
  fc.record({
    place: arbitraryCase(zone),
    isUnusual: fc.boolean(),
    isDivided: fc.boolean(),
    capacities: fc.tuple(fc.constantFrom(3, 8, null), fc.constantFrom(4, 12)),
  })

/** Returns the query, and the facts of the reference. Both rooms are in one group, or each in its own. */
function toQuery({ place, isUnusual, isDivided, capacities }: PlaceCase): {
  query: PlaceQuery
  facts: PlaceFacts
} {
  const { range, now } = place
  const history = withoutFuture(place)
  const opening = isUnusual ? unusualOpening(place) : defaultOpening
  const listed = rooms.map((id, index) => ({
    id,
    capacity: capacities[index] ?? null,
    isSmall: false,
  }))
  const groups = (isDivided ? listed.map((room) => [room]) : [listed]).map((members, index) => ({
    timeZone: history.timeZone,
    opening: index === 0 ? opening : defaultOpening,
    rooms: members,
  }))
  // The last hour of the range can continue on the next UTC day.
  const derived = { ...history, range: { ...history.range, to: history.range.to + minutesPerDay } }
  const withMinutes = (room: (typeof listed)[number]) => ({
    ...room,
    minutes: deriveHistory(derived, room.id).minutes,
  })
  return {
    query: { groups, range, now },
    facts: {
      range,
      now,
      groups: groups.map((group) => ({ ...group, rooms: group.rooms.map(withMinutes) })),
    },
  }
}

/** Returns the history without the minutes from now on. */
const withoutFuture = ({ history, now }: HistoryCase): TestHistory => ({
  ...history,
  missing: [...history.missing, { from: now, to: now + 5 * minutesPerDay }],
})

/** Runs a query on the history of a place. */
const queryPlace = <T>(
  place: HistoryCase,
  run: (session: QuerySession, view: HistoryView) => Promise<T>,
): Promise<T> =>
  runQuery(withoutFuture(place), (runInSession, view) =>
    runInSession((session) => run(session, view)),
  )

/** Rounds the sums of averages, which the database adds up in any order. */
const rounded = ({ hours, ...place }: PlaceHours) => ({
  ...place,
  hours: hours.map(({ people, ...hour }) => ({
    ...hour,
    people: people === null ? null : expect.closeTo(people, 2),
  })),
})

test.each(historyZones)(
  'computes the same number of people in each hour of a place as the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlace(zone), async (one) => {
        const { query, facts } = toQuery(one)
        const actual = await queryPlace(one.place, (session, view) =>
          queryPlaceHours(session, view, query),
        )
        expect(v.parse(PlaceHours, actual)).toEqual(rounded(computePlaceHours(facts)))
      }),
      { numRuns: 5 },
    )
  },
  600_000,
)

test.each(historyZones)(
  'lists hours of each room that add up to the reference figures of the place in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlace(zone), async (one) => {
        const { query, facts } = toQuery(one)
        const { rooms: listed, withheldRooms } = v.parse(
          PlaceRoomHours,
          await queryPlace(one.place, (session, view) =>
            queryPlaceRoomHours(session, view, query, { keepsSmallRooms: true }),
          ),
        )
        expect({ withheldRooms, rooms: listed.map(({ room }) => room) }).toEqual({
          withheldRooms: 0,
          rooms,
        })
        for (const [index, { room, hours }] of listed.entries()) {
          const [group] = facts.groups.flatMap((every) =>
            every.rooms.some(({ id }) => id === room) ? [every] : [],
          )
          if (group === undefined) throw new Error(`No facts of room ${index}.`)
          const alone = { ...group, rooms: group.rooms.filter(({ id }) => id === room) }
          const expected = computePlaceHours({ ...facts, groups: [alone] }).hours
          const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
          expect({
            known: sum(hours.map(({ knownMinutes }) => knownMinutes)),
            complete: sum(hours.map(({ completeMinutes }) => completeMinutes)),
          }).toEqual({
            known: sum(expected.map(({ knownMinutes }) => knownMinutes)),
            complete: sum(expected.map(({ completeMinutes }) => completeMinutes)),
          })
          expect(hours.map(({ from }) => from)).toEqual(
            hours.map(({ from }) => from).toSorted((first, second) => first - second),
          )
        }
      }),
      { numRuns: 4 },
    )
  },
  600_000,
)

test('lists no hours of rooms for one or two people', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryPlace('Europe/Berlin'), async (one) => {
      const { query } = toQuery(one)
      const small = query.groups.map((group) => ({
        ...group,
        rooms: group.rooms.map((room) => ({ ...room, isSmall: room.id === 'oak' })),
      }))
      const { rooms: listed, withheldRooms } = await queryPlace(one.place, (session, view) =>
        queryPlaceRoomHours(session, view, { ...query, groups: small }, rules),
      )
      expect(listed.map(({ room }) => room)).toEqual(['elm'])
      expect(withheldRooms).toBe(1)
    }),
    { numRuns: 2 },
  )
})

test('adds up rooms in several time zones by local hour, and leaves out hours of fewer than half of the rooms', async () => {
  const history = makeSteadyHistory(Date.UTC(2026, 10, 23) / 60_000)
  const { range } = history
  const read = async (timeZones: readonly string[], listed: readonly string[][]) => {
    const groups = timeZones.map((timeZone, index) => ({
      timeZone,
      opening: defaultOpening,
      rooms: (listed[index] ?? []).map((id) => ({ id, capacity: 8, isSmall: false })),
    }))
    const place = { history, range, now: range.to, isSmall: false }
    const { hours } = await queryPlace(place, (session, view) =>
      queryPlaceHours(session, view, { groups, range, now: range.to }),
    )
    return hours.map(({ date, hour, roomMinutes, people }) => ({ date, hour, roomMinutes, people }))
  }
  const zones = ['UTC', 'America/New_York']
  const half = await read(zones, [['oak'], ['elm']])
  expect(half).toHaveLength(29)
  expect(half[0]).toEqual({ date: '2026-11-22', hour: 19, roomMinutes: 120, people: 2 })
  expect(half[5]).toEqual({ date: '2026-11-23', hour: 0, roomMinutes: 120, people: 4 })
  const few = await read(zones, [['oak', 'elm', 'unknown'], ['ash']])
  expect(few).toHaveLength(24)
  expect(few[0]).toEqual({ date: '2026-11-23', hour: 0, roomMinutes: 240, people: 4 })
})

const arbitraryHours = fc.record({
  usedFromMinutes: fc.constantFrom(1, 10, 40),
  weekday: fc.option(fc.integer({ min: 0, max: 6 })),
  hour: fc.option(fc.integer({ min: 0, max: 23 }), { freq: 2 }),
})

test.each(historyZones)(
  'computes the same figures of several rooms as the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlace(zone), arbitraryHours, async (one, hours) => {
        const { query, facts } = toQuery(one)
        const asked: PlaceRoomsQuery = { ...query, ...hours }
        const actual = await queryPlace(one.place, (session, view) =>
          queryPlaceRooms(session, view, asked),
        )
        const expected = computeRoomInsights(facts, hours.usedFromMinutes, hours)
        expect(v.parse(RoomInsights, actual)).toEqual(expected)
      }),
      { numRuns: 5 },
    )
  },
  600_000,
)

const arbitraryJudged = fc.constantFrom<string[]>(['oak', 'elm'], ['oak'], [])

test.each(historyZones)(
  'finds the same peak and run-outs of a place as the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlace(zone), arbitraryJudged, async (one, judgedRooms) => {
        const { query, facts } = toQuery(one)
        const actual = await queryPlace(one.place, (session, view) =>
          queryPlaceMoments(session, view, { ...query, judgedRooms }, { keepsSmallRooms: false }),
        )
        const judged = facts.groups
          .flatMap((group) => group.rooms)
          .filter(({ id }) => judgedRooms.includes(id))
        const classes = listSizeClasses(judged.map(({ capacity }) => capacity))
        expect(v.parse(Moments, actual)).toEqual(computeMoments(facts, judgedRooms, classes))
      }),
      { numRuns: 8 },
    )
  },
  600_000,
)

const monday = Date.UTC(2026, 10, 23, 7, 30) / 60_000

/** Successive counts of one sensor; null is a gap. */
const arbitraryCounts = fc
  .array(
    fc.record({
      people: fc.constantFrom(0, 0, 1, 4, 9, null),
      minutes: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 70 })),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((runs) => runs.flatMap(({ people, minutes }) => Array<number | null>(minutes).fill(people)))

/** Generates minutes of both rooms from 07:30 on, before and in opening hours. */
const arbitraryMorning: fc.Arbitrary<PlaceCase> = fc
  .record({
    counts: fc.tuple(arbitraryCounts, arbitraryCounts),
    start: fc.integer({ min: 0, max: 100 }),
    length: fc.integer({ min: 1, max: 200 }),
    capacities: fc.tuple(fc.constantFrom(3, 8, null), fc.constantFrom(4, 12)),
    isDivided: fc.boolean(),
  })
  .map(({ counts, start, length, capacities, isDivided }) => {
    const range = { from: monday + start, to: monday + start + length }
    const toSnapshotRoom = (id: string, index: number) =>
      makeHistoryRoom({ id, sensors: [`sensor-${index}`] })
    const snapshot = {
      at: monday - minutesPerDay,
      buildings: [{ id: 'a', name: 'A', timeZone: 'UTC', rooms: rooms.map(toSnapshotRoom) }],
    }
    const readings = counts.flatMap((list, index) =>
      list.flatMap((last, minute) => {
        const roomId = rooms[index] ?? ''
        return last === null
          ? []
          : [{ roomId, mac: `sensor-${index}`, minute: monday + minute, last }]
      }),
    )
    const history = {
      range,
      timeZone: 'UTC',
      snapshots: [snapshot],
      readings,
      missing: [],
      zerosWithheld: false,
    }
    const place = { history, range, now: range.to, isSmall: false }
    return { place, isUnusual: false, isDivided, capacities }
  })

/** Numbers of rooms above which minutes are read separately. */
const arbitraryTracking = fc.constantFrom(0, 1, 300)

test('finds the same peak, run-outs and events of a busy morning as the reference', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryMorning,
      arbitraryJudged,
      arbitraryTracking,
      async (one, judgedRooms, maxTrackedRooms) => {
        const { query, facts } = toQuery(one)
        const judged = facts.groups
          .flatMap((group) => group.rooms)
          .filter(({ id }) => judgedRooms.includes(id))
        const classes = listSizeClasses(judged.map(({ capacity }) => capacity))
        const actual = await queryPlace(one.place, async (session, view) => [
          await queryPlaceMoments(
            session,
            view,
            { ...query, judgedRooms },
            { keepsSmallRooms: false, maxTrackedRooms },
          ),
          await queryOverCapacity(session, view, query, rules),
        ])
        expect(actual).toEqual([
          computeMoments(facts, judgedRooms, classes),
          computeOverCapacity(facts),
        ])
      },
    ),
    { numRuns: 30 },
  )
}, 600_000)

test.each(historyZones)(
  'lists the same events over capacity as the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryPlace(zone), async (one) => {
        const { query, facts } = toQuery(one)
        const actual = await queryPlace(one.place, (session, view) =>
          queryOverCapacity(session, view, query, rules),
        )
        expect(v.parse(OverCapacity, actual)).toEqual(computeOverCapacity(facts))
      }),
      { numRuns: 4 },
    )
  },
  600_000,
)
