import type { TimeZone } from '#src/domain/time/time-zone.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()
const percentFormats = new Map<string, Intl.NumberFormat>()
const timeFormats = new Map<string, Intl.DateTimeFormat>()

/** A count in the digits of a board's language: `1,204`, `1.204`. */
export function formatLocalNumber(locale: string, count: number): string {
  return memoized(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(count)
}

/** A share such as 0.47 in whole per cent, rounded down: `47%`, `47 %`, `۴۷٪`. */
export function formatLocalPercent(locale: string, share: number): string {
  const format = memoized(
    percentFormats,
    locale,
    () => new Intl.NumberFormat(locale, { style: 'percent' }),
  )
  return format.format(Math.floor(share * 100 + 1e-9) / 100)
}

/** A text with the digits of a board's language, so that a board shows one kind of digits. */
export function localizeDigits(locale: string, text: string): string {
  return text.replaceAll(/\d/g, (digit) => formatLocalNumber(locale, Number(digit)))
}

/** `14:02`, or `2:02 PM` where the board's language has a 12-hour clock. `at` in Unix milliseconds. */
export function formatLocalTime(locale: string, zone: TimeZone, at: number): string {
  return formatLocalTimeParts(locale, zone, at)
    .map(({ text }) => text)
    .join('')
}

/** The same in parts: the time of day, and `AM` or `PM` where the language has it, each with the spaces beside it. */
export function formatLocalTimeParts(
  locale: string,
  zone: TimeZone,
  at: number,
): { text: string; isPeriod: boolean }[] {
  const format = memoized(timeFormats, `${locale} ${zone.name}`, () =>
    createClockFormat(locale, zone),
  )
  return format
    .formatToParts(at)
    .map(({ type, value }) => ({ text: value, isPeriod: type === 'dayPeriod' }))
}

/** Languages with a 24-hour clock begin the day at 00:00, whatever the cycle that they are said to have. */
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
