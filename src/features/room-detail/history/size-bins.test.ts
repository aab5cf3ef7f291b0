import { expect, test } from 'vitest'
import { labelStep } from './group-size-chart.tsx'
import { toSizeBins } from './size-bins.ts'

test('shows one bar per person up to the capacity or the largest group', () => {
  const bins = toSizeBins(
    [
      { people: 1, minutes: 30 },
      { people: 5, minutes: 10 },
    ],
    4,
  )
  expect(bins.map(({ minutes }) => minutes)).toEqual([30, 0, 0, 0, 10])
})

test('groups sizes of large rooms, so that at most 24 bars are shown', () => {
  const bins = toSizeBins([{ people: 96, minutes: 20 }], 120)
  expect(bins).toHaveLength(24)
  expect(bins[19]).toEqual({ from: 96, to: 100, minutes: 20 })
})

test('labels only every second or fifth bar if the bars are narrower than their labels', () => {
  const pairs = toSizeBins([{ people: 40, minutes: 10 }], 40)
  expect(pairs[5]).toMatchObject({ from: 11, to: 12 })
  expect(labelStep(pairs, 60)).toBe(1)
  expect(labelStep(pairs, 38)).toBe(2)
  const single = toSizeBins([{ people: 14, minutes: 10 }], 14)
  expect(labelStep(single, 24)).toBe(1)
  expect(labelStep(single, 16)).toBe(5)
})
