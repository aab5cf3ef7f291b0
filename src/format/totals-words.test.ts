import { expect, test } from 'vitest'
import { exampleRoom, type ExampleRoom } from '#src/testing/example-live-room.ts'
import { roomsInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { busiestLabel, floorLine, peopleLabel, totalsOf } from './totals-words.ts'

const sum = (...rooms: ExampleRoom[]) =>
  totalsOf(
    roomsInView(rooms.map(exampleRoom), new Map(), { at: 0, freshness: 'live', intervalMs: 5_000 }),
  )

test('the people now say when rooms are incomplete', () => {
  expect(peopleLabel(sum({ sensors: [6] }))).toBe('people now')
  expect(peopleLabel(sum({ sensors: [1] }))).toBe('person now')
  expect(peopleLabel(sum({ sensors: [6, 'missing'] }))).toBe('people now, 1 room incomplete')
  expect(peopleLabel(sum({ sensors: ['missing'] }, { sensors: [1, 'missing'] }))).toBe(
    'people now, 2 rooms incomplete',
  )
})

test('the busiest room says how full it is, or that nobody knows', () => {
  expect(busiestLabel(sum({ sensors: [15], capacity: 12 }))).toBe('busiest, 125 % of capacity')
  expect(busiestLabel(sum({ sensors: [15], capacity: null }))).toBe('busiest, capacity not set')
  expect(busiestLabel(sum({ sensors: [0] }))).toBe('busiest, nobody is in')
})

test('a floor says how many people it has and how many of its rooms are in use', () => {
  expect(floorLine(sum({ sensors: [6] }, { sensors: [0] }))).toBe('6 people · 1 of 2 rooms in use')
  expect(floorLine(sum({ sensors: [6] }, { sensors: [1, 'missing'] }))).toBe(
    '7+ people · 2 of 2 rooms in use',
  )
  expect(floorLine(sum({ sensors: [1] }))).toBe('1 person · 1 of 1 room in use')
})
