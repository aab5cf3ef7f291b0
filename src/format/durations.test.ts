import { expect, test } from 'vitest'
import { day, hour, minute, second } from '#src/domain/time/duration.ts'
import { formatDuration } from './durations.ts'

test.each([
  [0, '0 s'],
  [-5 * second, '0 s'],
  [Number.NaN, '0 s'],
  [999, '0 s'],
  [59.9 * second, '59 s'],
  [minute, '1 min'],
  [hour - 1, '59 min'],
  [hour, '1 h'],
  [47 * hour, '47 h'],
  [2 * day, '2 d'],
])('formats %d ms as "%s"', (ms, words) => {
  expect(formatDuration(ms)).toBe(words)
})
