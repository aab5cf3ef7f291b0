import type { Zone } from '#src/domain/time/time-zone.ts'

const numbers = new Map<string, Intl.NumberFormat>()
const percents = new Map<string, Intl.NumberFormat>()
const times = new Map<string, Intl.DateTimeFormat>()

/** A count in the digits of a board's language: `1,204`, `1.204`. */
export function numberIn(locale: string, count: number): string {
  return kept(numbers, locale, () => new Intl.NumberFormat(locale)).format(count)
}

/** A share such as 0.47 in whole per cent, rounded down: `47%`, `47 %`, `۴۷٪`. */
export function percentIn(locale: string, share: number): string {
  const format = kept(percents, locale, () => new Intl.NumberFormat(locale, { style: 'percent' }))
  return format.format(Math.floor(share * 100 + 1e-9) / 100)
}

/** A text with the digits of a board's language, so that a board shows one kind of digits. */
export function digitsIn(locale: string, text: string): string {
  return text.replaceAll(/\d/g, (digit) => numberIn(locale, Number(digit)))
}

/** `14:02`, or `2:02 PM` where the board's language has a 12-hour clock. `at` in Unix milliseconds. */
export function timeIn(locale: string, zone: Zone, at: number): string {
  return timePartsIn(locale, zone, at)
    .map(({ text }) => text)
    .join('')
}

/** The same in parts: the time of day, and `AM` or `PM` where the language has it, each with the spaces beside it. */
export function timePartsIn(
  locale: string,
  zone: Zone,
  at: number,
): { text: string; isPeriod: boolean }[] {
  const format = kept(times, `${locale} ${zone.name}`, () => clockFormat(locale, zone))
  return format
    .formatToParts(at)
    .map(({ type, value }) => ({ text: value, isPeriod: type === 'dayPeriod' }))
}

/** Languages with a 24-hour clock begin the day at 00:00, whatever the cycle that they are said to have. */
function clockFormat(locale: string, { name: timeZone }: Zone): Intl.DateTimeFormat {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions()
  const isTwelveHours = hourCycle === 'h11' || hourCycle === 'h12'
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    minute: '2-digit',
    ...(isTwelveHours ? { hour: 'numeric' } : { hour: '2-digit', hourCycle: 'h23' }),
  })
}

function kept<TValue>(values: Map<string, TValue>, key: string, make: () => TValue): TValue {
  const known = values.get(key)
  if (known !== undefined) return known
  const made = make()
  values.set(key, made)
  return made
}
