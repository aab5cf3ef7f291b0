import { expect, test } from 'vitest'
import { adjacentRooms } from './panel-header.tsx'

const rooms = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }))

test.each([
  ['a', null, 'B'],
  ['b', 'A', 'C'],
  ['c', 'B', null],
  ['x', null, null],
])('the neighbours of %s are %s and %s', (id, previous, next) => {
  const found = adjacentRooms(rooms, id)
  expect([found.previous?.name ?? null, found.next?.name ?? null]).toEqual([previous, next])
})
