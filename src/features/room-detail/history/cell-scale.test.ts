import { expect, test } from 'vitest'
import { createCellScale } from './cell-scale.ts'
import { listBlueSteps } from './scale-legend.tsx'

test('cells show the share of capacity: four blue steps, busy from 70%, over capacity above 100%', () => {
  const { kind, stepAt } = createCellScale(10, 12, null)
  expect(kind).toBe('capacity')
  expect([0, 1, 2, 3, 4, 5, 6, 6.9, 7, 10, 11].map(stepAt)).toEqual([
    'free',
    '1',
    '1',
    '2',
    '2',
    '3',
    '3',
    '4',
    'busy',
    'busy',
    'over',
  ])
})

test('cells become busy at the threshold of their room', () => {
  expect(createCellScale(20, 12, 0.9).stepAt(17)).toBe('4')
  expect(createCellScale(20, 12, 0.9).stepAt(18)).toBe('busy')
  expect(createCellScale(20, 12, 0.55).stepAt(11)).toBe('busy')
  expect([1, 2, 3, 4, 5].map(createCellScale(10, 12, 0.4).stepAt)).toEqual([
    '1',
    '2',
    '3',
    'busy',
    'busy',
  ])
})

test.each([
  [null, ['1–20%', '21–40%', '41–60%', '61–69%']],
  [0.9, ['1–20%', '21–40%', '41–60%', '61–89%']],
  [0.57, ['1–14%', '15–28%', '29–42%', '43–56%']],
  [0.04, ['1%', '2%', '3%']],
  [0.01, []],
])('with a busy threshold of %s, the legend lists the shares %j', (threshold, labels) => {
  const steps = listBlueSteps(createCellScale(10, 12, threshold))
  expect(steps.map(({ label }) => label)).toEqual(labels)
})

test('without a capacity, cells show people in four steps up to the peak', () => {
  const { kind, limits, stepAt } = createCellScale(null, 8, null)
  expect(kind).toBe('people')
  expect(limits).toEqual([2, 4, 6])
  expect([0, 2, 3, 6, 8].map(stepAt)).toEqual(['free', '1', '2', '3', '4'])
})
