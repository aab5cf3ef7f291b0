import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdRanks, type HeldRanks } from './held-ranks.ts'

const dwellMs = 60_000
/** The ranks after polls five seconds apart, in each of which the room has one of these. */
const after = (ranks: readonly number[], begin: HeldRanks = new Map()) =>
  ranks.reduce(
    (held, rank, poll) => holdRanks(held, [['maple', rank]], poll * 5_000, dwellMs),
    begin,
  )
const rankOf = (held: HeldRanks) => held.get('maple')?.rank

test('a room that becomes a problem ranks as one at once', () => {
  expect(rankOf(after([4, 0]))).toBe(0)
})

test('a room that hovers at its capacity keeps its rank', () => {
  for (let polls = 1; polls <= 50; polls += 1) {
    expect(rankOf(after(Array.from({ length: polls }, (_, poll) => (poll % 2) * 4)))).toBe(0)
  }
})

test('a room that is well for a minute ranks as that', () => {
  const well = (polls: number) => after([0, ...Array.from({ length: polls }, () => 4)])
  expect(rankOf(well(11))).toBe(0)
  expect(rankOf(well(12))).toBe(4)
})

test('a room that comes back is ranked by what it is then', () => {
  const gone = holdRanks(after([0]), [], 5_000, dwellMs)
  expect(holdRanks(gone, [['maple', 4]], 10_000, dwellMs).get('maple')?.rank).toBe(4)
})

test('a rank from a time that has not come yet is not held', () => {
  const held = holdRanks(new Map(), [['maple', 0]], 1e12, dwellMs)
  expect(holdRanks(held, [['maple', 4]], 0, dwellMs).get('maple')?.rank).toBe(4)
})

test('a room ranks no later than it should, and no rank outlives its dwell', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 40 }), (ranks) => {
      const rank = rankOf(after(ranks)) ?? Number.NaN
      const recent = ranks.slice(-dwellMs / 5_000)
      expect(rank).toBeLessThanOrEqual(ranks.at(-1) ?? Number.NaN)
      expect(recent).toContain(rank)
    }),
  )
})

test('while nothing gets worse, the order of rooms changes at most once in a dwell', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (over) => {
      let held: HeldRanks = new Map()
      let changes = 0
      let before = ''
      over.forEach((isOver, poll) => {
        const ranks = [
          ['maple', isOver ? 0 : 4],
          ['cedar', 1],
        ] as const
        held = holdRanks(held, ranks, poll * 5_000, dwellMs)
        const order = ranks
          .toSorted(([a], [b]) => (held.get(a)?.rank ?? 0) - (held.get(b)?.rank ?? 0))
          .join()
        if (order.split(',')[0] !== before) changes += 1
        before = order.split(',')[0] ?? ''
      })
      // Sixty polls are five dwells: to the back once in each, and to the front again.
      expect(changes).toBeLessThanOrEqual(1 + 2 * 5)
    }),
  )
})
