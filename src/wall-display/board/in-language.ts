import type { Zone } from '#src/time/zone.ts'

const numbers = new Map<string, Intl.NumberFormat>()
const times = new Map<string, Intl.DateTimeFormat>()

/** A count in the digits of a board's language: `1,204`, `1.204`. */
export function numberIn(locale: string, count: number): string {
  return kept(numbers, locale, () => new Intl.NumberFormat(locale)).format(count)
}

/** `14:02` in a building's zone and a board's language. `at` in Unix milliseconds. */
export function timeIn(locale: string, zone: Zone, at: number): string {
  return kept(
    times,
    `${locale} ${zone.name}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone: zone.name,
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  ).format(at)
}

function kept<TValue>(values: Map<string, TValue>, key: string, make: () => TValue): TValue {
  const known = values.get(key)
  if (known !== undefined) return known
  const made = make()
  values.set(key, made)
  return made
}
