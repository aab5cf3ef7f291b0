import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import {
  computeRoomShares,
  equationDecimals,
  findBusiestHour,
  summarizeUseTimes,
  toPercent,
} from './room-figures.ts'

const coverage = {
  minutes: 1_440,
  openMinutes: 600,
  knownOpenMinutes: 500,
  completeOpenMinutes: 450,
  knownMinutes: 1_000,
  completeMinutes: 900,
  estimated: false,
  gaps: [],
  moreGaps: 0,
}

test('utilisation is frequency × occupancy when in use, each with its denominator', () => {
  const shares = computeRoomShares({
    coverage,
    capacity: 8,
    openMinutesInUse: 200,
    openPersonMinutes: 640,
  })
  expect(shares.frequency).toEqual({ value: 0.4, part: 200, whole: 500 })
  expect(shares.occupancyInUse).toEqual({ value: 0.4, part: 640, whole: 1_600 })
  expect(shares.utilisation).toEqual({ value: 0.16, part: 640, whole: 4_000 })
  expect(shares.known).toEqual({ value: 500 / 600, part: 500, whole: 600 })
  expect(shares.complete).toEqual({ value: 0.75, part: 450, whole: 600 })
})

test('a room that was never in use has no occupancy when in use, and a utilisation of 0', () => {
  const unused = { coverage, capacity: 8, openMinutesInUse: 0, openPersonMinutes: 0 }
  expect(computeRoomShares(unused)).toMatchObject({
    frequency: { value: 0 },
    occupancyInUse: null,
    utilisation: { value: 0 },
  })
})

test('without a capacity, only the frequency is known', () => {
  const figures = { coverage, capacity: null, openMinutesInUse: 200, openPersonMinutes: 640 }
  expect(computeRoomShares(figures)).toMatchObject({
    frequency: { value: 0.4 },
    occupancyInUse: null,
    utilisation: null,
  })
})

test('without a known minute in opening hours, no share is known', () => {
  const none = { ...coverage, openMinutes: 0, knownOpenMinutes: 0, completeOpenMinutes: 0 }
  const shares = computeRoomShares({
    coverage: none,
    capacity: 8,
    openMinutesInUse: 0,
    openPersonMinutes: 0,
  })
  expect(shares).toEqual({
    frequency: null,
    occupancyInUse: null,
    utilisation: null,
    decimals: 0,
    known: null,
    complete: null,
  })
})

test.each([
  [0.59, 0.29, 0],
  // 0.5 × 0.335 is 16.75%, rounded 17%, as is 50% × 34%.
  [0.5, 0.335, 0],
  // 0.504 × 0.504 is 25.4%, rounded 25%, as is 50% × 50%.
  [0.504, 0.504, 0],
  // 0.745 × 0.745 is 55.5%, rounded 56%, as is 75% × 75%.
  [0.745, 0.745, 0],
  // 0.944 × 0.944 is 89.1%, but 94% × 94% is 88.4%.
  [0.944, 0.944, 1],
  [0, 0, 0],
  [1, 1, 0],
])('%d × %d is printed with %i decimals', (frequency, occupancy, decimals) => {
  expect(equationDecimals(frequency, occupancy)).toBe(decimals)
})

test('an equation without decimals is correct as printed', () => {
  const share = fc.double({ min: 0, max: 1.5, noNaN: true })
  fc.assert(
    fc.property(share, share, (frequency, occupancy) => {
      if (equationDecimals(frequency, occupancy) === 1) return
      const product = toPercent(frequency * occupancy, 0)
      const printed = toPercent(frequency, 0) * toPercent(occupancy, 0)
      expect(Math.round(printed / 100)).toBe(product)
    }),
  )
})

const weekHour = (weekday: number, hour: number, knownMinutes: number, personMinutes: number) => ({
  weekday,
  hour,
  knownMinutes,
  personMinutes,
  minutesInUse: personMinutes,
  peak: 1,
})

test('the busiest hour has the most people on average over its known minutes', () => {
  const hours = [weekHour(0, 9, 240, 480), weekHour(1, 10, 60, 180), weekHour(4, 10, 240, 720)]
  expect(findBusiestHour(hours)).toMatchObject({ weekday: 1, hour: 10, average: 3 })
})

test('an hour with less than half an hour of data is not the busiest', () => {
  expect(findBusiestHour([weekHour(0, 9, 29, 290), weekHour(0, 10, 30, 30)])?.hour).toBe(10)
})

test('a room that was never in use, or hardly ever, has no busiest hour', () => {
  expect(findBusiestHour([weekHour(0, 9, 60, 0)])).toBeNull()
  expect(findBusiestHour([weekHour(0, 0, 60, 2)])).toBeNull()
  expect(findBusiestHour([weekHour(0, 0, 60, 3)])?.hour).toBe(0)
})

const berlin = toTimeZone('Europe/Berlin')
const useOn = (first: string, last: string) => ({
  firstUse: Date.parse(first),
  lastUse: Date.parse(last),
})

test('typical first and last use are medians of local times, even across a clock change', () => {
  const days = [
    useOn('2026-10-23T07:00Z', '2026-10-23T15:00Z'),
    useOn('2026-10-26T08:30Z', '2026-10-26T16:00Z'),
    useOn('2026-10-27T11:00Z', '2026-10-27T17:30Z'),
    { firstUse: null, lastUse: null },
  ]
  expect(summarizeUseTimes(days, berlin)).toEqual({
    days: 3,
    first: { typical: 9 * 60 + 30, earliest: 9 * 60 },
    last: { typical: 17 * 60, latest: 18 * 60 + 30 },
  })
})

test('for an even number of days, the typical first use is the mean of the two middle times', () => {
  const days = [
    useOn('2026-11-23T08:00Z', '2026-11-23T16:00Z'),
    useOn('2026-11-24T08:31Z', '2026-11-24T17:00Z'),
  ]
  expect(summarizeUseTimes(days, berlin)?.first.typical).toBe(9 * 60 + 16)
})

test('returns no typical times of use for days without use', () => {
  expect(summarizeUseTimes([{ firstUse: null, lastUse: null }], berlin)).toBeNull()
})
