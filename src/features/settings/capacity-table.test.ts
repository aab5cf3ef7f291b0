import { expect, test } from 'vitest'
import { parseCapacityTable } from './capacity-table.ts'
import { findRoomSettings } from '#src/domain/settings/room-settings.ts'

const makeRow = (id: string, name: string, capacity: number | null, fileCapacity?: number) =>
  findRoomSettings(
    { id, name, kind: null, capacity, floorId: 'f1' },
    {
      values: {},
      origins: {},
      file: fileCapacity === undefined ? null : { rooms: { [id]: { capacity: fileCapacity } } },
    },
  )
const rooms = [
  makeRow('room_1', 'Oak', 12),
  makeRow('room_2', 'Café "Süd", left', null),
  makeRow('room_3', 'Twin', 4),
  makeRow('room_4', 'Twin', 4),
  makeRow('room_5', 'Booth 3.1', 1, 1),
]
const read = (text: string) => {
  const { changes, unchanged, problems } = parseCapacityTable(text, rooms)
  return {
    changes: changes.map(({ row, capacity }) => [row.id, capacity]),
    unchanged,
    problems: problems.map(({ line, problem }) => [line, problem]),
  }
}

test.each([
  ['tabs', 'Oak\t14\nroom_3\t6'],
  ['commas with a header', '\uFEFFRoom,Floor,Capacity\r\nOak,Floor 2,14\r\nroom_3,Floor 2,6\r\n'],
  ['semicolons and an ID column', 'id;name;seats\nroom_1;Another name;14\nroom_3;Twin;6'],
  ['other columns without a header', 'Main building\tOak\t14\nMain building\troom_3\t6'],
])('reads a table with %s', (_, text) => {
  expect(read(text)).toEqual({
    changes: [
      ['room_1', 14],
      ['room_3', 6],
    ],
    unchanged: 0,
    problems: [],
  })
})

test('finds names regardless of case, accents and quotes', () => {
  expect(read('oak,14\n"CAFE ""SUD"", left",30').changes).toEqual([
    ['room_1', 14],
    ['room_2', 30],
  ])
})

test('reports lines that it cannot import', () => {
  expect(
    read('Oak\t12\nTwin\t6\nNowhere\t3\nOak\tmany\n\nOak\t13\nBooth 3.1\t2\nroom_2\t0'),
  ).toEqual({
    changes: [],
    unchanged: 1,
    problems: [
      [2, 'ambiguous-room'],
      [3, 'unknown-room'],
      [4, 'invalid-capacity'],
      [6, 'repeated'],
      [7, 'locked'],
      [8, 'invalid-capacity'],
    ],
  })
})

test('reports nothing for blank lines', () => {
  expect(read(' \n\n')).toEqual({ changes: [], unchanged: 0, problems: [] })
})
