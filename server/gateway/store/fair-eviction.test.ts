import { expect, test } from 'vitest'
import { fairEvictionOrder } from './fair-eviction.ts'

const order = (entries: [key: string, at: number, ...owners: string[]][]) => [
  ...fairEvictionOrder(entries.map(([key, at, ...owners]) => ({ key, at, owners }))),
]

test('evicts the oldest entry of the owner with the most remaining entries', () => {
  expect(
    order([
      ['ada-1', 1, 'ada'],
      ['eve-1', 2, 'eve'],
      ['eve-3', 4, 'eve'],
      ['eve-2', 3, 'eve'],
    ]),
  ).toEqual(['eve-1', 'eve-2', 'ada-1', 'eve-3'])
})

test('at the site with the most entries, evicts the oldest entry of the network with the most entries', () => {
  expect(
    order([
      ['old', 0, 'other site', 'network'],
      ['a', 1, 'site', 'network 1'],
      ['b', 2, 'site', 'network 2'],
      ['c', 3, 'site', 'network 2'],
    ]),
  ).toEqual(['b', 'a', 'old', 'c'])
})

test('evicts nothing from an empty list', () => {
  expect(order([])).toEqual([])
})
