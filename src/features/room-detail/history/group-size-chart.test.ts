import { expect, test } from 'vitest'
import { toSizeBins } from '#src/domain/insights/group-sizes.ts'
import { labelStep } from './group-size-chart.tsx'

test('labels only every second or fifth bar if the bars are narrower than their labels', () => {
  const pairs = toSizeBins([[40, 10]], 40)
  expect(pairs[5]).toMatchObject({ from: 11, to: 12 })
  expect(labelStep(pairs, 60)).toBe(1)
  expect(labelStep(pairs, 38)).toBe(2)
  const single = toSizeBins([[14, 10]], 14)
  expect(labelStep(single, 24)).toBe(1)
  expect(labelStep(single, 16)).toBe(5)
})
