import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#src/domain/time/local-date.ts'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import { compareWithUsual, computeUsual, findUsualHours, toUsualDays } from './usual.ts'

const minuteAt = (text: string) => Date.parse(text) / 60_000
/** Returns days with these averages. */
const toDays = (averages: readonly number[]) =>
  averages.map((people, index) => ({ date: addDays('2026-10-01', 7 * index), people }))

describe('the hours with which an instant is compared', () => {
  test('are the same local hour on the same weekday of the eight weeks before', () => {
    const now = minuteAt('2026-11-26T10:08:00Z')
    const { current, compared } = findUsualHours(now, 'Europe/Berlin')
    expect(current).toMatchObject({ date: '2026-11-26', hour: 11, weekday: 3 })
    expect(compared.map(({ date }) => date)).toEqual([
      '2026-10-01',
      '2026-10-08',
      '2026-10-15',
      '2026-10-22',
      '2026-10-29',
      '2026-11-05',
      '2026-11-12',
      '2026-11-19',
    ])
    expect(compared.map(({ from }) => new Date(from * 60_000).toISOString())).toContain(
      '2026-10-22T09:00:00.000Z',
    )
  })

  test('are none on a closed weekday', () => {
    const saturday = minuteAt('2026-11-28T10:00:00Z')
    expect(findUsualHours(saturday, 'Europe/Berlin').compared).toEqual([])
  })

  test('leave out today, and an hour that a clock change skips', () => {
    fc.assert(
      fc.property(arbitraryZonedMinute, ({ zone, at }) => {
        const clock = (minute: number) => localClock(minute, zone)
        const { current, compared } = findUsualHours(at, zone)
        const now = clock(at)
        expect(current.hour).toBe(now.hour)
        for (const hour of compared) {
          const local = clock(hour.from)
          expect(local.hour).toBe(now.hour)
          expect(local.weekday).toBe(now.weekday)
          expect(local.date < now.date).toBe(true)
          expect(local.date >= addDays(now.date, -56)).toBe(true)
        }
        const dates = new Set(compared.map(({ date }) => date)).size
        expect([0, 7, 8]).toContain(dates)
      }),
      { numRuns: 30 },
    )
  })
})

test('a day counts with its average if at least 30 minutes of the hour are known', () => {
  const days = toUsualDays([
    { date: '2026-11-19', minutes: 60, personMinutes: 150 },
    { date: '2026-11-12', minutes: 30, personMinutes: 30 },
    { date: '2026-11-05', minutes: 29, personMinutes: 290 },
  ])
  expect(days).toEqual([
    { date: '2026-11-12', people: 1 },
    { date: '2026-11-19', people: 2.5 },
  ])
})

test('the two hours of a day that repeats an hour count as one', () => {
  const date = '2026-10-25'
  const hour = (personMinutes: number) => ({ date, minutes: 60, personMinutes })
  expect(toUsualDays([hour(60), hour(180)])).toEqual([{ date, people: 2 }])
})

test('usual is the median of the days, and the bounds of their middle half', () => {
  expect(computeUsual(toDays([2, 3, 3, 4, 6, 8, 8, 9]))).toEqual({ lower: 3, median: 5, upper: 8 })
  expect(computeUsual(toDays([9, 0, 4]))).toEqual({ lower: 0, median: 4, upper: 9 })
  expect(computeUsual(toDays([0.4, 1.6, 2.5, 3]))).toEqual({ lower: 0, median: 2, upper: 3 })
})

test('nothing is usual with fewer than three days', () => {
  expect(computeUsual(toDays([4, 4]))).toBeNull()
})

describe('compared with a middle half of 2 to 6 people', () => {
  const usual = { lower: 2, median: 4, upper: 6 }
  const compare = (people: number, capacity: number | null, atLeast = false) =>
    compareWithUsual({ people, atLeast }, capacity, usual)

  test.each([
    [8, 10, 'busier'],
    [7, 10, 'usual'],
    [7, 6, 'busier'],
    [8, null, 'busier'],
    [1, 10, 'usual'],
    [0, 10, 'quieter'],
    [1, 6, 'quieter'],
  ] as const)('%i people in a room for %s are %s', (people, capacity, expected) => {
    expect(compare(people, capacity)).toBe(expected)
  })

  test('a room with missing sensors can be busier, but not quieter', () => {
    expect(compare(0, 10, true)).toBe('usual')
    expect(compare(9, 10, true)).toBe('busier')
  })
})
