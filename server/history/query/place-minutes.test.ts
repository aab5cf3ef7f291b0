import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PlaceMinutes } from '#src/contract/place-minutes.ts'
import { minuteMs, minutesPerDay } from '#src/domain/history/minutes.ts'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { queryPlaceMinutes } from './place-minutes.ts'
import { openTestDatabase } from './test-database.ts'
import { arbitraryCase, makeSteadyHistory, rooms, type HistoryCase } from './test-history-cases.ts'
import { deriveHistory, type TestHistory } from './test-history.ts'

const runQuery = await openTestDatabase()

type Options = { isSmall?: boolean; latestNow?: number; keepsSmallRooms?: boolean }

/** Writes a history and reads its minutes. */
async function read(
  { history, range, now }: Pick<HistoryCase, 'history' | 'range' | 'now'>,
  { isSmall = false, latestNow = now, keepsSmallRooms = false }: Options = {},
): Promise<PlaceMinutes> {
  const query = {
    groups: rooms.map((id) => ({
      timeZone: history.timeZone,
      opening: defaultOpening,
      rooms: [{ id, capacity: isSmall ? 2 : 8, isSmall }],
    })),
    range,
    now,
  }
  const answer = await runQuery(history, (runInSession, view) =>
    runInSession((session) =>
      queryPlaceMinutes(session, view, query, { keepsSmallRooms, latestNow }),
    ),
  )
  return v.parse(PlaceMinutes, answer)
}

/** Lists the minutes of a room as `people reported expected`, or null if unknown. */
function listMinutes({ rooms: listed }: PlaceMinutes, id: string) {
  const runs = listed.find(({ room }) => room === id)
  return (runs?.minutes ?? []).flatMap((length, run) =>
    Array.from({ length }, () => {
      const people = runs?.people[run] ?? null
      return people === null ? null : `${people} ${runs?.reported[run]} ${runs?.expected[run]}`
    }),
  )
}

function listReference(history: TestHistory, { from, to }: HistoryCase['range'], id: string) {
  const { minutes } = deriveHistory(history, id)
  return Array.from({ length: to - from }, (_, index) => {
    const at = from + index
    const day = minutes.find((one) => at >= one.from && at < one.from + one.people.length)
    const people = day?.people[at - day.from] ?? -1
    if (day === undefined || people < 0) return null
    return `${people} ${day.reported[at - day.from]} ${day.expected[at - day.from]}`
  })
}

test('returns the same minutes of the rooms as the reference', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryCase('Europe/Berlin'), async (one) => {
      const history = {
        ...one.history,
        missing: [...one.history.missing, { from: one.now, to: one.now + 5 * minutesPerDay }],
      }
      const answer = await read({ ...one, history })
      for (const id of rooms) {
        expect(listMinutes(answer, id)).toEqual(listReference(history, one.range, id))
      }
    }),
    { numRuns: 8 },
  )
}, 600_000)

const day = Date.UTC(2026, 10, 24) / minuteMs
const history = makeSteadyHistory(day)
const { range } = history
const past = { history, range, now: range.to }

test('minutes of rooms for one or two people are withheld after 48 hours', async () => {
  const isSmall = true
  const old = await read(past, { isSmall, latestNow: day + 48 * 60 + 1 })
  expect(old).toMatchObject({ withheldRooms: [...rooms], rooms: [] })
  const recent = await read(past, { isSmall, latestNow: day + 48 * 60 })
  expect(recent.withheldRooms).toEqual([])
  expect(recent.rooms).toMatchObject(
    rooms.map((room) => ({ room, minutes: [minutesPerDay], people: [2] })),
  )
})

test('rooms that were for two people in the last topology are withheld, unless the operator keeps their minutes', async () => {
  const small = {
    ...history,
    snapshots: history.snapshots.map(({ at, buildings }) => ({
      at,
      buildings: buildings.map((building) => ({
        ...building,
        rooms: building.rooms.map((room) => ({ ...room, capacity: 2 })),
      })),
    })),
  }
  const latestNow = day + 100_000
  const withheld = await read({ ...past, history: small }, { latestNow })
  expect(withheld).toMatchObject({ withheldRooms: [...rooms], rooms: [] })
  const kept = await read({ ...past, history: small }, { latestNow, keepsSmallRooms: true })
  expect(kept.withheldRooms).toEqual([])
  expect(kept.rooms).toHaveLength(2)
})

test('periods in which Butlr allowed only hourly windows are unknown', async () => {
  const answer = await read({ ...past, history: { ...history, hourlyDays: [day] } })
  expect(answer.hourly).toEqual([{ from: day * minuteMs, to: range.to * minuteMs }])
  expect(answer.rooms.map(({ people }) => people)).toEqual(rooms.map(() => [null]))
})

test('the last ten minutes before the present are provisional', async () => {
  expect((await read(past)).provisionalFrom).toBe((range.to - 10) * minuteMs)
  expect((await read({ ...past, now: range.to + 10 })).provisionalFrom).toBeNull()
})
