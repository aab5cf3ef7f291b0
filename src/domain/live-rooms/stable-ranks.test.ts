import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStableFilter, stabilizeRanks, type StableRanks } from './stable-ranks.ts'

const dwellMs = 60_000
/** Returns the ranks after polls five seconds apart, given the room's rank in each poll. */
const after = (ranks: readonly number[], begin: StableRanks = new Map()) =>
  ranks.reduce(
    (held, rank, poll) => stabilizeRanks(held, [['maple', rank]], poll * 5_000, dwellMs),
    begin,
  )
const rankOf = (held: StableRanks) => held.get('maple')?.rank

test('moves a room to the front as soon as it has a problem', () => {
  expect(rankOf(after([4, 0]))).toBe(0)
})

test('keeps the rank of a room that fluctuates around its capacity', () => {
  for (let polls = 1; polls <= 50; polls += 1) {
    expect(rankOf(after(Array.from({ length: polls }, (_, poll) => (poll % 2) * 4)))).toBe(0)
  }
})

test('moves a room back after a minute without a problem', () => {
  const well = (polls: number) => after([0, ...Array.from({ length: polls }, () => 4)])
  expect(rankOf(well(11))).toBe(0)
  expect(rankOf(well(12))).toBe(4)
})

test('ranks a returning room by its current state', () => {
  const gone = stabilizeRanks(after([0]), [], 5_000, dwellMs)
  expect(stabilizeRanks(gone, [['maple', 4]], 10_000, dwellMs).get('maple')?.rank).toBe(4)
})

test('drops a rank whose time is in the future', () => {
  const held = stabilizeRanks(new Map(), [['maple', 0]], 1e12, dwellMs)
  expect(stabilizeRanks(held, [['maple', 4]], 0, dwellMs).get('maple')?.rank).toBe(4)
})

test('never ranks a room behind its current rank, and drops a rank after the dwell time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 40 }), (ranks) => {
      const rank = rankOf(after(ranks)) ?? Number.NaN
      const recent = ranks.slice(-dwellMs / 5_000)
      expect(rank).toBeLessThanOrEqual(ranks.at(-1) ?? Number.NaN)
      expect(recent).toContain(rank)
    }),
  )
})

test('changes the order at most twice per dwell time while a room fluctuates', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (over) => {
      let held: StableRanks = new Map()
      let changes = 0
      let before = ''
      over.forEach((isOver, poll) => {
        const ranks = [
          ['maple', isOver ? 0 : 4],
          ['cedar', 1],
        ] as const
        held = stabilizeRanks(held, ranks, poll * 5_000, dwellMs)
        const order = ranks
          .toSorted(([a], [b]) => (held.get(a)?.rank ?? 0) - (held.get(b)?.rank ?? 0))
          .join()
        if (order.split(',')[0] !== before) changes += 1
        before = order.split(',')[0] ?? ''
      })
      // Sixty polls are five dwell times: in each, the room moves back and to the front at most once.
      expect(changes).toBeLessThanOrEqual(1 + 2 * 5)
    }),
  )
})

const condition = { idOf: ({ id }: { id: string }) => id, matches: isOver }
function isOver({ people }: { people: number }): boolean {
  return people > 6
}

test('a filter keeps an item that matches in every second poll, and drops it after the dwell time', () => {
  const filter = createStableFilter()
  const ids = (people: number, poll: number, meaning = 'over') =>
    filter(meaning, [{ id: 'maple', people }], condition, poll * 5_000, 5_000).map(({ id }) => id)
  expect(ids(6, 0)).toEqual([])
  for (let poll = 1; poll <= 10; poll += 1) expect(ids(6 + (poll % 2), poll)).toEqual(['maple'])
  // Maple last matched in the ninth poll.
  expect(ids(6, 20)).toEqual(['maple'])
  expect(ids(6, 21)).toEqual([])
})

test('a filter with another meaning applies immediately', () => {
  const filter = createStableFilter()
  const count = (people: number, meaning: string) =>
    filter(meaning, [{ id: 'maple', people }], condition, 0, 5_000).length
  expect([count(7, 'over'), count(6, 'over'), count(6, 'other')]).toEqual([1, 1, 0])
})
