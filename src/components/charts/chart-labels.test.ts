import { expect, test } from 'vitest'
import { hour, minute } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatTimestamp } from './chart-labels.ts'

const zone = toTimeZone('Europe/Berlin')

test('includes the date only if the chart extends into a second day', () => {
  const from = Date.UTC(2026, 10, 23, 9)
  expect(formatTimestamp({ from, to: from + hour, zone }, from + 24 * minute)).toBe('10:24')
  const midnight = Date.UTC(2026, 10, 22, 23)
  expect(
    formatTimestamp({ from: midnight - hour, to: midnight, zone }, midnight - 5 * minute),
  ).toBe('23:55')
  expect(formatTimestamp({ from: midnight - hour, to: midnight + 1, zone }, midnight)).toBe(
    '23 Nov, 00:00',
  )
})

test('adds the zone to both occurrences of 02:10 when clocks go back', () => {
  const from = Date.UTC(2026, 9, 25, 0)
  const window = { from, to: from + 2 * hour, zone }
  expect(formatTimestamp(window, from + 10 * minute)).toBe('02:10 CEST')
  expect(formatTimestamp(window, from + 70 * minute)).toBe('02:10 CET')
})
