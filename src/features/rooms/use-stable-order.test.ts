import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stableOrder } from './use-stable-order.ts'

const order = (ids: string, question = 'occupancy') => ({
  question,
  ids: ids.split('').filter(Boolean),
})
const step = (
  before: string,
  wanted: string,
  { all = wanted, held = true, question = 'occupancy' } = {},
) => stableOrder(order(before), order(wanted, question), new Set(all), held).ids.join('')

test('cards follow the figures while nobody points at them', () => {
  expect(step('abc', 'cab', { held: false })).toBe('cab')
})

test('cards keep their places while the reader points at them', () => {
  expect(step('abc', 'cab')).toBe('abc')
})

test('a card that a filter would take away stays under the pointer', () => {
  expect(step('abc', 'ac', { all: 'abc' })).toBe('abc')
})

test('a room that no longer exists goes at once, and a new one comes at the end', () => {
  expect(step('abc', 'dca', { all: 'acd' })).toBe('acd')
})

test('a new question is answered at once, also under the pointer', () => {
  expect(step('abc', 'cab', { question: 'name' })).toBe('cab')
})

test('nothing changes when nothing changed', () => {
  const before = order('abc')
  expect(stableOrder(before, order('abc'), new Set('abc'), false)).toBe(before)
  expect(stableOrder(before, order('cba'), new Set('abc'), true)).toBe(before)
})

test('while it is held, no card that exists loses its place before another', () => {
  const letters = fc.uniqueArray(fc.constantFrom(...'a b c d e f g h'.split(' ')))
  fc.assert(
    fc.property(letters, letters, (before, wanted) => {
      const all = new Set(wanted)
      const ids = stableOrder(
        { question: '', ids: before },
        { question: '', ids: wanted },
        all,
        true,
      ).ids
      expect(ids.slice(0, before.filter((id) => all.has(id)).length)).toEqual(
        before.filter((id) => all.has(id)),
      )
      expect(new Set(ids)).toEqual(all)
    }),
  )
})
