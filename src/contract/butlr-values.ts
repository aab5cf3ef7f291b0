import * as v from 'valibot'

// Schemas of the primitive values in Butlr's responses, shared by gateway and page. A malformed value becomes null
// (unknown), so that it affects only its own field.

const earliestTime = Date.UTC(2015, 0)
const latestTime = Date.UTC(2100, 0)
/** Maximum difference between the clocks of Butlr and the gateway. */
const clockToleranceMs = 120_000

/**
 * Returns whether a time is plausible for a past event. Wrong units (milliseconds instead of seconds) and clocks that
 * were never set produce times outside the range.
 *
 * @param at Unix milliseconds
 * @param now Unix milliseconds by the server's clock
 */
export function isEventTime(at: number, now: number): boolean {
  return at >= earliestTime && at <= now + clockToleranceMs
}

/** Returns whether a time is plausible for a planned event, such as a battery change. `at` is in Unix milliseconds. */
export function isPlannedTime(at: number): boolean {
  return at >= earliestTime && at <= latestTime
}

/** Excludes spaces, control characters, and code points without a glyph (`Default_Ignorable_Code_Point`, U+2800). */
const visibleCharacter = /[^\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]/u

/** Returns a text, trimmed; empty when no character of it is visible. */
export function readableText(text: string): string {
  return visibleCharacter.test(text) ? text.trim() : ''
}

/** Returns the name, or else the ID, or else `Unnamed`. */
export function nameOrId(name: string | null | undefined, id: string): string {
  return name || readableText(id) || 'Unnamed'
}

/** Returns whether a text can be an ID: not empty, and not a property of every object (`constructor`, `__proto__`). */
export function isId(text: string): boolean {
  return text !== '' && !(text in Object.prototype)
}

/** A name, trimmed; malformed when no character of it is visible. */
export const Name = v.pipe(v.string(), v.transform(readableText), v.nonEmpty())

/** An ID may contain any characters and is never changed. */
export const Id = v.pipe(
  v.string(),
  v.transform((text) => (isId(text) ? text : '')),
  v.nonEmpty(),
)

/** JSON has no infinity, but `JSON.parse` reads `1e999` as one. */
export const FiniteNumber = v.pipe(v.number(), v.finite())

/** A number in a range that includes both ends. */
export const numberBetween = (least: number, most: number) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most))

/** The time of an event in Unix seconds. The gateway also checks it against its clock (`isEventTime`). */
export const EventSeconds = numberBetween(earliestTime / 1_000, latestTime / 1_000)

/** A field that its object does not require: null when malformed, absent when absent. */
export const optionalField = <const TSchema extends v.GenericSchema>(schema: TSchema) =>
  v.nullish(v.fallback(v.nullable(schema), null))

/** A list without its malformed and null entries; empty when the value is null, absent or not a list. */
export const lenientList = <const TSchema extends v.GenericSchema>(item: TSchema) =>
  v.pipe(
    v.nullish(v.fallback(v.array(v.fallback(v.nullable(item), null)), []), []),
    v.transform((items) => items?.filter((entry) => entry !== null) ?? []),
  )

/** In readings by sensor, the key that marks the whole room as malformed. */
export const wholeRoomKey = '*'

/** MAC addresses of test devices, which appear in real organisations (docs/butlr-api.md). */
export const testDevicePattern = /^(fa-ke|mi-rr-or)/i
