import { expect, test } from 'vitest'
import { layOutBoardFloor } from './board-floor.ts'
import { scaleBoardLabels } from './board-label-sizes.ts'

const sizes = { name: 35.2, least: 28.2, figure: 80 }
const space = { width: 1696, height: 720 }

const lettersOf = (count: number, name = 'Maple') => {
  const rooms = Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    name,
    capacity: 10,
    isPrivate: false,
  }))
  const drawn = rooms.map(({ id }, index) => ({
    id,
    outline: [
      [5 * index, 0],
      [5 * index + 5, 0],
      [5 * index + 5, 7],
      [5 * index, 7],
    ] as const,
    rotation: 0,
  }))
  const floor = layOutBoardFloor(drawn, space)
  return floor && scaleBoardLabels(rooms, floor, sizes)
}

test('on a floor of few rooms letters are larger than they have to be, all by as much', () => {
  expect(lettersOf(3)?.name).toBeCloseTo(52.8)
  expect(lettersOf(3)?.figure).toBeCloseTo(120)
  expect(lettersOf(8)).toEqual(sizes)
})

test('one room that could not say everything keeps them as they were', () => {
  expect(lettersOf(4, 'Vorstandsbesprechungszimmer')).toEqual(sizes)
})
