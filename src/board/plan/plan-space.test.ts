import { expect, test } from 'vitest'
import { makeRoom } from '#src/testing/fixtures.ts'
import type { BoardScreen } from '#src/contract/board.ts'
import { countTruncatedNames, truncatedNamesMessage } from './plan-space.ts'

const rooms = ['Oak', 'Client Presentation Suite', 'Maple'].map((name, index) =>
  makeRoom({
    id: `r${index}`,
    name,
    capacity: 8,
    outline: [
      [5 * index, 0],
      [5 * index + 5, 0],
      [5 * index + 5, 5],
      [5 * index, 5],
    ],
  }),
)
const floor = { id: 'f1', name: 'Floor 1' }
const board = (distanceMetres: number, shortNames: Record<string, string> = {}) => ({
  name: 'Lobby',
  layout: 'plan' as const,
  screen: {
    diagonalInches: 55,
    aspect: '16:9',
    orientation: 'landscape',
    distanceMetres,
  } satisfies BoardScreen,
  shortNames,
})

const messageOf = (one: ReturnType<typeof board>) =>
  truncatedNamesMessage([countTruncatedNames(one, rooms, floor)])

test('counts the rooms whose names do not fit the plan at the viewing distance', () => {
  expect(messageOf(board(3))).toBeNull()
  expect(messageOf(board(7))).toBe('1 of 3 rooms is too small to show its full name.')
  expect(messageOf(board(7, { r1: 'Suite' }))).toBeNull()
  expect(messageOf(board(20))).toMatch(/^[23] of 3 rooms are too small/)
})
