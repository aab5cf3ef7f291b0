import type { BoardDraft } from '#src/contract/board.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { toZoneClock } from '#src/domain/time/zone-clock.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()
const digitsByLocale = new Map<string, readonly string[]>()
const percentFormats = new Map<string, Intl.NumberFormat>()
const timeFormats = new Map<string, Intl.DateTimeFormat>()

/** Letters and digits that are written from right to left. Digits such as `١` reverse a range or a fraction of them. */
const rightToLeft = /[\u0590-\u06EF\u06FA-\u08FF]/

/**
 * Isolates a number, time or date that contains right-to-left characters from the text around it, which is in the
 * language of the app and therefore written from left to right.
 */
function isolate(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}

/** Formats a count in a board's locale, such as `1,204` or `1.204`. */
export function formatLocalNumber(locale: string, count: number): string {
  const format = memoized(numberFormats, locale, () => new Intl.NumberFormat(locale))
  return isolate(format.format(count))
}

/** Formats a share as an integer percentage, rounded down. For example, 0.47 becomes `47%`, `47 %` or `۴۷٪`. */
export function formatLocalPercent(locale: string, share: number): string {
  const format = memoized(
    percentFormats,
    locale,
    () => new Intl.NumberFormat(locale, { style: 'percent' }),
  )
  return isolate(format.format(Math.floor(share * 100 + 1e-9) / 100))
}

/**
 * Replaces the digits in a string with the digits of a board's locale, so that a board uses only one numbering system.
 */
export function localizeDigits(locale: string, text: string): string {
  const digits = memoized(digitsByLocale, locale, () =>
    Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat(locale).format(digit)),
  )
  if (digits[1] === '1') return text
  return text.replaceAll(/\d+/g, (number) =>
    isolate(Array.from(number, (digit) => digits[Number(digit)] ?? digit).join('')),
  )
}

const hourCycles = { '12-hour': 'h12', '24-hour': 'h23' } as const

/** Returns the locale of a board with its hour cycle, if one is set. */
export function timeLocale({ locale, clock }: Pick<BoardDraft, 'locale' | 'clock'>): string {
  return clock === 'locale' ? locale : `${locale}-u-hc-${hourCycles[clock]}`
}

/** Formats a time as `14:02`, or as `2:02 PM` in locales with a 12-hour clock. `at` is in Unix milliseconds. */
export function formatLocalTime(locale: string, zone: TimeZone, at: number): string {
  const parts = formatLocalTimeParts(locale, zone, at)
  return isolate(parts.map(({ text }) => text).join(''))
}

/** Formats a date as `25 Nov 2026`, without breaks between its parts. `at` is in Unix milliseconds. */
export function formatLocalDate(locale: string, zone: TimeZone, at: number): string {
  const clock = toZoneClock(at, zone)
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: clock.zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return isolate(format.format(clock.at).replaceAll(' ', '\u00A0'))
}

/** Returns the parts of `formatLocalTime`. `isPeriod` marks `AM` and `PM`. */
export function formatLocalTimeParts(
  locale: string,
  zone: TimeZone,
  at: number,
): { text: string; isPeriod: boolean }[] {
  const clock = toZoneClock(at, zone)
  const format = memoized(timeFormats, `${locale} ${clock.zone.name}`, () =>
    createClockFormat(locale, clock.zone),
  )
  return format
    .formatToParts(clock.at)
    .map(({ type, value }) => ({ text: value, isPeriod: type === 'dayPeriod' }))
}

/** Uses `h23` for all locales with a 24-hour clock, so that days start at 00:00. */
function createClockFormat(locale: string, { name: timeZone }: TimeZone): Intl.DateTimeFormat {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  const isTwelveHours = hourCycle === 'h11' || hourCycle === 'h12'
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    minute: '2-digit',
    ...(isTwelveHours ? { hour: 'numeric' } : { hour: '2-digit', hourCycle: 'h23' }),
  })
}

function memoized<TValue>(values: Map<string, TValue>, key: string, make: () => TValue): TValue {
  const known = values.get(key)
  if (known !== undefined) return known
  const created = make()
  values.set(key, created)
  return created
}
