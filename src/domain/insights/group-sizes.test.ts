import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addMinutesByPeople,
  findLargestUsualGroup,
  findPeopleAtShare,
  findSizeLevel,
  computeServedShare,
  toServedPercent,
  findTypicalGroup,
  toSizeBins,
  type MinutesByPeople,
} from './group-sizes.ts'

const sizes: MinutesByPeople = [
  [1, 40],
  [3, 10],
  [4, 45],
  [9, 5],
]

test('the typical group is the median over the minutes in use', () => {
  expect(findTypicalGroup(sizes)).toBe(3)
  expect(findTypicalGroup([[2, 1]])).toBe(2)
  expect(findTypicalGroup([])).toBeNull()
})

test('a group at the busy threshold counts as busy, and a group above the capacity counts as over', () => {
  const room = { capacity: 20, busyThreshold: 0.55 }
  expect([10, 11, 20, 21].map((people) => findSizeLevel(people, room))).toEqual([
    'use',
    'busy',
    'busy',
    'over',
  ])
  expect(findSizeLevel(14, { capacity: 20, busyThreshold: null })).toBe('busy')
  expect(findSizeLevel(99, { capacity: null, busyThreshold: 0.55 })).toBe('use')
})

test('a share of the minutes that is a whole number of minutes has no rounding error', () => {
  for (let percent = 1; percent <= 100; percent += 1) {
    const minutes: MinutesByPeople = [
      [1, percent],
      [2, 100 - percent],
    ]
    expect(findPeopleAtShare(minutes, percent / 100)).toBe(1)
  }
})

test('returns the number of people that 95% of the minutes in use do not exceed', () => {
  expect(findLargestUsualGroup(sizes)).toBe(4)
  expect(findLargestUsualGroup([...sizes, [10, 1]])).toBe(9)
})

test('the served share is the share of the minutes in use with at most as many people as seats', () => {
  expect(computeServedShare(sizes, 3)).toBe(0.5)
  expect(computeServedShare(sizes, 8)).toBe(0.95)
  expect(computeServedShare([], 8)).toBe(1)
})

test('a served share is printed as 100% only if no minute had more people', () => {
  expect(toServedPercent(0.999)).toBe(99)
  expect(toServedPercent(0.944)).toBe(94)
  expect(toServedPercent(1)).toBe(100)
})

test('the group size at a share is the element at that rank of all minutes, sorted by number of people', () => {
  const entries = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 20 })),
  )
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 100 }), (minutes, percent) => {
      const sorted = minutes
        .flatMap(([people, count]) => Array<number>(count).fill(people))
        .toSorted((a, b) => a - b)
      const rank = Math.ceil((percent / 100) * sorted.length)
      const pooled = addMinutesByPeople(minutes.map((entry) => [entry]))
      expect(findPeopleAtShare(pooled, percent / 100)).toBe(sorted[rank - 1] ?? null)
    }),
  )
})

test('returns one range per number of people, up to the capacity or the largest group', () => {
  const bins = toSizeBins(
    [
      [1, 30],
      [5, 10],
    ],
    4,
  )
  expect(bins.map(({ minutes }) => minutes)).toEqual([30, 0, 0, 0, 10])
})

test('large rooms have at most 24 ranges, each of several numbers of people', () => {
  const bins = toSizeBins([[96, 20]], 120)
  expect(bins).toHaveLength(24)
  expect(bins[19]).toEqual({ from: 96, to: 100, minutes: 20 })
})
