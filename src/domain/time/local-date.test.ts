import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryZonedMinute, clockChanges, historyZones } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import {
  addDays,
  daysBetween,
  isLocalDate,
  localDateAt,
  localMinuteOfDay,
  startOfLocalDate,
  startOfMonth,
  weekdayOfDate,
} from './local-date.ts'
import { offsetPeriods } from './offset-periods.ts'
import { toTimeZone } from './time-zone.ts'

test.each([
  ['2026-02-28', true],
  ['2024-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['1999-12-31', false],
  ['', false],
])('%j is a date: %s', (text, expected) => {
  expect(isLocalDate(text)).toBe(expected)
})

test('calculates with dates across months, years and leap days', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2024-03-01', -1)).toBe('2024-02-29')
  expect(daysBetween('2026-11-27', '2026-12-04')).toBe(7)
  expect(daysBetween('2026-11-27', '2026-11-26')).toBe(-1)
  expect(startOfMonth('2026-11-27')).toBe('2026-11-01')
  expect(startOfMonth('2026-11-27', 2)).toBe('2027-01-01')
  expect(startOfMonth('2026-01-31', -1)).toBe('2025-12-01')
})

test('weeks begin on Monday, which is day 0', () => {
  expect(weekdayOfDate('2026-11-23')).toBe(0)
  expect(weekdayOfDate('2026-11-29')).toBe(6)
})

test.each(historyZones)(
  'in %s, a date begins when the local clock first shows it, even if clocks skip or repeat midnight',
  (zone) => {
    const dates = clockChanges(zone).flatMap((change) => {
      const { date } = localClock(change, zone)
      return [-1, 0, 1].map((days) => addDays(date, days))
    })
    for (const date of ['2020-01-01', '2028-02-29', '2035-12-31', ...dates]) {
      const start = startOfLocalDate(date, toTimeZone(zone)) / 60_000
      const earlier = [1, 30, 60, 90, 120, 180].map((distance) => start - distance)
      expect(localClock(start, zone).date).toBe(date)
      expect(earlier.map((minute) => localClock(minute, zone).date)).not.toContain(date)
    }
  },
)

test('dates and clock times agree with Intl in all zones', () => {
  fc.assert(
    fc.property(arbitraryZonedMinute, ({ zone, at }) => {
      const clock = localClock(at, zone)
      const instant = at * 60_000 + 59_999
      expect(localDateAt(instant, toTimeZone(zone))).toBe(clock.date)
      expect(localMinuteOfDay(instant, toTimeZone(zone))).toBe(clock.hour * 60 + clock.minute)
      expect(weekdayOfDate(clock.date)).toBe(clock.weekday)
    }),
  )
})

test('offset periods cover a range without gaps and match the offset of every minute', () => {
  const lengths = fc.integer({ min: 0, max: 3 * 1_440 })
  fc.assert(
    fc.property(arbitraryZonedMinute, lengths, ({ zone, at }, length) => {
      const periods = offsetPeriods(at, at + length, zone)
      const covered = periods.flatMap(({ from, to }) => [from, to])
      expect([covered[0], covered.at(-1)]).toEqual(
        length === 0 ? [undefined, undefined] : [at, at + length],
      )
      for (const [index, period] of periods.entries()) {
        expect(period.to).toBeGreaterThan(period.from)
        const next = periods[index + 1]
        if (next) expect([next.from, next.offset === period.offset]).toEqual([period.to, false])
        for (const minute of [period.from, period.to - 1]) {
          const clock = localClock(minute, zone)
          const shown = (((minute + period.offset) % 1_440) + 1_440) % 1_440
          expect(shown).toBe(clock.hour * 60 + clock.minute)
        }
      }
    }),
  )
})
