import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, startOfMonth, weekdayOfDate } from '#src/domain/time/local-date.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import type { RoomRange } from './ranges.ts'
import {
  comparisonRange,
  fixRange,
  formatRange,
  nextRange,
  parseRange,
  previousRange,
  rangeDates,
  rangeNames,
  rangePeriod,
} from './ranges.ts'

const berlin = toTimeZone('Europe/Berlin')
/** Friday afternoon. */
const now = Date.parse('2026-11-27T14:05:30Z')

const parsed = (text: string): RoomRange => parseRange(text) ?? { name: 'live' }
const resolveDates = (text: string, at = now) => {
  const dates = rangeDates(parsed(text), at, berlin)
  return dates && `${dates.first} to ${dates.last}`
}
const toText = (range: RoomRange | null) => range && formatRange(range)

test.each(['7d', '30d', 'this-week', 'last-month', '2025-11-03'])(
  'the fixed range of %s keeps its dates a month later',
  (text) => {
    const fixed = toText(fixRange(parsed(text), now, berlin)) ?? ''
    expect(resolveDates(fixed, now + 30 * 86_400_000)).toBe(resolveDates(text))
  },
)

test.each([
  ['today', '2026-11-27 to 2026-11-27'],
  ['yesterday', '2026-11-26 to 2026-11-26'],
  ['7d', '2026-11-20 to 2026-11-26'],
  ['30d', '2026-10-28 to 2026-11-26'],
  ['this-week', '2026-11-23 to 2026-11-29'],
  ['last-week', '2026-11-16 to 2026-11-22'],
  ['this-month', '2026-11-01 to 2026-11-30'],
  ['last-month', '2026-10-01 to 2026-10-31'],
  ['2025-11-03..2025-11-09', '2025-11-03 to 2025-11-09'],
  ['live', null],
])('on Friday, 27 November, %s is %s', (text, expected) => {
  expect(resolveDates(text)).toBe(expected)
})

test('today is the local date of the building, not the UTC date', () => {
  expect(resolveDates('today', Date.parse('2026-11-27T23:30:00Z'))).toBe('2026-11-28 to 2026-11-28')
})

test('Live covers the last 30 minutes and begins at a whole minute', () => {
  const { from, to } = rangePeriod({ name: 'live' }, now, berlin)
  expect(new Date(from).toISOString()).toBe('2026-11-27T13:35:00.000Z')
  expect(to).toBe(now)
})

test.each([
  ['2026-03-29', 23],
  ['2026-10-25', 25],
  ['2026-10-19..2026-10-25', 7 * 24 + 1],
])('the period of %s in Berlin has %i hours', (text, hours) => {
  const { from, to } = rangePeriod(parsed(text), now, berlin)
  expect((to - from) / 3_600_000).toBe(hours)
})

describe('in a URL', () => {
  const customs = ['2026-10-01..2026-10-07', '2026-10-01']
  test.each([...rangeNames, ...customs])('%s is parsed and formatted', (text) => {
    expect(toText(parseRange(text))).toBe(text)
  })

  test('formats a range of one day as a single date', () => {
    expect(toText(parseRange('2026-10-01..2026-10-01'))).toBe('2026-10-01')
  })

  test.each([
    'constructor',
    '',
    '2026-02-30',
    '2026-10-07..2026-10-01',
    '2026-10-01..',
    '..2026-10-01',
    '2026-10-01..2026-10-02..2026-10-03',
  ])('rejects the range %j', (text) => {
    expect(parseRange(text)).toBeNull()
  })

  test('parses any string without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^20[\d.-]*$/)), (text) => {
        const range = parseRange(text)
        expect(range && parseRange(formatRange(range))).toEqual(range)
      }),
    )
  })
})

test.each([
  ['today', 'yesterday'],
  ['yesterday', '2026-11-25'],
  ['7d', '2026-11-13..2026-11-19'],
  ['30d', '2026-09-28..2026-10-27'],
  ['this-week', 'last-week'],
  ['last-week', '2026-11-09..2026-11-15'],
  ['this-month', 'last-month'],
  ['last-month', '2026-09-01..2026-09-30'],
  ['2026-03-01..2026-03-31', '2026-02-01..2026-02-28'],
  ['2026-02-01..2026-03-31', '2025-12-01..2026-01-31'],
  ['2026-11-02..2026-11-04', '2026-10-30..2026-11-01'],
  ['live', null],
])('the range directly before %s is %s', (text, expected) => {
  expect(toText(previousRange(parsed(text), now, berlin))).toBe(expected)
})

