import { Capacity } from '#src/contract/butlr-values.ts'
import * as v from 'valibot'
import { invalidCapacity, invalidName, invalidNumber } from '#messages/settings.ts'

/** The value that a user typed, or an error message. */
export type Parsed<TValue> = { value: TValue } | { error: string }

/** Returns the capacity that a user typed. */
export function parseTypedCapacity(typed: string): Parsed<number> {
  const capacity = parseDigits(typed)
  return v.is(Capacity, capacity) ? { value: capacity } : { error: invalidCapacity }
}

/** Returns the name or kind that a user typed. */
export function parseTypedName(typed: string): Parsed<string> {
  return typed.length > 0 && typed.length <= 200 ? { value: typed } : { error: invalidName }
}

/** Returns the whole number that a user typed. */
export function parseTypedNumber(
  typed: string,
  { least, most }: { least: number; most: number },
): Parsed<number> {
  const number = parseDigits(typed)
  return number >= least && number <= most
    ? { value: number }
    : { error: invalidNumber(least, most) }
}

/** Returns the share that a user typed as a whole percent. */
export function parseTypedPercent(
  typed: string,
  limits: { least: number; most: number } = { least: 1, most: 100 },
): Parsed<number> {
  const parsed = parseTypedNumber(typed.replace(/\s*%$/, ''), limits)
  return 'error' in parsed ? parsed : { value: parsed.value / 100 }
}

/** Accepts groups of three digits, as Headroom shows them: `1,200` and `1 200`. */
function parseDigits(typed: string): number {
  const digits = /^\d{1,3}(?:[,\s’']\d{3})+$/.test(typed) ? typed.replaceAll(/\D/g, '') : typed
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}
