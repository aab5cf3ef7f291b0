import { expect, test } from 'vitest'
import { describedRoom } from '#src/topology/examples.ts'
import type { BoardScreen } from '#src/wall-display/board-contract.ts'
import { namelessInWords } from './nameless-rooms.ts'

const rooms = ['Oak', 'Client Presentation Suite', 'Maple'].map((name, index) =>
  describedRoom({
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
const floors = [{ id: 'f1', name: 'Floor 1' }]
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

test('whoever makes a plan is told how many rooms are too small for their names from where people stand', () => {
  expect(namelessInWords(board(3), rooms, floors)).toBeNull()
  expect(namelessInWords(board(7), rooms, floors)).toBe(
    '1 of 3 rooms is too small on this plan for its whole name.',
  )
  expect(namelessInWords(board(7, { r1: 'Suite' }), rooms, floors)).toBeNull()
  expect(namelessInWords(board(20), rooms, floors)).toMatch(/^[23] of 3 rooms are too small/)
})
