import { expect, test } from 'vitest'
import { describeDuplicates, describeMissingParts } from './missing-parts.ts'

test('describes missing parts with their location and minimum number', () => {
  expect(
    describeMissingParts([
      { kind: 'room', count: 2, within: 'Floor 3' },
      { kind: 'sensor', count: 1, within: null },
      { kind: 'unknown', count: 1, within: null },
    ]),
  ).toBe('at least 2 rooms on Floor 3, at least 1 sensor and unspecified items')
})

test.each([
  [[], ''],
  [[{ kind: 'room' as const, count: 1 }], '1 room'],
  [
    [
      { kind: 'floor' as const, count: 1 },
      { kind: 'room' as const, count: 2 },
      { kind: 'sensor' as const, count: 3 },
    ],
    '1 floor, 2 rooms and 3 sensors',
  ],
])('describes the duplicates %j as “%s”', (repeated, words) => {
  expect(describeDuplicates(repeated)).toBe(words)
})
