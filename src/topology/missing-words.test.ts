import { expect, test } from 'vitest'
import { missingInWords } from './missing-words.ts'

test('what is missing is named with where it belongs; how many is a lower bound', () => {
  expect(
    missingInWords([
      { kind: 'room', count: 2, within: 'Floor 3' },
      { kind: 'sensor', count: 1, within: null },
      { kind: 'unknown', count: 1, within: null },
    ]),
  ).toBe('rooms of Floor 3 (at least 2), sensors (at least 1), something that Butlr does not name')
})
