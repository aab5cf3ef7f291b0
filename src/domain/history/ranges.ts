import { chartRanges } from '#src/domain/readings/history.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { LocalDate } from '#src/domain/time/local-date.ts'
import {
  addDays,
  daysBetween,
  isLocalDate,
  localDateAt,
  startOfLocalDate,
  startOfMonth,
  weekdayOfDate,
} from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** The ranges of local days that every range bar offers, in its order. URLs contain them. */
export const dateRanges = [
  'today',
  'yesterday',
  '7d',
  '30d',
  'this-week',
  'last-week',
  'this-month',
] as const
/** The names of the ranges of a room's page. */
export const rangeNames = ['live', ...dateRanges, 'last-month'] as const
export type RangeName = (typeof rangeNames)[number]

/** Local dates of a building; both are part of the range. */
export type DateRange = { first: LocalDate; last: LocalDate }

/** A range as selected: its dates depend on the current time unless it is `custom`. */
export type RoomRange = { name: RangeName } | ({ name: 'custom' } & DateRange)

/** Ranges that end now. Their data comes directly from Butlr, so they need no history. */
export const rollingRanges = ['1h', '24h'] as const

/** A range of a page, including those that need no history. */
export type SelectedRange = RoomRange | { name: (typeof rollingRanges)[number] }

/** Returns whether a range ends now and needs no history. */
export function isRolling(
  range: SelectedRange,
): range is { name: (typeof rollingRanges)[number] } | { name: 'live' } {
  return range.name === 'live' || range.name === '1h' || range.name === '24h'
}

/** Instants in Unix milliseconds: from `from` up to, but not including, `to`. */
export type Period = { from: number; to: number }

/**
 * Parses a range from a URL: a name, a date, or two dates such as `2026-10-01..2026-10-07`. Returns null for unknown
 * names, dates that do not exist, and dates in the wrong order.
 */
export function parseRange(text: string): RoomRange | null {
  const name = rangeNames.find((candidate) => candidate === text)
  if (name) return { name }
  const [first = '', last = first, ...rest] = text.split('..')
  const isValid = rest.length === 0 && isLocalDate(first) && isLocalDate(last) && first <= last
  return isValid ? { name: 'custom', first, last } : null
}

/** Formats a range for a URL; see `parseRange`. */
export function formatRange(range: RoomRange): string {
  if (range.name !== 'custom') return range.name
  return range.first === range.last ? range.first : `${range.first}..${range.last}`
}

/**
 * Returns the dates of a range in the building's zone, or null for Live. `7d` and `30d` end yesterday. Weeks begin on
 * Monday. The current week and month extend to their last day.
 *
 * @param now Unix milliseconds
 */
export function rangeDates(range: RoomRange, now: number, zone: TimeZone): DateRange | null {
  const today = localDateAt(now, zone)
  const monday = addDays(today, -weekdayOfDate(today))
  switch (range.name) {
    case 'live':
      return null
    case 'today':
      return { first: today, last: today }
    case 'yesterday':
      return days(addDays(today, -1), 1)
    case '7d':
      return days(addDays(today, -7), 7)
    case '30d':
      return days(addDays(today, -30), 30)
    case 'this-week':
      return days(monday, 7)
    case 'last-week':
      return days(addDays(monday, -7), 7)
    case 'this-month':
      return months(today, 0, 1)
    case 'last-month':
      return months(today, -1, 1)
    case 'custom':
      return { first: range.first, last: range.last }
  }
}

/** Returns a custom range with the same dates, which stays the same on later days. Returns Live unchanged. */
export function fixRange(range: RoomRange, now: number, zone: TimeZone): RoomRange {
  const dates = rangeDates(range, now, zone)
  return dates === null ? range : { name: 'custom', ...dates }
}

/**
 * Returns the period of a range: whole local days, which can be in the future. The period of Live begins at a whole
 * minute and ends now.
 */
