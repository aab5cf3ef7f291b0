import * as fc from 'fast-check'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Numbers that JSON can hold and `JSON.stringify` cannot write, and what stands for them until the text is made. */
const tooLarge = '@1e999'

/** Values that have no place where they turn up: of every JSON type, and at the limits of what code expects. */
const strange = fc.oneof(
  fc.constantFrom<Json>(
    ...[null, true, '', '   ', '0', '12', 'NaN', 'Infinity', '__proto__', 'constructor', '.', '..'],
    ...['a/b', 'a#b?c=d', 'a+b%2F', '=1+1', '\u{d800}', '\u202Eabc', 'x'.repeat(3_000), tooLarge],
    ...[0, -0, -1, 0.1, 2.5, 1e9, 123_456_789, 1e15, 1e17, 1e21, 1e308, -1e308, 5e-324],
    ...[8_640_000_000_000_001, 1_795_693_000_000_000, -62_135_596_800, Number.MAX_SAFE_INTEGER],
    ...[[], [[]], [null], {}, { last: 1 }, [[0, 0]], [[0, 6], [4, 9], [0, 6]], [[1e17, 1e17]]],
  ),
  fc.jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value))),
)

/** Where an answer is changed, as shares of its length, and how. */
export type Change = { where: number; how: 'replace' | 'delete' | 'double' | 'rename'; value: Json }

/** One to six changes of an answer, anywhere in it. */
export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    how: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'double', 'rename'),
    value: strange,
  }),
  { minLength: 1, maxLength: 6 },
)

/** A whole answer that is nothing like the one that was asked for. */
export const nonsense: fc.Arbitrary<Json> = strange

/** A healthy answer with some of its values replaced, taken away, doubled, or put under another key. */
export function changed(answer: unknown, list: readonly Change[]): unknown {
  const root: Json = { root: JSON.parse(JSON.stringify(answer)) }
  for (const { where, how, value } of list) {
    const places = [...placesIn(root)]
    const place = places[Math.floor(where * places.length)]
    if (place) place(how, structuredClone(value))
  }
  return root['root']
}

/** An answer as the text that Butlr would send. */
export function textOf(answer: unknown): string {
  return (JSON.stringify(answer) ?? 'null').replaceAll(`"${tooLarge}"`, '1e999')
}

type Edit = (how: Change['how'], value: Json) => void

/** Every value of an answer, as what changes it there. */
function* placesIn(json: Json): Generator<Edit> {
  if (Array.isArray(json)) {
    for (const [index, item] of json.entries()) {
      yield (how, value) => {
        if (how === 'delete') json.splice(index, 1)
        else if (how === 'double') json.push(structuredClone(item))
        else json[index] = value
      }
      yield* placesIn(item)
    }
  } else if (typeof json === 'object' && json !== null) {
    for (const [key, item] of Object.entries(json)) {
      yield (how, value) => {
        const other = typeof value === 'string' ? value : 'other'
        if (how === 'delete' || how === 'rename') delete json[key]
        if (how === 'rename' || how === 'double') define(json, other, structuredClone(item))
        if (how === 'replace') json[key] = value
      }
      yield* placesIn(item)
    }
  }
}

/** A key such as `__proto__` would otherwise change what the object is. */
function define(json: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(json, key, { value, enumerable: true, configurable: true, writable: true })
}
