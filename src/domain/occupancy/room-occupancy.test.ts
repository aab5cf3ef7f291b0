import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type RoomInputs,
  type SensorReading,
  computeRoomOccupancy,
  roomState,
} from './room-occupancy.ts'
import { isPlausibleCount, maximumPlausibleCount } from './plausible-counts.ts'
import { type MetricValues } from '#src/contract/reporting.ts'
import { dropImplausibleMetrics } from './metrics.ts'
import { computeTotals } from './totals.ts'

const interval = 5_000
const now = 1_000_000_000
const minute = 60_000

const counts = (last: number): SensorReading => ({
  kind: 'reading',
  metrics: {
    last,
    first: null,
    max: null,
    min: null,
    mean: null,
    median: null,
    sum: null,
    count: null,
    stddev: null,
  } satisfies MetricValues,
})

const room = (inputs: Partial<RoomInputs>): RoomInputs => ({
  expectedSensors: null,
  healthCheckedAt: null,
  readings: {},
  vanished: {},
  at: now,
  omitsZeros: false,
  maximumCount: 1_000,
  ...inputs,
})

const computeRoom = (inputs: Partial<RoomInputs>) => computeRoomOccupancy(room(inputs), interval)

const pair = [
  { mac: 'a', online: true },
  { mac: 'b', online: true },
]

test('sums `last` over the sensors of a room', () => {
  const occupancy = computeRoom({ readings: { a: counts(1), b: counts(2) } })
  expect(occupancy).toMatchObject({
    kind: 'exact',
    people: 3,
    reportingSensors: 2,
    expectedSensors: 2,
  })
})

test('when a sensor is missing, returns a lower bound and the number of reporting sensors', () => {
  const occupancy = computeRoom({ expectedSensors: pair, readings: { a: counts(7) } })
  expect(occupancy).toMatchObject({
    kind: 'at-least',
    people: 7,
    reportingSensors: 1,
    expectedSensors: 2,
  })
})

test('treats a malformed sensor as missing, not as zero', () => {
  const occupancy = computeRoom({ readings: { a: counts(7), b: { kind: 'malformed' } } })
  expect(occupancy).toMatchObject({
    kind: 'at-least',
    people: 7,
    reportingSensors: 1,
    expectedSensors: 2,
  })
  expect(occupancy.contributions[1]).toMatchObject({ mac: 'b', kind: 'missing', why: 'malformed' })
})

test('a room missing from the response is free when its sensors are online', () => {
  const occupancy = computeRoom({ expectedSensors: pair, healthCheckedAt: now })
  expect(occupancy).toMatchObject({
    kind: 'exact',
    people: 0,
    reportingSensors: 0,
    expectedSensors: 2,
  })
  expect(roomState(occupancy, 10)).toBe('free')
})

test('a room missing from the response has no data when its sensors are offline', () => {
  const offline = pair.map((sensor) => ({ ...sensor, online: false }))
  const occupancy = computeRoom({ expectedSensors: offline, healthCheckedAt: now })
  expect(occupancy).toMatchObject({ kind: 'none', expectedSensors: 2 })
  expect(roomState(occupancy, 10)).toBe('no-data')
})

test('does not infer a zero from sensor health older than the last reading', () => {
  const inputs = {
    expectedSensors: [{ mac: 'a', online: true }],
    vanished: { a: { last: 5, seenAt: now - 10_000 } },
  }
  expect(computeRoom({ ...inputs, healthCheckedAt: now - 20_000 })).toMatchObject({
    kind: 'last-known',
    people: 5,
  })
  expect(computeRoom({ ...inputs, healthCheckedAt: now })).toMatchObject({
    kind: 'exact',
    people: 0,
  })
})

test('keeps the last value of a vanished room for ten minutes when there is no topology', () => {
  const vanishedFor = (age: number) =>
    computeRoom({ vanished: { a: { last: 4, seenAt: now - age } } })
  expect(vanishedFor(minute)).toMatchObject({
    kind: 'last-known',
    people: 4,
    seenAt: now - minute,
    isRecent: false,
  })
  expect(vanishedFor(minute - 1)).toMatchObject({ isRecent: true })
  expect(vanishedFor(10 * minute)).toMatchObject({
    kind: 'none',
    seenAt: now - 10 * minute,
  })
})

test('a room without sensors has no data', () => {
  expect(computeRoom({ expectedSensors: [] })).toMatchObject({
    kind: 'none',
    expectedSensors: 0,
  })
})

test('counts a silent online sensor as zero when the API omits zeros', () => {
  const inputs = { expectedSensors: pair, healthCheckedAt: now, readings: { a: counts(7) } }
  expect(computeRoom(inputs).kind).toBe('at-least')
  expect(computeRoom({ ...inputs, omitsZeros: true })).toMatchObject({
    kind: 'exact',
    people: 7,
  })
})

const anyReading = fc.oneof(
  fc.integer({ min: 0, max: 500 }).map(counts),
  fc.constant<SensorReading>({ kind: 'malformed' }),
)
const anyReadings = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), anyReading)
const anyExpected = fc.option(
  fc.uniqueArray(
    fc.record({
      mac: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      online: fc.constantFrom(true, false, null),
    }),
    { selector: (sensor) => sensor.mac },
  ),
)