export function rangePeriod(range: RoomRange, now: number, zone: TimeZone): Period {
  const dates = rangeDates(range, now, zone)
  if (dates === null) {
    const { spanMs } = chartRanges.live
    return { from: Math.floor((now - spanMs) / minute) * minute, to: now }
  }
  return {
    from: startOfLocalDate(dates.first, zone),
    to: startOfLocalDate(addDays(dates.last, 1), zone),
  }
}

/**
 * Returns the range of equal length directly before a range, or null for Live. Whole calendar months move by calendar
 * months.
 */
export function previousRange(range: RoomRange, now: number, zone: TimeZone): RoomRange | null {
  const dates = rangeDates(range, now, zone)
  return dates && nameDates(shiftDates(dates, -1), range, now, zone)
}

/**
 * Returns the range of equal length directly after a range. Returns null for Live, if the range would begin after
 * today, and for `7d` and `30d`, which are the latest ranges of full days.
 */
export function nextRange(range: RoomRange, now: number, zone: TimeZone): RoomRange | null {
  const dates = rangeDates(range, now, zone)
  if (dates === null || range.name === '7d' || range.name === '30d') return null
  const next = shiftDates(dates, 1)
  return next.first > localDateAt(now, zone) ? null : nameDates(next, range, now, zone)
}

/**
 * Returns the range with which to compare a range. It has the same length, ends before the range, and is shifted back by
 * whole weeks, so that weekdays align: by 7 days for ranges of up to 7 days, by 35 days for ranges of 29 to 35 days.
 * Returns null for Live.
 */
export function comparisonRange(range: RoomRange, now: number, zone: TimeZone): RoomRange | null {
  const dates = rangeDates(range, now, zone)
  if (dates === null) return null
  const weeks = Math.ceil((daysBetween(dates.first, dates.last) + 1) / 7)
  const shift = -7 * weeks
  const shifted = { first: addDays(dates.first, shift), last: addDays(dates.last, shift) }
  return nameDates(shifted, range, now, zone)
}

function days(first: LocalDate, count: number): DateRange {
  return { first, last: addDays(first, count - 1) }
}

/** Returns `count` calendar months, beginning `offset` months after the month of `date`. */
function months(date: LocalDate, offset: number, count: number): DateRange {
  return {
    first: startOfMonth(date, offset),
    last: addDays(startOfMonth(date, offset + count), -1),
  }
}

/** Moves dates forward or back by their own length. */
function shiftDates(dates: DateRange, direction: -1 | 1): DateRange {
  const monthCount = countWholeMonths(dates)
  if (monthCount > 0) return months(dates.first, direction * monthCount, monthCount)
  const count = daysBetween(dates.first, dates.last) + 1
  return days(addDays(dates.first, direction * count), count)
}

/** Returns the number of calendar months that the dates consist of, or 0 if they contain only part of a month. */
function countWholeMonths({ first, last }: DateRange): number {
  if (first !== startOfMonth(first) || addDays(last, 1) !== startOfMonth(last, 1)) return 0
  const [firstMonth, lastMonth] = [first, last].map((date) => {
    const [year = 0, month = 0] = date.split('-').map(Number)
    return year * 12 + month
  })
  return (lastMonth ?? 0) - (firstMonth ?? 0) + 1
}

const families: readonly (readonly RangeName[])[] = [
  ['today', 'yesterday'],
  ['7d'],
  ['30d'],
  ['this-week', 'last-week'],
  ['this-month', 'last-month'],
]

/** Returns the named range with these dates, preferably of the same family as `origin`, or else a custom range. */
function nameDates(dates: DateRange, origin: RoomRange, now: number, zone: TimeZone): RoomRange {
  const family = families.find((names) => names.some((name) => name === origin.name)) ?? []
  const name = [...family, ...families.flat()].find((candidate) => {
    const named = rangeDates({ name: candidate }, now, zone)
    return named?.first === dates.first && named.last === dates.last
  })
  return name ? { name } : { name: 'custom', ...dates }
}
