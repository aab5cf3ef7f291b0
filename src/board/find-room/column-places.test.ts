import { expect, test } from 'vitest'
import { placeColumns } from './column-places.ts'

const fit = { across: 3, cardsAcross: 1, rows: 6, card: { width: 40, height: 20 } }
const spans = (across: number, roomCounts: number[]) =>
  placeColumns({ ...fit, across }, roomCounts).map(({ span }) => span)
const rows = (roomCounts: number[], count: number) =>
  placeColumns({ ...fit, across: 2, rows: count }, roomCounts).map(({ cardRows }) => cardRows)

test('widens the columns with the most rooms in a row of columns that is not full', () => {
  expect(spans(3, [4, 9, 2, 3, 8])).toEqual([1, 1, 1, 1, 2])
  expect(spans(3, [4, 9, 2, 8, 3])).toEqual([1, 1, 1, 2, 1])
  expect(spans(2, [4, 9, 2])).toEqual([1, 1, 2])
  expect(spans(4, [9, 9, 9, 9, 1])).toEqual([1, 1, 1, 1, 4])
  expect(spans(3, [4, 9, 2])).toEqual([1, 1, 1])
})

test('a wider column has more cards side by side, or wider cards if it has few rooms', () => {
  const many = placeColumns(fit, [4, 9, 2, 3, 8]).at(-1)
  expect(many).toMatchObject({ cardColumns: 2, cardRows: 2, places: 4 })
  expect(many?.card.width).toBeCloseTo(40)
  const few = placeColumns(fit, [1, 1, 1, 1, 1])[3]
  expect(few).toMatchObject({ span: 2, cardColumns: 1, places: 1 })
  expect(few?.card.width).toBeGreaterThan(80)
})

test('gives rows of columns with many rooms more rows of cards, but no row that would stay empty', () => {
  expect(rows([30, 40, 50, 75, 5], 8)).toEqual([3, 3, 4, 4, 1])
  expect(rows([1, 1, 5, 6], 12)).toEqual([1, 1, 5, 6])
  expect(rows([9, 9], 3)).toEqual([3, 3])
  expect(rows([9, 9, 50, 75], 4)).toEqual([2, 2, 2, 2])
})

test('in a column with few rooms, cards are taller to fill the column, but at most twice as tall', () => {
  const [few, many] = placeColumns({ ...fit, across: 2, rows: 2 }, [1, 9])
  expect(many).toMatchObject({ cardRows: 2, card: { height: 20 } })
  expect(few).toMatchObject({ cardRows: 1, places: 1 })
  // Two cards of 20 with a gap of 1.8 between them.
  expect(few?.card.height).toBeCloseTo(41.8)
  expect(rows([2, 9], 3)).toEqual([2, 3])
  expect(rows([1, 9], 5)).toEqual([3, 5])
})

test('places cards side by side in a column', () => {
  const [first, second] = placeColumns({ ...fit, across: 1, cardsAcross: 2, rows: 4 }, [9, 1])
  expect(first).toMatchObject({ cardColumns: 2, cardRows: 3, places: 6 })
  expect(first?.card.width).toBeCloseTo(40)
  expect(second).toMatchObject({ cardColumns: 1, cardRows: 1, places: 1 })
})
