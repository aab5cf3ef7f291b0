import { expect, test } from 'vitest'
import { createCellScale } from './cell-scale.ts'

test('cells show the share of capacity: four blue steps, busy from 70%, over capacity above 100%', () => {
  const { kind, stepAt } = createCellScale(10, 12)
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

test('without a capacity, cells show people in four steps up to the peak', () => {
  const { kind, limits, stepAt } = createCellScale(null, 8)
  expect(kind).toBe('people')
  expect(limits).toEqual([2, 4, 6])
  expect([0, 2, 3, 6, 8].map(stepAt)).toEqual(['free', '1', '2', '3', '4'])
})
