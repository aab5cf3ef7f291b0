import * as fc from 'fast-check'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Placeholder for a number that JSON allows but `JSON.stringify` cannot produce. */
const tooLarge = '@1e999'
/** Placeholder for negative zero, which `JSON.stringify` would write as 0. */
const negativeZero = '@-0'

const strangeNumbers: Json[] = [
  0,
  negativeZero,
  -1,
  0.1,
  2.5,
  7,
  123_456_789,
  1e15,
  1e17,
  1e308,
  -1e308,
  5e-324,
  8_640_000_000_000_001,
  1_795_693_000_000_000,
  -62_135_596_800,
  Number.MAX_SAFE_INTEGER,
  tooLarge,
]
/**
 * Strings that are far too long for a name, in each kind of script that is measured, wrapped or truncated differently.
 */
const longTexts = [
  'x',
  'word ',
  'F-',
  '会',
  'ü',
  'غرفة',
  'e\u0301',
  '\u0301',
  '👩\u200d',
  '👨\u200d👩\u200d👧 ',
].map((unit) => `R${unit.repeat(20_000 / unit.length)}`)

const strangeTexts: Json[] = [
  '',
  '   ',
  '0',
  '12',
  '__proto__',
  'constructor',
  '.',
  '..',
  'a/b',
  'a#b?c=d',
  'a+b%2F',
  '=1+1',
  '\u{d800}',
  '\u202Eabc',
  ...longTexts,
  'W. Europe Standard Time',
]
/** Malformed lists, and room outlines that have no area, intersect themselves, or are far away from all other rooms. */
const strangeLists: Json[] = [
  [],
  [[]],
  [null],
  [7],
  ['a'],
  [{}],
  { '0': [0, 0] },
  outline('0 0'),
  outline('0 6', '4 9', '0 6'),
  outline('0 0', '0 0', '0 0', '0 0'),
  outline('0 0', '4 3', '4 0', '0 3'),
  outline('1e17 1e17', '1e17 0', '0 1e17'),
  outline('50000 50000', '50004 50000', '50004 50003'),
  [
    [0, 0],
    [4, tooLarge],
    [4, 3],
  ],
]

function outline(...corners: string[]): Json {
  return corners.map((corner) => corner.split(' ').map(Number))
}

const anything = fc.jsonValue({ maxDepth: 3 }).map((value) => toJson(value))
const strange = fc.oneof(
  fc.constantFrom<Json>(null, true, {}, { last: 1 }),
  fc.constantFrom(...strangeNumbers),
  fc.constantFrom(...strangeTexts),
  fc.constantFrom(...strangeLists),
  anything,
)

/** How and where to change a response. Indices are taken modulo the number of candidates. */
export type ResponseChange = {
  key: number
  /** Index of the field among all fields with that name; null for all of them. */
  instance: number | null
  how: 'retype' | 'replace' | 'delete' | 'double' | 'rename'
  value: Json
  /** For `replace`: index among the strange values of the same type. */
  same: number
}
const index = fc.noBias(fc.nat(1_000_000))

/** Random changes anywhere in a response. All field names are equally likely. */
export const arbitraryChanges: fc.Arbitrary<ResponseChange[]> = fc.array(
  fc.record({
    key: index,
    instance: fc.option(index),
    how: fc.constantFrom('replace', 'replace', 'replace', 'retype', 'delete', 'double', 'rename'),
    value: strange,
    same: index,
  }),
  { minLength: 1, maxLength: 25 },
)

/** A complete response that does not resemble the expected response. */
export const arbitraryJson: fc.Arbitrary<Json> = strange

/** Responses with more fields are not changed further, because repeated duplication of all fields has no limit. */
const maxFields = 5_000

/** Returns a healthy response with some values replaced, deleted, duplicated or renamed. */
export function applyChanges(response: unknown, list: readonly ResponseChange[]): unknown {
  const root: { [key: string]: Json } = { root: toJson(response) }
  for (const change of list) {
    const fields = [...editsIn(root, 'root')]
    if (fields.length > maxFields) break
    const byName = new Map<string, Edit[]>()
    for (const [name, edit] of fields) {
      if (containerNames.has(name)) continue
      const edits = byName.get(name)
      if (edits) edits.push(edit)
      else byName.set(name, [edit])
    }
    const names = [...byName.values()]
    const places = names[change.key % names.length] ?? []
    const { instance } = change
    if (instance === null) for (const edit of places.toReversed()) edit(change)
    else places[instance % places.length]?.(change)
  }
  return root['root']
}

/** The fields that the app shows as names. */
const nameFields = new Set(['name', 'roomType', 'timezone', 'model', 'hive_serial', 'serialNumber'])
/** Matches the IDs and MAC addresses in a response. */
const identifier = /^(site|building|space|room|zone|sensor|hive|tag)_|^([0-9a-f]{2}-){7}/

