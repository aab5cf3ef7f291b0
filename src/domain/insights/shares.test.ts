import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareUse, computeShares, equationDecimals, toPercent, type OpenUse } from './shares.ts'

const makeUse = (some: Partial<OpenUse>): OpenUse => ({
  openMinutes: 600,
  knownOpenMinutes: 500,
  completeOpenMinutes: 450,
  knownHours: 8,
  usedHours: 4,
  minutesInUse: 160,
  personMinutes: 640,
  ...some,
})

test('utilisation is frequency × occupancy when in use, and a used hour counts in full', () => {
  const shares = computeShares([{ use: makeUse({}), capacity: 8 }])
  expect(shares.frequency).toEqual({ value: 0.5, part: 4, whole: 8 })
  expect(shares.occupancyInUse).toEqual({ value: 0.5, part: 640, whole: 1_280 })
  expect(shares.utilisation).toBe(0.25)
  expect(shares.known).toEqual({ value: 500 / 600, part: 500, whole: 600 })
  expect(shares.complete).toEqual({ value: 0.75, part: 450, whole: 600 })
})

test('the shares of a place are computed from sums over its rooms', () => {
  const rooms = [
    { use: makeUse({}), capacity: 8 },
    { use: makeUse({ usedHours: 1, minutesInUse: 40, personMinutes: 40 }), capacity: 16 },
  ]
  const shares = computeShares(rooms)
  expect(shares.frequency).toEqual({ value: 5 / 16, part: 5, whole: 16 })
  expect(shares.occupancyInUse).toEqual({ value: 680 / 1_920, part: 680, whole: 1_920 })
})

test('rooms without a capacity count towards the frequency only', () => {
  const rooms = [
    { use: makeUse({}), capacity: 8 },
    { use: makeUse({ usedHours: 8 }), capacity: null },
  ]
  const shares = computeShares(rooms)
  expect(shares.frequency?.value).toBe(12 / 16)
  expect(shares.occupancyInUse?.value).toBe(0.5)
  expect(shares.utilisation).toBe(0.375)
  const unknown = computeShares([{ use: makeUse({}), capacity: null }])
  expect(unknown).toMatchObject({ occupancyInUse: null, utilisation: null })
})

test('a room that was never used has no occupancy when in use, and a utilisation of 0', () => {
  const unused = makeUse({ usedHours: 0, minutesInUse: 0, personMinutes: 0 })
  expect(computeShares([{ use: unused, capacity: 8 }])).toMatchObject({
    frequency: { value: 0 },
    occupancyInUse: null,
    utilisation: 0,
  })
})

test('without a known hour in opening hours, no share is known', () => {
  const none = makeUse({
    openMinutes: 0,
    knownOpenMinutes: 0,
    completeOpenMinutes: 0,
    knownHours: 0,
    usedHours: 0,
    minutesInUse: 0,
    personMinutes: 0,
  })
  const unknown = {
    frequency: null,
    occupancyInUse: null,
    utilisation: null,
    decimals: 0,
    known: null,
    complete: null,
  }
  expect(computeShares([{ use: none, capacity: 8 }])).toEqual(unknown)
  expect(computeShares([])).toEqual(unknown)
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

test.each([
  [104, 'equal'],
  [106, 'busier'],
  [96, 'equal'],
  [94, 'quieter'],
  [0, 'quieter'],
] as const)('%i used hours are %s compared with 100', (usedHours, result) => {
  const sharesOf = (hours: number, capacity: number | null) =>
    computeShares([{ use: makeUse({ knownHours: 200, usedHours: hours }), capacity }])
  for (const capacity of [8, null]) {
    expect(compareUse(sharesOf(usedHours, capacity), sharesOf(100, capacity))).toEqual({
      basis: capacity === null ? 'frequency' : 'utilisation',
      result,
    })
  }
})

test('a room that is used for the first time is busier, and without a known hour there is no comparison', () => {
  const sharesOf = (some: Partial<OpenUse>) => computeShares([{ use: makeUse(some), capacity: 8 }])
  expect(compareUse(sharesOf({}), sharesOf({ usedHours: 0 }))?.result).toBe('busier')
  expect(compareUse(sharesOf({ usedHours: 0 }), sharesOf({ usedHours: 0 }))?.result).toBe('equal')
  expect(compareUse(sharesOf({}), sharesOf({ knownHours: 0, usedHours: 0 }))).toBeNull()
})
