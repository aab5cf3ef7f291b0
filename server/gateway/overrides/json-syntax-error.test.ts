import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonSyntaxError, isJson } from './json-syntax-error.ts'

test.each([
  ['', 1, 1, 'Expected a value.'],
  ['{', 1, 2, 'Expected a comma or }.'],
  ['{"a": 1,}', 1, 9, 'a key in double quotes'],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'Expected a comma, or the end'],
  ['{\r\n  "a" 1\r\n}', 2, 7, 'a colon'],
  ["{'a': 1}", 1, 2, 'or a key in double quotes'],
  ['{"a": [1, 2}', 1, 12, 'Expected a comma, or the end'],
  ['[1,]', 1, 4, 'Expected a value.'],
  ['{"a": 01}', 1, 8, 'Expected a comma, or the end'],
  ['{"a": 1.}', 1, 7, 'This number is incomplete.'],
  ['{"a": TRUE}', 1, 7, 'Expected a value or a key'],
  ['{"a": "b\nc"}', 1, 7, 'This string is missing its closing quote.'],
  ['{"a": 1} // why', 1, 10, 'Comments are not allowed.'],
  ['{\n"a": 1,\n"b": 2,\n"a": 3}', 4, 1, 'Duplicate key'],
  ['{"a": 1, "\\u0061": 2}', 1, 10, 'Duplicate key'],
  ['[1, \u00a02]', 1, 5, 'Expected a value or a key'],
])('reports the position and cause of the error in %j', (text, line, column, message) => {
  expect(findJsonSyntaxError(text)).toEqual({
    line,
    column,
    message: expect.stringContaining(message),
  })
})

test('rejects extremely deep nesting without a stack overflow', () => {
  expect(findJsonSyntaxError('['.repeat(1_000_000))).toMatchObject({
    message: 'Too many nested levels.',
  })
})

test('rejects a very long unterminated string without a crash', () => {
  const text = `"${'x'.repeat(2_000_000)}`
  expect(findJsonSyntaxError(text)).toMatchObject({ line: 1, column: 1 })
})

test('accepts everything that JSON.stringify writes, with or without whitespace', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
      expect(findJsonSyntaxError(JSON.stringify(value, null, indent))).toBeNull()
    }),
  )
})

test('rejects everything that JSON.parse rejects', () => {
  const broken = fc
    .tuple(
      fc.jsonValue({ maxDepth: 4 }),
      fc.nat(),
      fc.constantFrom(...'{ } [ ] " , : \\ e - 1 . x'.split(' '), '\n'),
    )
    .map(([value, at, character]) => {
      const text = JSON.stringify(value)
      const place = at % (text.length + 1)
      return text.slice(0, place) + character + text.slice(place + (at % 2))
    })
  fc.assert(
    fc.property(broken, (text) => {
      if (!isJson(text)) expect(findJsonSyntaxError(text)).not.toBeNull()
      else expect(findJsonSyntaxError(text)?.message ?? 'Duplicate key').toMatch('Duplicate key')
    }),
    { numRuns: 2_000 },
  )
})
