import { expect, test } from 'vitest'
import { adjacentRooms } from './panel-header.tsx'

const rooms = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }))

test.each([
  ['a', null, 'B'],
  ['b', 'A', 'C'],
  ['c', 'B', null],
  ['x', null, null],
])('for the room %s, the previous room is %s and the next room is %s', (id, previous, next) => {
  const found = adjacentRooms(rooms, id)
  expect([found.previous?.name ?? null, found.next?.name ?? null]).toEqual([previous, next])
})
