import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { BoardDraft } from './board.ts'
import { Overrides } from './overrides.ts'
import { SavedViewDraft } from './saved-view.ts'
import {
  displayName,
  plainName,
  FiniteNumber,
  isEventTime,
  isId,
  isPlannedTime,
  lenientList,
  maxNameLength,
  Name,
  nameOrId,
  normalizeMac,
  optionalField,
  readableText,
  truncateText,
} from './butlr-values.ts'

const now = Date.UTC(2026, 10, 26, 12)

test.each([
  ['now', now, true],
  ['the start of 2015', Date.UTC(2015, 0), true],
  ['a time two minutes ahead', now + 120_000, true],
  ['a time more than two minutes ahead', now + 120_001, false],
  ['the end of 2014', Date.UTC(2015, 0) - 1, false],
  ['a time in seconds', now / 1_000, false],
  ['a time in microseconds', now * 1_000, false],
  ['NaN', Number.NaN, false],
  ['infinity', Number.POSITIVE_INFINITY, false],
])('isEventTime is $2 for %s', (_, at, expected) => {
  expect(isEventTime(at, now)).toBe(expected)
})

test.each([
  ['a time in ten years', Date.UTC(2036, 0), true],
  ['a time after 2100', Date.UTC(2100, 0) + 1, false],
  ['a time before 2015', Date.UTC(2014, 11, 31), false],
  ['NaN', Number.NaN, false],
])('isPlannedTime is $2 for %s', (_, at, expected) => {
  expect(isPlannedTime(at)).toBe(expected)
})

test.each([
  ['  Maple \n', 'Maple'],
  ['\ufeffMaple\ufeff', 'Maple'],
  ['\u00a0\u3000Maple Room\t', 'Maple Room'],
  ['   ', ''],
  ['\t\r\n\u0000', ''],
  ['\u200b\u200d\u2060\ufeff', ''],
  ['\u00ad\u3164\u2800\ufe0f', ''],
  ['\u202e\u202c', ''],
  ['\u{e0041}', ''],
  ['会议室', '会议室'],
  ['🏢', '🏢'],
  ['❤️', '❤️'],
])('reads %j as the name %j', (text, name) => {
  expect(readableText(text)).toBe(name)
  expect(v.is(Name, text)).toBe(name !== '')
})

test.each([
  ['Maple', 'room_1', 'Maple'],
  [null, 'room_1', 'room_1'],
  [undefined, ' room_1 ', 'room_1'],
  [null, '\u200b ', '?'],
])('for the name %j and the ID %j, shows %j', (name, id, shown) => {
  expect(nameOrId(name, id)).toBe(shown)
})

test('accepts IDs with special characters, and rejects the empty string and property names of Object.prototype', () => {
  for (const id of ['room/1', '#', '?', '+', '%', '.', '..', ' ', 'Büro', '\ud800']) {
    expect(isId(id)).toBe(true)
  }
  for (const id of ['', '__proto__', 'constructor', 'toString']) expect(isId(id)).toBe(false)
})

test('reads a malformed field as null and leaves an absent field absent', () => {
  const schema = v.object({ a: optionalField(FiniteNumber), b: optionalField(FiniteNumber) })
  expect(v.parse(schema, { a: '12' })).toEqual({ a: null })
  expect(v.parse(schema, JSON.parse('{"a":1e999,"b":3}'))).toEqual({ a: null, b: 3 })
})

test.each([
  ['null', null],
  ['undefined', undefined],
  ['an object', { 0: 1 }],
  ['a string', '12'],
])('reads %s as an empty list', (_, value) => {
  expect(v.parse(lenientList(FiniteNumber), value)).toEqual([])
})

test('keeps the valid entries of a list and drops the rest', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.jsonValue())), (values) => {
      // A negative zero is read as 0.
      const numbers = values.flatMap((value) => (typeof value === 'number' ? [value + 0] : []))
      expect(v.parse(lenientList(FiniteNumber), values)).toEqual(numbers)
    }),
  )
})

const family = '👨‍👩‍👧‍👦'
/** With the `u` flag, matches only unpaired surrogates. */
const loneSurrogate = /\p{Surrogate}/u
test.each([
  ['letters', 'x'.repeat(100_000), `${'x'.repeat(199)}…`],
  ['words', 'word '.repeat(20_000), `${'word '.repeat(39)}word…`],
  ['emoji of several code points', family.repeat(5_000), `${family.repeat(18)}…`],
  ['surrogate pairs', '🏢'.repeat(5_000), `${'🏢'.repeat(99)}…`],
  ['combining marks', `e${'\u0301'.repeat(50_000)}`, `e${'\u0301'.repeat(8)}`],
  ['exactly 200 letters', 'x'.repeat(200), 'x'.repeat(200)],
])('limits a name of %s to 200 UTF-16 code units', (_, text, name) => {
  expect(v.parse(Name, text)).toBe(name)
  expect(nameOrId(text, 'id')).toBe(name)
  expect(nameOrId(null, text)).toBe(name)
})

