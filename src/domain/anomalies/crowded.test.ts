import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { crowdedRoom } from './crowded.ts'
import { metricsOf, spanOf, steady } from '#src/testing/example-span.ts'

test.each([
  ['one too many', 12, { a: steady(30, 6), b: steady(30, 7) }, 13],
  ['just full', 12, { a: steady(30, 6), b: steady(30, 6) }, null],
  ['one too many but for a minute', 12, { a: steady(30, 6), b: [...steady(29, 7), 6] }, null],
  ['a sensor that was silent for a while does not count', 5, { a: steady(20, 9) }, null],
  ['nobody knows the capacity', null, { a: steady(30, 90) }, null],
])('a room for its capacity: %s', (_, capacity, counts, people) => {
  expect(
    crowdedRoom(spanOf(30, counts), capacity).map((one) => 'people' in one && one.people),
  ).toEqual(people === null ? [] : [people])
})

test('a room that is said to be crowded was so in every minute', () => {
  const minutes = fc.array(fc.integer({ min: 3, max: 9 }), { minLength: 30, maxLength: 30 })
  fc.assert(
    fc.property(minutes, minutes, fc.nat(12), (a, b, capacity) => {
      const sensors = new Map([
        ['a', metricsOf(a)],
        ['b', metricsOf(b)],
      ])
      const [crowded] = crowdedRoom({ ...spanOf(30, {}), sensors }, capacity)
      if (!crowded) return
      const people = a.map((count, index) => count + (b[index] ?? 0))
      expect(Math.min(...people)).toBeGreaterThan(capacity)
    }),
  )
})
