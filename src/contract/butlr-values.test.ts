import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  FiniteNumber,
  isEventTime,
  isId,
  isPlannedTime,
  lenientList,
  Name,
  nameOrId,
  optionalField,
  readableText,
} from './butlr-values.ts'

const now = Date.UTC(2026, 10, 26, 12)

test.each([
  ['now', now, true],
  ['the start of 2015', Date.UTC(2015, 0), true],
  ['two minutes ahead', now + 120_000, true],
  ['one millisecond more than two minutes ahead', now + 120_001, false],
  ['the end of 2014', Date.UTC(2015, 0) - 1, false],
  ['seconds instead of milliseconds', now / 1_000, false],
  ['microseconds', now * 1_000, false],
  ['NaN', Number.NaN, false],
  ['infinity', Number.POSITIVE_INFINITY, false],
])('checks the plausibility of an event time: %s', (_, at, expected) => {
  expect(isEventTime(at, now)).toBe(expected)
})

test.each([
  ['in ten years', Date.UTC(2036, 0), true],
  ['after 2100', Date.UTC(2100, 0) + 1, false],
  ['before 2015', Date.UTC(2014, 11, 31), false],
  ['NaN', Number.NaN, false],
])('checks the plausibility of a planned time: %s', (_, at, expected) => {
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
  [null, '\u200b ', 'Unnamed'],
])('shows the name %j of the ID %j as %j', (name, id, shown) => {
  expect(nameOrId(name, id)).toBe(shown)
})

test('accepts any text as an ID except the empty string and properties of Object.prototype', () => {
  for (const id of ['room/1', '#', '?', '+', '%', '.', '..', ' ', 'Büro', '\ud800']) {
    expect(isId(id)).toBe(true)
  }
  for (const id of ['', '__proto__', 'constructor', 'toString']) expect(isId(id)).toBe(false)
})

test('reads a malformed field as null and leaves an absent one absent', () => {
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

test('keeps the valid entries of a list and drops all others', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.jsonValue())), (values) => {
      const numbers = values.filter((value) => typeof value === 'number')
      expect(v.parse(lenientList(FiniteNumber), values)).toEqual(numbers)
    }),
  )
})
