import * as v from 'valibot'

// The values that everything from Butlr consists of: gateway and page read them by the same rules. A malformed value is
// unknown (null), so that it costs its own field and nothing around it.

const earliestTime = Date.UTC(2015, 0)
const latestTime = Date.UTC(2100, 0)
/** Clocks of Butlr and the gateway may differ by so much, in milliseconds. */
const clockToleranceMs = 120_000

/**
 * Whether something can have happened at a time. Other units than expected (milliseconds for seconds) and clocks that
 * were never set give times outside the range.
 *
 * @param at Unix milliseconds
 * @param now Unix milliseconds by the server's clock
 */
export function isEventTime(at: number, now: number): boolean {
  return at >= earliestTime && at <= now + clockToleranceMs
}

/** Whether something can be planned for a time, such as the change of a battery. `at` is Unix milliseconds. */
export function isPlannedTime(at: number): boolean {
  return at >= earliestTime && at <= latestTime
}

/** Spaces, control characters, and what Unicode says has no glyph (`Default_Ignorable_Code_Point`); U+2800 is blank. */
const visibleCharacter = /[^\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]/u

/** A text without the spaces around it; empty where nothing of it can be seen. */
export function readableText(text: string): string {
  return visibleCharacter.test(text) ? text.trim() : ''
}

/** The longest displayed name, in UTF-16 code units. The cost of layout grows with it. */
export const maxNameLength = 200
/** Excess combining marks on one letter overlap the lines above and below; no script needs as many. */
const excessMarks = /(\p{M}{8})\p{M}+/gu
/** Half a surrogate pair, and the joiner of what is cut off. */
const brokenEnd = /[\ud800-\udbff\u200d]+$/
const graphemes = 'Segmenter' in Intl ? new Intl.Segmenter() : null

/** Returns a text as a name to display: readable, and cut with "…" when longer than `maxNameLength`. */
export function displayName(text: string): string {
  const name = readableText(text).replace(excessMarks, '$1')
  if (name.length <= maxNameLength) return name
  const head = name.slice(0, maxNameLength + 1)
  const last = maxNameLength - 1
  // A grapheme as long as the whole name is cut between two code points.
  const end = graphemes?.segment(head).containing(last)?.index || last
  return `${head.slice(0, end).replace(brokenEnd, '').trimEnd()}…`
}

/** What something is called: its name, else its id; never nothing. */
export function nameOrId(name: string | null | undefined, id: string): string {
  return displayName(name ?? '') || displayName(id) || 'Unnamed'
}

const invisibleCharacters = /[\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800]+/gu

/**
 * Returns a MAC address in the form in which sensors are compared and keyed: lower case, without invisible characters;
 * empty when the text is no valid id.
 */
export function normalizeMac(text: string): string {
  const mac = text.replaceAll(invisibleCharacters, '').toLowerCase()
  return isId(mac) ? mac : ''
}

/** Whether a text can be an id: it must not be found in every object (`constructor`, `__proto__`). */
export function isId(text: string): boolean {
  return text !== '' && !(text in Object.prototype)
}

/** A name to display (`displayName`); one without a visible character is malformed. */
export const Name = v.pipe(v.string(), v.transform(displayName), v.nonEmpty())

/** An id holds any characters and is never changed. */
export const Id = v.pipe(
  v.string(),
  v.transform((text) => (isId(text) ? text : '')),
  v.nonEmpty(),
)

/** The MAC address of a sensor (`normalizeMac`). */
export const MacAddress = v.pipe(v.string(), v.transform(normalizeMac), v.nonEmpty())

/** JSON has no infinity, but `1e999` is read as one. */
export const FiniteNumber = v.pipe(v.number(), v.finite())

/** A number of a range, both ends included. */
export const numberBetween = (least: number, most: number) =>
  v.pipe(v.number(), v.minValue(least), v.maxValue(most))

/** The time of an event in Unix seconds. The gateway also checks it against its clock (`isEventTime`). */
export const EventSeconds = numberBetween(earliestTime / 1_000, latestTime / 1_000)

/** A field that its object can do without: null where it is malformed, and absent where it was. */
export const optionalField = <const TSchema extends v.GenericSchema>(schema: TSchema) =>
  v.nullish(v.fallback(v.nullable(schema), null))

/** A list without its malformed entries and holes; empty where it is null, absent or no list. */
export const lenientList = <const TSchema extends v.GenericSchema>(item: TSchema) =>
  v.pipe(
    v.nullish(v.fallback(v.array(v.fallback(v.nullable(item), null)), []), []),
    v.transform((items) => items?.filter((entry) => entry !== null) ?? []),
  )

/** Where readings are listed by sensor, the key that says that the whole room was malformed. */
export const wholeRoomKey = '*'

/** Test devices pollute real organisations, and count nobody (Butlr API notes, known quirks). By MAC address. */
export const testDevicePattern = /^(fa-ke|mi-rr-or)/i
