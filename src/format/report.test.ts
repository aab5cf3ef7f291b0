import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatDaysOfYear, formatFullTime } from './report.ts'

const berlin = toTimeZone('Europe/Berlin')
const instant = (text: string) => Date.parse(text)

test('the days of a period always have their years', () => {
  const days = (from: string, to: string) =>
    formatDaysOfYear(instant(from), instant(to), berlin).replaceAll(/\s/g, ' ')
  expect(days('2026-10-27T00:00+01:00', '2026-11-26T00:00+01:00')).toBe('27 Oct – 25 Nov 2026')
  expect(days('2026-11-25T00:00+01:00', '2026-11-26T00:00+01:00')).toBe('25 Nov 2026')
  expect(days('2025-12-29T00:00+01:00', '2026-01-05T00:00+01:00')).toBe('29 Dec 2025 – 4 Jan 2026')
})

test('a time has its date, its year and its zone', () => {
  expect(formatFullTime(instant('2026-11-26T11:08+01:00'), berlin)).toBe('26 Nov 2026, 11:08 CET')
})