test.each([
  ['yesterday', 'today'],
  ['2026-11-25', 'yesterday'],
  ['2026-11-13..2026-11-19', '7d'],
  ['last-week', 'this-week'],
  ['2026-10-01..2026-10-31', 'this-month'],
  ['2026-11-19..2026-11-25', '2026-11-26..2026-12-02'],
  ['today', null],
  ['7d', null],
  ['30d', null],
  ['this-week', null],
  ['this-month', null],
  ['live', null],
])('the range directly after %s is %s', (text, expected) => {
  expect(toText(nextRange(parsed(text), now, berlin))).toBe(expected)
})

test('on Mondays, the range before this week is last week, although 7 d has the same dates', () => {
  const monday = Date.parse('2026-11-30T14:00:00Z')
  expect(resolveDates('7d', monday)).toBe(resolveDates('last-week', monday))
  expect(toText(previousRange({ name: 'this-week' }, monday, berlin))).toBe('last-week')
})

test.each([
  ['today', '2026-11-20'],
  ['7d', '2026-11-13..2026-11-19'],
  ['30d', '2026-09-23..2026-10-22'],
  ['this-week', 'last-week'],
  ['last-month', '2026-08-27..2026-09-26'],
  ['2026-11-02..2026-11-14', '2026-10-19..2026-10-31'],
  ['live', null],
])('compares %s with %s, which has the same weekdays', (text, expected) => {
  expect(toText(comparisonRange(parsed(text), now, berlin))).toBe(expected)
})

const arbitraryRange = fc.oneof(
  fc.constantFrom(...rangeNames).map((name): RoomRange => ({ name })),
  fc
    .tuple(fc.integer({ min: 0, max: 5_800 }), fc.integer({ min: 0, max: 100 }))
    .map(([start, length]): RoomRange => {
      const first = addDays('2020-01-01', start)
      return { name: 'custom', first, last: addDays(first, length) }
    }),
)

test('a range and the range to compare it with have no day in common', () => {
  fc.assert(
    fc.property(arbitraryRange, (range) => {
      const dates = rangeDates(range, now, berlin)
      const before = comparisonRange(range, now, berlin)
      const datesBefore = before && rangeDates(before, now, berlin)
      expect(dates === null || (datesBefore !== null && datesBefore.last < dates.first)).toBe(true)
    }),
  )
})

test('ranges consist of whole local days in all zones', () => {
  fc.assert(
    fc.property(arbitraryRange, arbitraryZonedMinute, (range, { zone, at }) => {
      const timeZone = toTimeZone(zone)
      const dates = rangeDates(range, at * 60_000, timeZone)
      if (dates === null) return
      const { from, to } = rangePeriod(range, at * 60_000, timeZone)
      const localDate = (instant: number) => localClock(instant / 60_000, zone).date
      expect(localDate(from)).toBe(dates.first)
      expect(localDate(from - 60_000) < dates.first).toBe(true)
      expect(localDate(to - 60_000)).toBe(dates.last)
      expect(localDate(to)).toBe(addDays(dates.last, 1))
    }),
  )
})

test('a range adjoins the previous and the next range, and its comparison range has the same weekdays', () => {
  fc.assert(
    fc.property(arbitraryRange, arbitraryZonedMinute, (range, { zone, at }) => {
      const timeZone = toTimeZone(zone)
      const instant = at * 60_000
      const dates = rangeDates(range, instant, timeZone)
      const previous = previousRange(range, instant, timeZone)
      const compared = comparisonRange(range, instant, timeZone)
      if (dates === null || previous === null || compared === null) {
        expect([dates, previous, compared]).toEqual([null, null, null])
        return
      }
      const before = rangeDates(previous, instant, timeZone)
      expect(before && addDays(before.last, 1)).toBe(dates.first)
      const count = daysBetween(dates.first, dates.last)
      if (before && before.first !== startOfMonth(before.first)) {
        expect(daysBetween(before.first, before.last)).toBe(count)
      }
      const next = nextRange(previous, instant, timeZone)
      if (next) expect(rangeDates(next, instant, timeZone)?.first).toBe(dates.first)
      const earlier = rangeDates(compared, instant, timeZone)
      expect(earlier && daysBetween(earlier.first, earlier.last)).toBe(count)
      expect(earlier && weekdayOfDate(earlier.first)).toBe(weekdayOfDate(dates.first))
      expect((earlier?.first ?? '') < dates.first).toBe(true)
    }),
  )
})
