import { expect, test } from 'vitest'
import { easterSunday, isHoliday } from './calendar.ts'

const day = (text: string) => Date.parse(text) / 86_400_000

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter of %i is on %s', (year, date) => {
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
])('the offices are closed on %s', (date) => {
  expect(isHoliday(day(date))).toBe(true)
})

test('an ordinary Tuesday is no holiday', () => {
  expect(isHoliday(day('2026-11-24'))).toBe(false)
})
