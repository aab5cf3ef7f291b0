import { expect, test } from 'vitest'
import { wholeRoomKey } from '#src/contract/butlr-values.ts'
import { countSensorsOnce, roomCounts, toReadingColumns } from './reading-columns.ts'

const countsOf = (data: unknown) => [...roomCounts(toReadingColumns(data))]

test('keys counts by normalised MAC address, and keeps the valid count if an address has two readings', () => {
  const sensors = { ' 00-17-0D ': { last: 2 }, '00-17-0d': null, CONSTRUCTOR: { last: 4 } }
  expect(countsOf({ room_1: sensors, room_2: { '\u200bAC-01': { last: 1 } } })).toEqual([
    ['room_1', [{ mac: '00-17-0d', count: 2 }]],
    ['room_2', [{ mac: 'ac-01', count: 1 }]],
  ])
})

test('keeps rooms without sensors, and malformed rooms and sensors without a count, but no test devices', () => {
  const data = {
    room_1: { 'ac-01': { last: -1 }, 'ac-02': 'x', 'fa-ke-01': { last: 3 } },
    room_2: null,
    room_3: [],
    room_4: 7,
  }
  expect(countsOf(data)).toEqual([
    [
      'room_1',
      [
        { mac: 'ac-01', count: null },
        { mac: 'ac-02', count: null },
      ],
    ],
    ['room_2', []],
    ['room_3', []],
    ['room_4', [{ mac: wholeRoomKey, count: null }]],
  ])
})

test('if a sensor is listed in two rooms, counts it only in the room to which the topology assigns it', () => {
  const columns = toReadingColumns({
    room_1: { a: { last: 1 }, b: { last: 2 } },
    room_2: { a: { last: 1 } },
  })
  const once = countSensorsOnce(columns, new Map([['a', 'room_2']]))
  expect([...roomCounts(once)]).toEqual([
    ['room_1', [{ mac: 'b', count: 2 }]],
    ['room_2', [{ mac: 'a', count: 1 }]],
  ])
  expect(countSensorsOnce(once, new Map())).toBe(once)
})
