import * as fc from 'fast-check'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { expect, test } from 'vitest'
import {
  flag,
  oneOf,
  optionalText,
  positiveInteger,
  textList,
  toQuery,
  typedText,
  withParam,
  type UrlParam,
} from './url-state.ts'

const colour = oneOf('colour', ['red', 'green'], 'red')
const seats = positiveInteger('seats', 100)

test.each([
  ['a string', optionalText('place'), '?place=a%26b', 'a&b'],
  ['an absent string', optionalText('place'), '', null],
  ['an empty string', optionalText('place'), '?place=', null],
  ['typed text that is too long', typedText('q', 3), '?q=maple', 'map'],
  ['a known value', colour, '?colour=green', 'green'],
  ['an unknown value', colour, '?colour=blue', 'red'],
  ['a flag', flag('order', 'reversed'), '?order=reversed', true],
  ['another value of a flag', flag('order', 'reversed'), '?order=1', false],
  ['an integer', seats, '?seats=6', 6],
  ['an integer above the maximum', seats, '?seats=101', null],
  ['an integer with many digits', seats, `?seats=${'9'.repeat(400)}`, null],
  ['a number that is not a positive integer', seats, '?seats=1e1', null],
  ['a list', textList('tag'), '?tag=a&tag=&tag=b&tag=a', ['a', 'b']],
])('reads %s as $3', (_, param: Pick<UrlParam<unknown>, 'read'>, query, value) => {
  expect(param.read(new URLSearchParams(query))).toEqual(value)
})

test('omits defaults and keeps other parameters', () => {
  expect(withParam('?colour=green&other=1', colour, 'red')).toBe('?other=1')
  expect(withParam('?colour=green', colour, 'red')).toBe('')
  expect(withParam('?other=1', seats, 6)).toBe('?other=1&seats=6')
  expect(withParam('?seats=6', seats, null)).toBe('')
})

test('a string and a list with arbitrary IDs survive a round trip through a URL', () => {
  const [place, tags] = [optionalText('place'), textList('tag')]
  fc.assert(
    fc.property(arbitraryId(), fc.uniqueArray(arbitraryId()), (id, ids) => {
      const query = withParam(withParam('', place, id), tags, ids)
      const { searchParams } = new URL(query, 'http://x.example')
      expect(place.read(searchParams)).toBe(id)
      expect(tags.read(searchParams)).toEqual(ids)
    }),
    { numRuns: 500 },
  )
  expect(toQuery(new URLSearchParams())).toBe('')
})

test('leaves IDs with common characters readable in a URL', () => {
  expect(withParam('', optionalText('place'), 'space_2xq-Z9')).toBe('?place=space_2xq-Z9')
})
