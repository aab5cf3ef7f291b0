import { Capacity } from '#src/contract/butlr-values.ts'
import * as v from 'valibot'
import { invalidCapacity } from '#messages/settings.ts'

/** Returns the capacity that a user typed, or an error message. */
export function parseTypedCapacity(typed: string): { value: number } | { error: string } {
  const capacity = /^\d+$/.test(typed) ? Number(typed) : Number.NaN
  return v.is(Capacity, capacity) ? { value: capacity } : { error: invalidCapacity }
}
