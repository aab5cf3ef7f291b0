import { butlrSampleMetrics } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { classifyFreshness } from './freshness.ts'
import { metricDefinitions, sumMetric } from './metrics.ts'
import {
  isBusy,
  minBusyPeople,
  omitsZeros,
  type RoomOccupancy,
  roomState,
} from './room-occupancy.ts'
import type { MetricValues } from '#src/contract/reporting.ts'
import { computeTotals } from './totals.ts'

const exact = (people: number): RoomOccupancy => ({
  kind: 'exact',
  people,
  contributions: [],
  reportingSensors: 2,
  expectedSensors: 2,
})
const atLeast = (people: number): RoomOccupancy => ({
  kind: 'at-least',
  people,
  contributions: [],
  reportingSensors: 1,
  expectedSensors: 2,
})
const none: RoomOccupancy = {
  kind: 'none',
  seenAt: null,
  contributions: [],
  reportingSensors: 0,
  expectedSensors: 1,
}

test.each([
  ['0 people in a room for 10', 'free', exact(0), 10],
  ['1 person in a room for 10', 'in-use', exact(1), 10],
  ['6 people in a room for 10', 'in-use', exact(6), 10],
  ['7 people in a room for 10', 'busy', exact(7), 10],
  ['9 people in a room for 10', 'busy', exact(9), 10],
  ['10 people in a room for 10', 'full', exact(10), 10],
  ['11 people in a room for 10', 'over', exact(11), 10],
  ['1 person in a room for 1', 'full', exact(1), 1],
  ['500 people in a room of unknown capacity', 'in-use', exact(500), null],
  ['0 people in a room of unknown capacity', 'free', exact(0), null],
  ['an unknown number of people in a room for 10', 'no-data', none, 10],
  ['at least 7 people in a room for 10', 'busy', atLeast(7), 10],
  ['at least 0 people in a room for 10', 'no-data', atLeast(0), 10],
] as const)('the state of %s is %s', (_, state, occupancy, capacity) => {
  expect(roomState(occupancy, capacity)).toBe(state)
})

test('the busy threshold has no rounding error, and the smallest busy number of people agrees with it', () => {
  for (let capacity = 1; capacity <= 120; capacity += 1) {
    for (let percent = 1; percent <= 100; percent += 1) {
      const threshold = percent / 100
      const least = Math.ceil((percent * capacity) / 100)
      expect(minBusyPeople(capacity, threshold)).toBe(least)
      expect(isBusy(least, capacity, threshold)).toBe(true)
      expect(isBusy(least - 1, capacity, threshold)).toBe(false)
      if (least < capacity) expect(roomState(exact(least), capacity, threshold)).toBe('busy')
    }
  }
})

test.each([
  [0, 5, 'live'],
  [9.9, 5, 'live'],
  [10, 5, 'late'],
  [59.9, 5, 'late'],
  [60, 5, 'stale'],
  [599, 5, 'stale'],
  [600, 5, 'no-data'],
  [119, 60, 'live'],
  [120, 60, 'stale'],
  [1_199, 600, 'live'],
  [1_200, 600, 'stale'],
  [1_800, 600, 'no-data'],
  [-4, 5, 'live'],
  [-6, 5, 'no-data'],
  [-7_200, 600, 'no-data'],
] as const)('a reading %d s old with a poll interval of %d s is %s', (age, interval, expected) => {
  expect(classifyFreshness(age * 1_000, interval * 1_000)).toBe(expected)
})

test('sums every metric except the standard deviation', () => {
  expect(metricDefinitions.map(({ name }) => [name, sumMetric(name, butlrSampleMetrics)])).toEqual([
    ['last', 3],
    ['first', 2],
    ['max', 5],
    ['min', 2],
    ['mean', 1.0289855072463767 + 2.5185185185185186],
    ['median', 4],
    ['sum', 139],
    ['count', 96],
    ['stddev', null],
  ])
})

test('returns no room sum when a sensor lacks the metric or there are no sensors', () => {
  const [first, second] = butlrSampleMetrics
  expect(sumMetric('max', [first, { ...second, max: null }])).toBeNull()
  expect(sumMetric('last', [])).toBeNull()
})

test('marks the totals as a lower bound when one room is incomplete', () => {
  const rooms = [
    { id: 'maple', occupancy: exact(6), capacity: 10 },
    { id: 'oak', occupancy: exact(15), capacity: 12 },
    { id: 'kitchen', occupancy: exact(40), capacity: null },
    { id: 'alder', occupancy: exact(0), capacity: 6 },
  ]
  expect(computeTotals(rooms)).toEqual({
    people: 61,
    atLeast: false,
    incompleteRooms: 0,
    inUse: 3,
    rooms: 4,
    busiest: { id: 'oak', people: 15, capacity: 12 },
    reportingSensors: 8,
    expectedSensors: 8,
  })
  const partial = computeTotals([...rooms, { id: 'hazel', occupancy: none, capacity: 6 }])
  expect(partial).toMatchObject({
    people: 61,
    atLeast: true,
    incompleteRooms: 1,
    reportingSensors: 8,
    expectedSensors: 9,
  })
})

test('a room without sensors does not make the totals incomplete', () => {
  const bare = { ...none, expectedSensors: 0 }
  expect(computeTotals([{ id: 'store', occupancy: bare, capacity: null }])).toMatchObject({
    atLeast: false,
    rooms: 1,
  })
})

test('excludes an outdated last-known value from the totals', () => {
  const old: RoomOccupancy = { ...none, kind: 'last-known', people: 9, seenAt: 0, isRecent: false }
  expect(computeTotals([{ id: 'library', occupancy: old, capacity: 16 }])).toMatchObject({
    people: 0,
    atLeast: true,
    inUse: 0,
  })
})

test('counts a room with a recent last-known value as in use but excludes its people', () => {
  const lastKnown = { ...none, kind: 'last-known', seenAt: 0, isRecent: true } as const
  const rooms = [9, 0].map((people) => ({
    id: `room-${people}`,
    occupancy: { ...lastKnown, people },
    capacity: 16,
  }))
  expect(computeTotals(rooms)).toMatchObject({ people: 0, atLeast: true, inUse: 1, busiest: null })
})

test('detects omitted zeros only when at least 12 sensors report and none reports a zero', () => {
  const metrics = (min: number) => ({
    kind: 'reading' as const,
    metrics: { ...sampleMetrics(), min },
  })
  expect(omitsZeros(Array.from({ length: 12 }, () => metrics(1)))).toBe(true)
  expect(omitsZeros(Array.from({ length: 11 }, () => metrics(1)))).toBe(false)
  expect(omitsZeros([...Array.from({ length: 40 }, () => metrics(1)), metrics(0)])).toBe(false)
})

function sampleMetrics(): MetricValues {
  const [first] = butlrSampleMetrics
  return first
}
