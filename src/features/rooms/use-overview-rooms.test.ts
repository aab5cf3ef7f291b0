import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stableOrder } from './use-overview-rooms.ts'

const order = (ids: string, question = 'occupancy') => ({
  question,
  ids: ids.split('').filter(Boolean),
})
const step = (
  before: string,
  wanted: string,
  { all = wanted, held = true, question = 'occupancy' } = {},
) => stableOrder(order(before), order(wanted, question), new Set(all), held).ids.join('')

test('reorders cards while the order is not frozen', () => {
  expect(step('abc', 'cab', { held: false })).toBe('cab')
})

test('keeps the order of cards while it is frozen', () => {
  expect(step('abc', 'cab')).toBe('abc')
})

test('keeps a card that no longer matches the filters while the order is frozen', () => {
  expect(step('abc', 'ac', { all: 'abc' })).toBe('abc')
})

test('removes rooms that no longer exist and appends new ones while the order is frozen', () => {
  expect(step('abc', 'dca', { all: 'acd' })).toBe('acd')
})

test('applies a new sort or filter immediately, even while the order is frozen', () => {
  expect(step('abc', 'cab', { question: 'name' })).toBe('cab')
})

test('returns the same object when the order is unchanged', () => {
  const before = order('abc')
  expect(stableOrder(before, order('abc'), new Set('abc'), false)).toBe(before)
  expect(stableOrder(before, order('cba'), new Set('abc'), true)).toBe(before)
})

test('never changes the relative order of existing cards while the order is frozen', () => {
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
