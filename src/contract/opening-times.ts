import * as v from 'valibot'

/** The keys of the weekdays in an opening schedule, beginning with Monday. */
export const weekdayKeys = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

/** An interval of whole hours: from `from` up to, but not including, `to`; 0 to 24. */
export type HourInterval = { from: number; to: number }

/**
 * Parses a string such as `08:00-18:00`, `8-18` or `09:00-12:00, 13:00-17:00`. Returns null unless the times are whole
 * hours, in order, without overlap.
 */
export function parseOpeningTimes(text: string): HourInterval[] | null {
  const intervals: HourInterval[] = []
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,2})(?::00)?\s*[-–]\s*(\d{1,2})(?::00)?\s*$/.exec(part)
    const from = Number(match?.[1] ?? Number.NaN)
    const to = Number(match?.[2] ?? Number.NaN)
    if (!(from >= (intervals.at(-1)?.to ?? 0) && from < to && to <= 24)) return null
    intervals.push({ from, to })
  }
  return intervals
}

const formatHour = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** Formats intervals as a string that `parseOpeningTimes` accepts. */
export function formatOpeningTimes(intervals: readonly HourInterval[]): string {
  return intervals.map(({ from, to }) => `${formatHour(from)}-${formatHour(to)}`).join(', ')
}

const OpeningTimes = v.pipe(
  v.string(),
  v.maxLength(200),
  v.check((text) => parseOpeningTimes(text) !== null),
  v.transform((text) => formatOpeningTimes(parseOpeningTimes(text) ?? [])),
)
const optionalTimes = v.optional(OpeningTimes)

/** The opening times of a site by weekday. A weekday without times is closed; at least one is open. */
export const OpeningSchedule = v.pipe(
  v.strictObject({
    monday: optionalTimes,
    tuesday: optionalTimes,
    wednesday: optionalTimes,
    thursday: optionalTimes,
    friday: optionalTimes,
    saturday: optionalTimes,
    sunday: optionalTimes,
  }),
  v.check((week) => weekdayKeys.some((key) => week[key] !== undefined)),
)
export type OpeningSchedule = v.InferOutput<typeof OpeningSchedule>

const dayMs = 86_400_000
const maxRangeDays = 366
const maxClosedRanges = 100
const maxClosedDates = 1_000

/** Returns the date as a number of days after 1970-01-01; NaN unless it is an existing date from 2000 to 2099. */
function parseDay(text: string): number {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return Number.NaN
  const at = Date.parse(`${text}T00:00:00Z`)
  const isDate = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
  return isDate ? at / dayMs : Number.NaN
}

/** A range of dates (`yyyy-mm-dd`), both inclusive. */
export type DateRange = { from: string; to: string }

/**
 * Parses a string such as `2026-12-24` or `2026-12-24/2027-01-01`. Returns null unless both dates exist, are in order
 * and span at most 366 days.
 */
export function parseClosedDays(text: string): DateRange | null {
  const [from = '', to = from, ...rest] = text.trim().split('/')
  const days = parseDay(to) - parseDay(from)
  return rest.length === 0 && days >= 0 && days < maxRangeDays ? { from, to } : null
}

/** Formats a range as a string that `parseClosedDays` accepts. */
export function formatClosedDays({ from, to }: DateRange): string {
  return from === to ? from : `${from}/${to}`
}

/** Dates, and ranges of up to 366 days, on which a site is closed, in order: at most 1,000 dates. */
export const ClosedDays = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.check((text) => parseClosedDays(text) !== null),
      v.transform((text) => formatClosedDays(parseClosedDays(text) ?? { from: text, to: text })),
    ),
  ),
  v.maxLength(maxClosedRanges),
  v.transform((ranges) => [...new Set(ranges)].toSorted()),
  v.check((ranges) => ranges.reduce((sum, range) => sum + countDays(range), 0) <= maxClosedDates),
)

function countDays(text: string): number {
  const range = parseClosedDays(text)
  return range === null ? 0 : parseDay(range.to) - parseDay(range.from) + 1
}
