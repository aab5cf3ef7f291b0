import { expect, test } from 'vitest'
import { placeColumns } from './column-places.ts'

const fit = { across: 3, places: 3, card: { width: 40, height: 20 } }
const spans = (across: number, roomCounts: number[]) =>
  placeColumns({ ...fit, across }, roomCounts).map(({ span }) => span)

test('widens the columns with the most rooms in a row that is not full', () => {
  expect(spans(3, [4, 9, 2, 3, 8])).toEqual([1, 1, 1, 1, 2])
  expect(spans(3, [4, 9, 2, 8, 3])).toEqual([1, 1, 1, 2, 1])
  expect(spans(2, [4, 9, 2])).toEqual([1, 1, 2])
  expect(spans(4, [9, 9, 9, 9, 1])).toEqual([1, 1, 1, 1, 4])
  expect(spans(3, [4, 9, 2])).toEqual([1, 1, 1])
})

test('a wider column has more cards side by side, or wider cards if it has few rooms', () => {
  const many = placeColumns(fit, [4, 9, 2, 3, 8]).at(-1)
  expect(many).toMatchObject({ cardColumns: 2, places: 6 })
  expect(many?.cardWidth).toBeCloseTo(40)
  const few = placeColumns(fit, [4, 9, 2, 2, 3]).at(-1)
  expect(few).toMatchObject({ cardColumns: 1, places: 3 })
  expect(few?.cardWidth).toBeGreaterThan(80)
})
