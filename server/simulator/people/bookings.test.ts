import { expect, test } from 'vitest'
import { easterSunday, isHoliday } from './bookings.ts'

const day = (text: string) => Date.parse(text) / 86_400_000

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('computes that Easter Sunday of %i is on %s', (year, date) => {
  expect(easterSunday(year)).toBe(day(date))
})

test.each([
  '2026-01-01',
  '2026-03-08',
  '2026-04-03',
  '2026-04-06',
  '2026-05-14',
  '2026-05-25',
  '2026-10-03',
])('treats %s as a holiday', (date) => {
  expect(isHoliday(day(date))).toBe(true)
})

test('does not treat an ordinary Tuesday as a holiday', () => {
  expect(isHoliday(day('2026-11-24'))).toBe(false)
})
