import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countOnce } from './count-once.ts'

const homes = new Map<string, string | null>([
  ['a', 'room_2'],
  ['b', 'room_3'],
  ['c', null],
])

test('readings without repetition are the same object, and the topology is not asked', () => {
  const readings = { room_1: { a: 1, b: 2 }, room_2: { c: 3 }, room_3: {} }
  expect(countOnce(readings, () => expect.fail('asked'))).toBe(readings)
})

test.each([
  ['the room that the topology puts it in', 'a', { room_1: {}, room_2: { a: 2 } }],
  ['the first by id where that room has no reading of it', 'b', { room_1: { b: 1 }, room_2: {} }],
  ['the first by id where it is in no room', 'c', { room_1: { c: 1 }, room_2: {} }],
  ['the first by id where the topology does not know it', 'x', { room_1: { x: 1 }, room_2: {} }],
])('a sensor that reports under two rooms counts in %s', (_, mac, expected) => {
  const readings = { room_2: { [mac]: 2 }, room_1: { [mac]: 1 } }
  expect(countOnce(readings, () => homes)).toEqual(expected)
})

test('rooms that are malformed as a whole all stay so', () => {
  const readings = { room_1: { '*': 0 }, room_2: { '*': 0, a: 1 }, room_3: { a: 2 } }
  expect(countOnce(readings, () => homes)).toEqual({ ...readings, room_3: {} })
})

test('every sensor counts in exactly one of the rooms that it reports under', () => {
  const macs = fc.constantFrom('a', 'b', 'c', 'x', 'y')
  const rooms = fc.constantFrom('room_1', 'room_2', 'room_3', 'room_4')
  fc.assert(
    fc.property(fc.dictionary(rooms, fc.dictionary(macs, fc.nat())), (readings) => {
      const once = countOnce(readings, () => homes)
      expect(Object.keys(once)).toEqual(Object.keys(readings))
      for (const mac of new Set(Object.values(readings).flatMap((one) => Object.keys(one)))) {
        const counting = Object.entries(once).filter(([, sensors]) => Object.hasOwn(sensors, mac))
        expect(counting).toHaveLength(1)
        for (const [roomId, sensors] of counting) {
          expect(sensors[mac]).toBe(readings[roomId]?.[mac])
        }
      }
    }),
  )
})
