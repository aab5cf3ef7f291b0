import * as v from 'valibot'

// Schemas of the primitive values in Butlr's responses, shared by gateway and page. A malformed optional field becomes
// null (unknown), and a malformed item is left out of its list, so that the rest stays usable.

const earliestTime = Date.UTC(2015, 0)
const latestTime = Date.UTC(2100, 0)
/** Maximum expected difference between the clocks of Butlr and the gateway. */
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

/**
 * Matches a visible character: not a space, not a control character, and not a code point without a glyph
 * (`Default_Ignorable_Code_Point`, U+2800).
 */
const visibleCharacter = /[^\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]/u

/** Returns the trimmed text, or an empty string if it has no visible character. */
export function readableText(text: string): string {
  return visibleCharacter.test(text) ? text.trim() : ''
}

/**
 * Maximum length of a displayed name, in UTF-16 code units without isolates. The cost of layout grows with the length.
 */
export const maxNameLength = 200
/**
 * Matches more than eight combining marks on one letter, and captures the first eight. The rest would overlap the lines
 * above and below, and no script needs so many.
 */
const excessMarks = /(\p{M}{8})\p{M}+/gu
/**
 * Matches what truncation can leave at the end: half a surrogate pair, a joiner without its next character, and spaces.
 */
const brokenEnd = /[\ud800-\udbff\u200d\s]+$/u

/**
 * Truncates a string to at most `maxLength` UTF-16 code units. A truncated string never ends with half a surrogate pair, a
 * joiner or a space.
 */
export function truncateText(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : text.slice(0, maxLength).replace(brokenEnd, '')
}

/** Matches characters that change the direction of the text after a name, and unpaired surrogates. */
const disruptive = /[\u202a-\u202e\u2066-\u2069\p{Cs}]/gu
/** Matches line breaks and control characters. */
const controlCharacters = /[\p{Cc}\u2028\u2029]+/gu

/** Matches right-to-left letters; for those beyond U+FFFF, the first half of their surrogate pair. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/

/**
 * Returns a string as a name to display: trimmed, on one line, without direction overrides or excess combining marks,
 * and truncated with "…" if longer than `maxNameLength`. The name is empty if it has no visible character. A name with
 * right-to-left letters is enclosed in a Unicode isolate (UAX 9, FSI and PDI), so that it does not reorder the text
 * around it in sentences, lists and labels.
 */
export function displayName(text: string): string {
  const clean = readableText(
    plainName(text).replace(controlCharacters, ' ').replace(excessMarks, '$1'),
  )
  const name = clean.length <= maxNameLength ? clean : `${truncateText(clean, maxNameLength - 1)}…`
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name
}

/**
 * Returns a name without direction isolates, direction overrides or unpaired surrogates, for input fields, exports and
 * length checks.
 */
export function plainName(name: string): string {
  return name.replace(disruptive, '')
}

/**
 * Returns the name to show: the name, or the ID if the name has no visible character, or `?` if the ID has none either.
 */
export function nameOrId(name: string | null | undefined, id: string): string {
  return displayName(name ?? '') || displayName(id) || '?'
}

const invisibleCharacters = /[\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]+/gu

/**
 * Normalises a MAC address for comparison and use as a key: lower case, without invisible characters. Returns an empty
 * string if the result cannot be an ID.
 */
export function normalizeMac(text: string): string {
  const mac = text.replaceAll(invisibleCharacters, '').toLowerCase()
  return isId(mac) ? mac : ''
}

/** Maximum length of an ID, in UTF-16 code units. It is limited because IDs are part of URLs. */
export const maxIdLength = 1_000

/**
 * Returns whether a string can be an ID: 1 to 1,000 characters of any kind, but not the name of a property that every
 * object has (`constructor`, `__proto__`).
 */
export function isId(text: string): boolean {
  return text !== '' && text.length <= maxIdLength && !(text in Object.prototype)
}

/** Returns whether a value is an object and not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A name, trimmed and truncated by `displayName`; malformed when it has no visible character. */
export const Name = v.pipe(v.string(), v.transform(displayName), v.minLength(1))

/** An ID (see `isId`). It may contain any character, even half a surrogate pair, and is never changed. */
export const Id = v.pipe(v.string(), v.check(isId))

/** The MAC address of a sensor, normalised (`normalizeMac`). */
export const MacAddress = v.pipe(v.string(), v.transform(normalizeMac), v.minLength(1))

/** JSON has a negative zero, which would be shown as `-0`; adding 0 makes it 0. */
const JsonNumber = v.pipe(
  v.number(),
  v.transform((value) => value + 0),
)

export const numberBetween = (least: number, most: number) =>
  v.pipe(JsonNumber, v.minValue(least), v.maxValue(most))

/** Maximum plausible capacity of a room. A larger capacity is a typing error or in the wrong unit. */
const maxCapacity = 100_000
/** Returns the schema of a whole number of people from `least` to `maxCapacity`. */
const people = (least: number) => v.pipe(numberBetween(least, maxCapacity), v.integer())

/** The capacity of a room: a whole number of people, at least 1. Any other capacity is unknown. */
export const Capacity = people(1)
/** A capacity as Butlr sends it: 0 means that none is set (docs/butlr-api.md). */
export const WireCapacity = people(0)

/** Returns the capacity of a room in the topology, or null if it is unknown. */
export function knownCapacity(
  capacity: { max?: number | null | undefined } | null | undefined,
): number | null {
  const max = capacity?.max ?? null
  return v.is(Capacity, max) ? max : null
}

/** JSON has no infinity, but `JSON.parse` reads `1e999` as `Infinity`. */
export const FiniteNumber = numberBetween(-Number.MAX_VALUE, Number.MAX_VALUE)

/** The time of an event in Unix seconds. The gateway also checks it against its clock (`isEventTime`). */
export const EventSeconds = numberBetween(earliestTime / 1_000, latestTime / 1_000)

/** An optional field: null when malformed; an absent field stays absent. */
export const optionalField = <const TSchema extends v.GenericSchema>(schema: TSchema) =>
  v.nullish(v.fallback(v.nullable(schema), null))

/** A list without its malformed and null entries; empty when the value is null, absent or not a list. */
export const lenientList = <const TSchema extends v.GenericSchema>(item: TSchema) =>
  v.pipe(
    v.nullish(v.fallback(v.array(v.fallback(v.nullable(item), null)), []), []),
    v.transform((items) => items?.filter((entry) => entry !== null) ?? []),
  )

/** A key among a room's MAC addresses that marks the whole room as malformed. */
export const wholeRoomKey = '*'

/** MAC addresses of test devices, which appear in real organisations (docs/butlr-api.md). */
export const testDevicePattern = /^(fa-ke|mi-rr-or)/i