test('the sum never grows when a sensor goes silent', () => {
  fc.assert(
    fc.property(anyReadings, anyExpected, (readings, expected) => {
      const whole = computeRoom({ readings, expectedSensors: expected, healthCheckedAt: now })
      for (const silent of Object.keys(readings)) {
        const rest = Object.fromEntries(Object.entries(readings).filter(([mac]) => mac !== silent))
        const part = computeRoom({
          readings: rest,
          expectedSensors: expected,
          healthCheckedAt: now,
        })
        const people = (occupancy: typeof whole) =>
          occupancy.kind === 'none' ? 0 : occupancy.people
        expect(people(part)).toBeLessThanOrEqual(people(whole))
      }
    }),
  )
})

test('an exact occupancy has no missing sensor, and the number of people is always finite and non-negative', () => {
  fc.assert(
    fc.property(anyReadings, anyExpected, (readings, expected) => {
      const occupancy = computeRoom({ readings, expectedSensors: expected, healthCheckedAt: now })
      expect(occupancy.reportingSensors).toBeLessThanOrEqual(occupancy.expectedSensors)
      if (occupancy.kind === 'exact')
        expect(occupancy.contributions.every(({ kind }) => kind !== 'missing')).toBe(true)
      if (occupancy.kind !== 'none') {
        expect(occupancy.people).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(occupancy.people)).toBe(true)
      }
    }),
  )
})

test.each([
  ['ten times the capacity', 6, null, 60],
  ['1,000 without a capacity', null, null, 1_000],
  ['the operator’s limit', 6, 7, 7],
  ['the operator’s limit without a capacity', null, 20_000, 20_000],
])('the maximum plausible count is %s', (_, capacity, maximumSensorCount, maximum) => {
  expect(maximumPlausibleCount({ capacity, maximumSensorCount })).toBe(maximum)
})

test.each([
  [0, true],
  [60, true],
  [61, false],
  [-1, false],
  [2.5, false],
  [123_456_789, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('with a maximum of 60, isPlausibleCount(%s) is %s', (count, plausible) => {
  expect(isPlausibleCount(count, 60)).toBe(plausible)
})

const metrics = (last: number, rest: Partial<MetricValues> = {}): MetricValues => ({
  last,
  first: last,
  max: last,
  min: last,
  mean: last,
  median: last,
  sum: last,
  count: 1,
  stddev: 0,
  ...rest,
})
const inputsFor = (...counts: number[]) => ({
  expectedSensors: null,
  healthCheckedAt: null,
  readings: Object.fromEntries(
    counts.map(
      (last, index) => [`s${index}`, { kind: 'reading', metrics: metrics(last) }] as const,
    ),
  ),
  vanished: {},
  at: 1_000_000,
  omitsZeros: false,
  maximumCount: 60,
})

test('treats a sensor with an implausible count as missing and returns a lower bound', () => {
  const occupancy = computeRoomOccupancy(inputsFor(4, 4, 1, 2, 1, 123_456_789), 5_000)
  expect(occupancy).toMatchObject({
    kind: 'at-least',
    people: 12,
    reportingSensors: 5,
    expectedSensors: 6,
  })
  expect(occupancy.contributions[5]).toMatchObject({ why: 'implausible', count: 123_456_789 })
  const sum = computeTotals([{ id: 'maple', occupancy, capacity: 6 }])
  expect(sum).toMatchObject({
    people: 12,
    atLeast: true,
    incompleteRooms: 1,
    reportingSensors: 5,
    expectedSensors: 6,
  })
})

test('the sum is a lower bound while the room might have other sensors', () => {
  const unknown = { ...inputsFor(4, 1), sensorsUnknown: true }
  expect(computeRoomOccupancy(unknown, 5_000)).toMatchObject({ kind: 'at-least', people: 5 })
  expect(computeRoomOccupancy(inputsFor(4, 1), 5_000)).toMatchObject({ kind: 'exact', people: 5 })
})

test('a room whose only sensor reports an implausible count has no data', () => {
  expect(computeRoomOccupancy(inputsFor(61), 5_000)).toMatchObject({ kind: 'none' })
})

test('ignores an implausible last known count of a vanished sensor', () => {
  const vanished = { s0: { last: 61, seenAt: 999_000 }, s1: { last: 3, seenAt: 999_000 } }
  const occupancy = computeRoomOccupancy({ ...inputsFor(), vanished }, 5_000)
  expect(occupancy).toMatchObject({ kind: 'last-known', people: 3 })
})

test('the number of people never exceeds the maximum count times the number of reporting sensors', () => {
  const counts = fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { maxLength: 8 })
  fc.assert(
    fc.property(counts, (some) => {
      const occupancy = computeRoomOccupancy(inputsFor(...some), 5_000)
      const people = occupancy.kind === 'none' ? 0 : occupancy.people
      expect(people).toBeLessThanOrEqual(60 * occupancy.reportingSensors)
      expect(Number.isInteger(people)).toBe(true)
    }),
  )
})

test('replaces implausible metrics with null', () => {
  const glitched = metrics(3, { max: 123_456_789, mean: 41_000, sum: 123_456_800, stddev: 9_999 })
  expect(dropImplausibleMetrics(glitched, 60)).toEqual({
    ...metrics(3),
    max: null,
    mean: null,
    sum: null,
    stddev: null,
  })
  expect(dropImplausibleMetrics(metrics(3), 60)).toEqual(metrics(3))
})