test('truncates a name between characters, without a joiner before the ellipsis', () => {
  const chain = `👩${'\u200d👩'.repeat(1_000)}`
  const name = displayName(chain)
  expect(name.length).toBeLessThanOrEqual(maxNameLength)
  expect(name).toMatch(/^👩.*👩…$/u)
  expect(name).not.toMatch(loneSurrogate)
})

test('truncates every name to 200 code units without splitting a surrogate pair, and does not truncate it again', () => {
  const unit = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(unit, fc.nat(1_000), (text, times) => {
      const name = displayName(text.repeat(times))
      expect(plainName(name).length).toBeLessThanOrEqual(maxNameLength)
      expect(displayName(name)).toBe(name)
      expect(name).not.toMatch(loneSurrogate)
    }),
  )
})

test('a truncated name begins like the name', () => {
  /** Returns whether `displayName` keeps all characters of a string; it replaces line separators, for example. */
  const isClean = (text: string) => plainName(displayName(`x${text}x`)) === `x${text}x`
  const unit = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(isClean)
  fc.assert(
    fc.property(unit, fc.nat(1_000), (text, times) => {
      const long = text.repeat(times)
      const kept = Array.from(plainName(displayName(long)).replace(/…$/, ''))
      expect(Array.from(readableText(long)).slice(0, kept.length)).toEqual(kept)
    }),
  )
})

test.each([
  ['00-17-0D-00-00-00-00-01', '00-17-0d-00-00-00-00-01'],
  [' 00-17-0d-00-00-00-00-01\t', '00-17-0d-00-00-00-00-01'],
  ['\u200b00-17\ufeff-01\u00a0', '00-17-01'],
  ['CONSTRUCTOR', ''],
  ['__PROTO__', ''],
  [' \u200b', ''],
  ['', ''],
])('normalises the MAC address %j to %j', (text, mac) => {
  expect(normalizeMac(text)).toBe(mac)
  expect(normalizeMac(mac)).toBe(mac)
})

test('encloses a name with right-to-left letters in one isolate, which does not count towards its length', () => {
  const name = 'חדר 5 (א)'
  expect(displayName(name)).toBe(`\u2068${name}\u2069`)
  expect(displayName(displayName(name))).toBe(`\u2068${name}\u2069`)
  expect(plainName(displayName(name))).toBe(name)
  expect(displayName('ג'.repeat(300))).toBe(`\u2068${'ג'.repeat(199)}…\u2069`)
  for (const other of ['Café 3.1', '会議室', 'Δωμάτιο', 'Room 👩‍💻'])
    expect(displayName(other)).toBe(other)
  expect(v.is(SavedViewDraft.entries.name, 'א'.repeat(60))).toBe(true)
  expect(v.is(SavedViewDraft.entries.name, 'א'.repeat(61))).toBe(false)
})

test.each([
  ['a direction override', 'Ma\u202eple', 'Maple'],
  ['isolates without an end', '\u2067Maple\u2066', 'Maple'],
  ['line breaks', 'Maple\r\nFree\u2028now', 'Maple Free now'],
  ['half surrogate pairs', '\ud83cMaple\udfe2', 'Maple'],
  ['many combining marks', `M${'\u0301'.repeat(50)}`, `M${'\u0301'.repeat(8)}`],
  ['right-to-left letters and marks', '\u200fאורן', '\u2068\u200fאורן\u2069'],
])(
  'removes or isolates characters that would disrupt the text around a name: %s',
  (_, text, name) => {
    expect(displayName(text)).toBe(name)
    for (const schema of [BoardDraft.entries.name, SavedViewDraft.entries.name]) {
      expect(v.parse(schema, text)).toBe(name)
    }
    expect(v.parse(Overrides, { rooms: { room_1: { name: text } } }).rooms?.['room_1']?.name).toBe(
      name,
    )
  },
)

test('truncates a string before a character that does not fit as a whole', () => {
  expect(truncateText('ab🏢', 3)).toBe('ab')
  expect(truncateText('ab🏢', 4)).toBe('ab🏢')
})
