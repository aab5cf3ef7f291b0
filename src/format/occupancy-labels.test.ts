import { expect, test } from 'vitest'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { busiestRoom, floorSummary, peopleTotal } from '#messages/occupancy.ts'
import { roomCardLabel, describeSensors, sumRoomCards } from './occupancy-labels.ts'
import { makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { toDisplayedOccupancy, toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'

const minuteAgo = { people: 5, seenAt: 1_000 }

test.each<[string, LiveRoomFixture, Freshness]>([
  ['Maple, 6 of 10 people, in use', {}, 'live'],
  ['Maple, 6 of 10 people, in use', {}, 'late'],
  ['room_xxx1, 3 people, in use', { name: 'room_xxx1', capacity: null, sensors: [1, 2] }, 'live'],
  ['Kitchen, 1 person, in use', { name: 'Kitchen', capacity: null, sensors: [1] }, 'live'],
  ['Kitchen, 0 people, free', { name: 'Kitchen', capacity: null, sensors: [0] }, 'live'],
  ['Booth 3.1, 1 of 1 person, full', { name: 'Booth 3.1', capacity: 1, sensors: [1] }, 'live'],
  [
    'Desks South, 31 of 40 people, busy',
    { name: 'Desks South', capacity: 40, sensors: [31] },
    'live',
  ],
  ['Oak, 15 of 12 people, 3 over', { name: 'Oak', capacity: 12, sensors: [15] }, 'live'],
  ['Alder, 0 of 6 people, free', { name: 'Alder', capacity: 6, sensors: ['quiet'] }, 'live'],
  [
    'Arena, 1,204 of 1,500 people, busy',
    { name: 'Arena', capacity: 1500, sensors: [1204] },
    'live',
  ],
  ['Maple, at least 7 people, 1 of 2 sensors reporting', { sensors: [7, 'missing'] }, 'live'],
  ['Maple, at least 1 person, 1 of 2 sensors reporting', { sensors: [1, 'missing'] }, 'live'],
  ['Maple, at least 15 people, 1 of 2 sensors reporting', { sensors: [15, 'missing'] }, 'live'],
  [
    'Maple, at least 12 people, 2 of 3 sensors reporting, 1 implausible',
    { sensors: [7, 5, 'implausible'] },
    'live',
  ],
  ['Maple, at least 7 people, out of date', { sensors: [7, 'missing'] }, 'stale'],
  ['Maple, no data', { sensors: [0, 'missing'] }, 'live'],
  ['Maple, no data', { sensors: ['missing'] }, 'live'],
  ['Maple, no data', { sensors: [] }, 'live'],
  ['Maple, no data', {}, 'no-data'],
  [
    'Library, 5 of 16 people, out of date',
    { name: 'Library', capacity: 16, sensors: [5] },
    'stale',
  ],
  [
    'Library, 5 of 16 people, out of date',
    { name: 'Library', capacity: 16, sensors: ['missing'], lastKnown: minuteAgo },
    'stale',
  ],
  ['Kitchen, 5 people, out of date', { name: 'Kitchen', capacity: null, sensors: [5] }, 'stale'],
])('the accessible name of a card is "%s"', (name, fixture, freshness) => {
  const room = makeLiveRoom(fixture)
  expect(roomCardLabel(room, toDisplayedOccupancy(room, freshness, null))).toBe(name)
})

test.each<[string, boolean, LiveRoomFixture['sensors']]>([
  ['2 of 2 sensors', false, [1, 2]],
  ['1 of 1 sensor', false, [0]],
  ['1 of 2 sensors', true, [1, 'missing']],
  ['0 of 1 sensor', true, ['missing']],
  ['2 sensors, quiet', false, ['quiet', 'quiet']],
  ['1 sensor, quiet', false, ['quiet']],
  ['1 of 2 sensors, 0 people counted', true, [0, 'missing']],
  ['2 of 3 sensors, 0 people counted, 1 implausible', true, [0, 0, 'implausible']],
  ['1 of 2 sensors, 1 quiet', false, [1, 'quiet']],
  ['1 of 3 sensors, 1 quiet', true, [1, 'quiet', 'missing']],
  ['5 of 6 sensors, 1 implausible', true, [4, 4, 1, 2, 1, 'implausible']],
  ['0 of 1 sensor, 1 implausible', true, ['implausible']],
  ['1 of 3 sensors, 1 quiet, 1 implausible', true, [1, 'quiet', 'implausible']],
  ['No sensors', false, []],
])('describes the sensors of a room as "%s" (missing: %s)', (words, missing, sensors = []) => {
  expect(describeSensors(makeLiveRoom({ sensors }).occupancy)).toMatchObject({ words, missing })
})

test('omits the number of reporting sensors if the occupancy has expired', () => {
  expect(describeSensors(makeLiveRoom({ sensors: [1, 'missing'] }).occupancy, true)).toEqual({
    words: '2 sensors',
    warningFirst: '2 sensors',
    missing: false,
  })
})

const sum = (...rooms: LiveRoomFixture[]) =>
  sumRoomCards(
    toRoomCardModels(rooms.map(makeLiveRoom), new Map(), {
      at: 0,
      freshness: 'live',
      intervalMs: 5_000,
    }),
  )

test('the label of the people total includes the number of incomplete rooms', () => {
  expect(peopleTotal(sum({ sensors: [6] }))).toBe('people now')
  expect(peopleTotal(sum({ sensors: [1] }))).toBe('person now')
  expect(peopleTotal(sum({ sensors: [6, 'missing'] }))).toBe('people now · 1 room missing data')
  expect(peopleTotal(sum({ sensors: ['missing'] }, { sensors: [1, 'missing'] }))).toBe(
    'people now · 2 rooms missing data',
  )
})

test('the label of the busiest room shows its utilisation, or that no capacity is set', () => {
  expect(busiestRoom(sum({ sensors: [15], capacity: 12 }))).toBe('busiest · 125% of capacity')
  expect(busiestRoom(sum({ sensors: [15], capacity: null }))).toBe('busiest · no capacity set')
  expect(busiestRoom(sum({ sensors: [0] }))).toBe('busiest · no one detected')
  expect(busiestRoom(sum({ sensors: [1], capacity: 1 }))).toBe('busiest')
})

test('the floor summary shows people and rooms in use', () => {
  expect(floorSummary(sum({ sensors: [6] }, { sensors: [0] }))).toBe(
    '6 people · 1 of 2 rooms in use',
  )
  expect(floorSummary(sum({ sensors: [6] }, { sensors: [1, 'missing'] }))).toBe(
    '7+ people · 2 of 2 rooms in use',
  )
  expect(floorSummary(sum({ sensors: [1] }))).toBe('1 person · 1 of 1 room in use')
})

test.each<[string, LiveRoomFixture['sensors']]>([
  ['1 implausible, 0 of 1 sensor', ['implausible']],
  ['2 implausible, 1 of 4 sensors, 1 quiet', [1, 'quiet', 'implausible', 'implausible']],
  ['1 of 2 sensors', [1, 'missing']],
])('puts the warning first where the text may be truncated: "%s"', (words, sensors = []) => {
  const { occupancy } = makeLiveRoom({ sensors })
  expect(describeSensors(occupancy).warningFirst).toBe(words)
})
