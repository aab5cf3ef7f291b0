import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatIsoDate, formatIsoTime } from './iso-time.ts'

const at = Date.UTC(2026, 10, 23, 9, 10)

test.each([
  ['America/St_Johns', '2026-11-23T05:40:00-03:30'],
  ['Asia/Kathmandu', '2026-11-23T14:55:00+05:45'],
  ['UTC', '2026-11-23T09:10:00+00:00'],
])('formats a time in %s as %s', (name, text) => {
  expect(formatIsoTime(at, toTimeZone(name))).toBe(text)
  expect(Date.parse(text)).toBe(at)
})

test('distinguishes the two occurrences of the repeated hour when summer time ends', () => {
  const berlin = toTimeZone('Europe/Berlin')
  const first = Date.UTC(2026, 9, 25, 0, 30)
  expect(formatIsoTime(first, berlin)).toBe('2026-10-25T02:30:00+02:00')
  expect(formatIsoTime(first + 3_600_000, berlin)).toBe('2026-10-25T02:30:00+01:00')
})

test('formats the date in the given time zone', () => {
  expect(formatIsoDate(Date.UTC(2026, 11, 31, 23), toTimeZone('Europe/Berlin'))).toBe('2027-01-01')
})
