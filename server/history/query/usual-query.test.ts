import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { UsualPeople } from '#src/contract/history.ts'
import { minutesPerDay, type UnixMinute } from '#src/domain/history/minutes.ts'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { addDays } from '#src/domain/time/local-date.ts'
import { clockChanges, historyZones } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import { openTestDatabase } from './test-database.ts'
import { makeHistoryRoom } from './test-history-cases.ts'
import { deriveHistory, type TestHistory } from './test-history.ts'
import { queryUsual } from './usual-query.ts'

const runQuery = await openTestDatabase()

const room = 'oak'
const weeks = 4

/** Returns a history of a room with one sensor: its counts in the days around the same time of several weeks. */
function toHistory(timeZone: string, now: UnixMinute, counts: readonly number[], capacity = 8) {
  const from = now - weeks * 7 * minutesPerDay
  const readings = counts.flatMap((last, week) =>
    Array.from({ length: 180 }, (_, index) => ({
      roomId: room,
      mac: 'north',
      minute: from + week * 7 * minutesPerDay - 90 + index,
      last: (last + Math.floor(index / 50)) % 9,
    })),
  )
  const listed = makeHistoryRoom({ id: room, capacity, sensors: ['north'] })
  return {
    range: { from: from - 90, to: now },
    timeZone,
    snapshots: [
      { at: from - minutesPerDay, buildings: [{ id: 'a', name: 'A', timeZone, rooms: [listed] }] },
    ],
    readings,
    missing: [],
    zerosWithheld: false,
  } satisfies TestHistory
}

async function query(history: TestHistory, now: UnixMinute, keepsSmallRooms = false) {
  const groups = [
    {
      timeZone: history.timeZone,
      opening: defaultOpening,
      rooms: [{ id: room, capacity: null, isSmall: false }],
    },
  ]
  const answered = await runQuery(history, (runInSession, view) =>
    runInSession((session) => queryUsual(session, view, { at: now, groups }, keepsSmallRooms)),
  )
  return v.parse(UsualPeople, answered).groups[0]
}

/** Computes the averages of the days from minutes, one minute at a time. */
function computeAverages(history: TestHistory, now: UnixMinute) {
  const clock = (minute: UnixMinute) => localClock(minute, history.timeZone)
  const present = clock(now)
  const counts = new Map<string, number[]>()
  for (const { from, people } of deriveHistory(history, room).minutes) {
    for (const [index, count] of people.entries()) {
      const local = clock(from + index)
      const isCompared =
        local.weekday === present.weekday &&
        local.hour === present.hour &&
        local.date < present.date &&
        local.date >= addDays(present.date, -56)
      if (count >= 0 && isCompared && present.weekday < 5) {
        counts.set(local.date, [...(counts.get(local.date) ?? []), count])
      }
    }
  }
  return [...counts]
    .filter(([, known]) => known.length >= 30)
    .map(([date, known]) => ({
      date,
      people: known.reduce((sum, count) => sum + count, 0) / known.length,
    }))
}

test.each(historyZones)(
  'in %s, the average of each day equals the average of its minutes',
  async (zone) => {
    const first = Date.UTC(2021, 0, 1) / 60_000
    const changes = clockChanges(zone).filter((change) => change > first)
    const arbitraryNow = fc
      .tuple(
        fc.constantFrom(...(changes.length > 0 ? changes : [first])),
        fc.integer({ min: 0, max: weeks }),
        fc.integer({ min: -minutesPerDay, max: minutesPerDay }),
      )
      .map(([change, week, distance]) => change + week * 7 * minutesPerDay + distance)
    const counts = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: weeks })
    await fc.assert(
      fc.asyncProperty(arbitraryNow, counts, async (now, people) => {
        const history = toHistory(zone, now, people)
        const averages = computeAverages(history, now)
        expect((await query(history, now))?.rooms).toEqual(
          localClock(now, zone).weekday < 5
            ? [expect.objectContaining({ room, days: averages.length, averages })]
            : [],
        )
      }),
      { numRuns: 3 },
    )
  },
  600_000,
)

const thursday = Date.UTC(2026, 10, 26, 10, 8) / 60_000

test('returns the median and the middle half for the current local hour', async () => {
  const usual = await query(toHistory('Europe/Berlin', thursday, [1, 3, 5, 7]), thursday)
  expect(usual).toMatchObject({
    from: Date.UTC(2026, 10, 26, 10),
    to: Date.UTC(2026, 10, 26, 11),
    isOpenDay: true,
  })
  // 18 minutes of the hour have one person more than the number, and 42 minutes two more; 9 becomes 0.
  expect(usual?.rooms).toMatchObject([
    {
      averages: [2.7, 4.7, 6.7, 2.4].map((people) => ({ people })),
      usual: { lower: 2, median: 4, upper: 5 },
    },
  ])
})

test('withholds the averages of individual days for a room for two people, unless the operator keeps its minutes', async () => {
  const history = toHistory('Europe/Berlin', thursday, [1, 1, 1, 1], 2)
  expect((await query(history, thursday))?.rooms).toMatchObject([{ days: 4, averages: [] }])
  const kept = await query(history, thursday, true)
  expect(kept?.rooms[0]?.averages).toHaveLength(4)
})
