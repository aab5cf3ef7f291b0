import { dateOfDay, weekdayOfDay, type LocalDate } from '#src/domain/time/local-date.ts'
import { offsetPeriods } from '#src/domain/time/offset-periods.ts'
import { minutesPerDay, type MinuteRange } from './minutes.ts'

/**
 * A whole hour of the clock, up to the end of the day. Opening times must be whole hours, because some figures are
 * computed from hours.
 */
export const fullHours = [
  ...([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const),
  ...([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] as const),
] as const
export type FullHour = (typeof fullHours)[number]

/** A part of a local day by its clock time: from the hour `from` up to, but not including, the hour `to`. */
type OpeningInterval = { from: FullHour; to: FullHour }

/**
 * The opening intervals of each weekday, beginning with Monday; the intervals of a day are in order and do not overlap.
 */
export type OpeningHours = readonly (readonly OpeningInterval[])[]

const workday: readonly OpeningInterval[] = [{ from: 8, to: 18 }]

/** Monday to Friday, 08:00 to 18:00. */
export const defaultOpeningHours: OpeningHours = [
  workday,
  workday,
  workday,
  workday,
  workday,
  [],
  [],
]

/** When the rooms of a site are open: by weekday, except on closed days (local dates). */
export type Opening = { hours: OpeningHours; closedDays: readonly LocalDate[] }

export const defaultOpening: Opening = { hours: defaultOpeningHours, closedDays: [] }

/** Minutes in use from which an hour counts as used. */
export const defaultUsedFromMinutes = 10

/**
 * Returns the opening hours in a range, in order. A minute is open if the local clock time at its beginning is in an
 * opening interval of the local weekday, and the local date is not a closed day. An hour that occurs twice is open
 * twice.
 *
 * @param timeZone IANA name
 */
export function openRanges(
  range: MinuteRange,
  timeZone: string,
  { hours, closedDays }: Opening = defaultOpening,
): MinuteRange[] {
  const open: MinuteRange[] = []
  for (const { from, to, offset } of offsetPeriods(range.from, range.to, timeZone)) {
    const firstDay = Math.floor((from + offset) / minutesPerDay)
    for (let day = firstDay; day * minutesPerDay < to + offset; day += 1) {
      if (closedDays.includes(dateOfDay(day))) continue
      const midnight = day * minutesPerDay - offset
      for (const interval of hours[weekdayOfDay(day)] ?? []) {
        const start = Math.max(from, midnight + interval.from * 60)
        const end = Math.min(to, midnight + interval.to * 60)
        if (start < end) addRange(open, { from: start, to: end })
      }
    }
  }
  return open
}

/**
 * Adds a range, or extends the last range if it ends where the new range begins, as at a clock change or at midnight.
 */
function addRange(ranges: MinuteRange[], range: MinuteRange): void {
  const last = ranges.at(-1)
  if (last?.to === range.from) ranges[ranges.length - 1] = { from: last.from, to: range.to }
  else ranges.push(range)
}

/** Returns whether a local hour is within opening hours. Each hour is entirely open or entirely closed. */
export function isOpenHour(
  { date, weekday, hour }: { date: LocalDate; weekday: number; hour: number },
  { hours, closedDays }: Opening,
): boolean {
  const intervals = hours[weekday] ?? []
  return intervals.some(({ from, to }) => from <= hour && hour < to) && !closedDays.includes(date)
}

/** Returns the number of minutes in ranges that do not overlap. */
export function countMinutes(ranges: readonly MinuteRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0)
}
