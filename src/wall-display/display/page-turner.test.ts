import { expect, test } from 'vitest'
import { turned } from './page-turner.ts'

const tenSeconds = () => 10_000

test('what is on a page stays there until the page is turned', () => {
  const first = turned(null, 0, tenSeconds, () => ['a', 'b'])
  expect(turned(first, 9_999, tenSeconds, () => ['b', 'a'])).toBe(first)
  const second = turned(first, 10_000, tenSeconds, () => ['b', 'a'])
  expect(second).toEqual({ pages: ['b', 'a'], index: 1, since: 10_000 })
  expect(turned(second, 20_000, tenSeconds, () => ['b', 'a']).index).toBe(0)
})

test('a board that lost pages shows one that is left', () => {
  const last = { pages: ['a', 'b', 'c'], index: 2, since: 0 }
  expect(turned(last, 10_000, tenSeconds, () => ['a'])).toEqual({
    pages: ['a'],
    index: 0,
    since: 10_000,
  })
})

test('a clock that was set back does not hold a page for ever', () => {
  const first = turned(null, 1_000_000, tenSeconds, () => ['a', 'b'])
  const held = turned(first, 0, tenSeconds, () => ['a', 'b'])
  expect(turned(held, 10_000, tenSeconds, () => ['a', 'b']).index).toBe(1)
})