/** Returns a healthy response in which every name is very long. */
export function withLongNames(response: unknown): unknown {
  let count = 0
  return mapTexts(toJson(response), (text, field) =>
    nameFields.has(field) ? (longTexts[(count += 1) % longTexts.length] ?? text) : text,
  )
}

/** Returns a healthy response in which every name is empty, and every ID and MAC address is very long. */
export function withLongIds(response: unknown): unknown {
  return mapTexts(toJson(response), (text, field) => {
    if (nameFields.has(field) && field !== 'timezone') return ''
    return identifier.test(text) ? lengthenId(text) : text
  })
}

/** Returns the ID that replaces an ID in `withLongIds`. */
export function lengthenId(id: string): string {
  return id + 'x'.repeat(20_000)
}

/** Maps every string and every key of a response. `field` is the key of a string, and empty for keys. */
function mapTexts(json: Json, map: (text: string, field: string) => string, field = ''): Json {
  if (typeof json === 'string') return map(json, field)
  if (Array.isArray(json)) return json.map((item) => mapTexts(item, map, field))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [map(key, ''), mapTexts(item, map, key)]),
  )
}

/** Maximum length of a label in characters, enough for a sentence that lists twenty names. */
const longestText = 6_000

/** Returns the beginnings of the labels in the document that are longer than any label should be. */
export function findOverlongTexts(): string[] {
  const elements = [...document.body.querySelectorAll('*')]
  const texts = elements.flatMap((element) => [
    element.getAttribute('aria-label') ?? '',
    element.getAttribute('title') ?? '',
    ...[...element.childNodes].map((node) => (node instanceof Text ? node.data : '')),
  ])
  return [document.title, ...texts]
    .filter(({ length }) => length > longestText)
    .map((text) => `${text.length} characters: ${text.slice(0, 40)}`)
}

/** Serialises a response as Butlr would send it. */
export function serializeResponse(response: unknown): string {
  return (JSON.stringify(response) ?? 'null').replaceAll(/"@(1e999|-0)"/g, '$1')
}

/** Fields that are never changed, because nothing would be left to render. `arbitraryJson` covers these cases. */
const containerNames = new Set([
  'root',
  'data',
  'sites',
  'sensors',
  'hives',
  'buildings',
  'floors',
  'rooms',
])

type Edit = (change: ResponseChange) => void

/**
 * Yields the field name and an edit for each value of a response. Keys that are IDs share one name. Edits insert copies
 * of values, so that later edits cannot change the values of other runs or insert a value into itself.
 */
function* editsIn(json: Json, name: string): Generator<[name: string, edit: Edit]> {
  if (Array.isArray(json)) {
    for (const [index, item] of json.entries()) {
      yield [
        `${name} item`,
        ({ how, ...change }) => {
          if (how === 'delete') json.splice(index, 1)
          else if (how === 'double') json.push(structuredClone(item))
          else
            json[index] =
              how === 'retype' ? structuredClone(change.value) : strangeValueLike(item, change)
        },
      ]
      yield* editsIn(item, `${name} item`)
    }
  } else if (typeof json === 'object' && json !== null) {
    for (const [key, item] of Object.entries(json)) {
      const field = /^\w{1,24}$/.test(key) && !/\d/.test(key) ? key : 'by id'
      yield [
        field,
        ({ how, ...change }) => {
          const other = typeof change.value === 'string' ? change.value : 'other'
          if (how === 'delete' || how === 'rename') delete json[key]
          if (how === 'rename' || how === 'double') defineKey(json, other, structuredClone(item))
          if (how === 'replace') json[key] = strangeValueLike(item, change)
          if (how === 'retype') json[key] = structuredClone(change.value)
        },
      ]
      yield* editsIn(item, field)
    }
  }
}

/** Returns an unexpected value of the same type, or any value for objects, Booleans and null. */
function strangeValueLike(item: Json, { same, value }: Omit<ResponseChange, 'how'>): Json {
  const candidates =
    typeof item === 'number'
      ? strangeNumbers
      : typeof item === 'string'
        ? strangeTexts
        : Array.isArray(item)
          ? strangeLists
          : [value]
  return structuredClone(candidates[same % candidates.length] ?? null)
}

/** Defines a property, because assigning a key such as `__proto__` would change the prototype. */
function defineKey(json: { [key: string]: Json }, key: string, value: Json): void {
  Object.defineProperty(json, key, { value, enumerable: true, configurable: true, writable: true })
}

function toJson(value: unknown): Json {
  const text = JSON.stringify(value)
  return text === undefined ? null : JSON.parse(text)
}
