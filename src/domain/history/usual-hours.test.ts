import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#src/domain/time/local-date.ts'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import { findUsualHours, toUsualDays } from './usual-hours.ts'

const minuteAt = (text: string) => Date.parse(text) / 60_000
describe('the hours with which an instant is compared', () => {
  test('are the same local hour on the same weekday in the previous eight weeks', () => {
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

  test('do not exist on a closed weekday', () => {
    const saturday = minuteAt('2026-11-28T10:00:00Z')
    expect(findUsualHours(saturday, 'Europe/Berlin').compared).toEqual([])
  })

  test('are computed once for all instants of a local hour', () => {
    const now = minuteAt('2026-11-26T10:08:00Z')
    const hours = findUsualHours(now, 'Asia/Kolkata')
    expect(findUsualHours(hours.current.from, 'Asia/Kolkata')).toBe(hours)
    expect(findUsualHours(hours.current.to - 1, 'Asia/Kolkata')).toBe(hours)
    expect(findUsualHours(hours.current.to, 'Asia/Kolkata').current.from).toBe(hours.current.to)
    expect(findUsualHours(now, 'Asia/Kolkata')).toEqual(hours)
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

test('if the hour occurs twice on a day, both occurrences count as one', () => {
  const date = '2026-10-25'
  const hour = (personMinutes: number) => ({ date, minutes: 60, personMinutes })
  expect(toUsualDays([hour(60), hour(180)])).toEqual([{ date, people: 2 }])
})
