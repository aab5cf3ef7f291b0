import { expect, test } from 'vitest'
import { addDays } from '#src/domain/time/local-date.ts'
import { describeOpening } from './basis.tsx'

/** Returns a week of hours of a place; `isOpen` decides which are open. */
const makeHours = (isOpen: (weekday: number, hour: number) => boolean) => ({
  from: 0,
  to: 0,
  rooms: 1,
  hours: Array.from({ length: 7 * 24 }, (_, index) => {
    const [weekday, hour] = [Math.floor(index / 24), index % 24]
    return {
      date: addDays('2026-11-23', weekday),
      weekday,
      hour,
      isOpen: isOpen(weekday, hour),
      roomMinutes: 60,
      knownMinutes: 60,
      completeMinutes: 60,
      people: 0,
    }
  }),
})
const describeHours = (isOpen: (weekday: number, hour: number) => boolean) =>
  describeOpening(makeHours(isOpen), 'Europe/Berlin (CET)')

test('opening hours list each interval of a day', () => {
  expect(
    describeHours((weekday, hour) => weekday < 5 && hour >= 8 && hour < 18 && hour !== 12),
  ).toBe('Mon–Fri, 08:00–12:00 and 13:00–18:00, Europe/Berlin (CET). 5 open days so far.')
  expect(describeHours((weekday, hour) => weekday === 6 && (hour < 6 || hour >= 22))).toBe(
    'Sun, 00:00–06:00 and 22:00–24:00, Europe/Berlin (CET). 1 open day so far.',
  )
  expect(describeHours(() => false)).toBe('Closed in this period.')
})
