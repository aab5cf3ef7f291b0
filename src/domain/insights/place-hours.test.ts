import { expect, test } from 'vitest'
import type { PlaceHour } from '#src/contract/insights.ts'
import { addDays, weekdayOfDate } from '#src/domain/time/local-date.ts'
import {
  computeTypicalDay,
  computeWeekMap,
  countTypicalDays,
  findBusiest,
  listOpenDates,
} from './place-hours.ts'

const toHour = (date: string, hour: number, people: number | null): PlaceHour => {
  const weekday = weekdayOfDate(date)
  return {
    date,
    weekday,
    hour,
    isOpen: weekday < 5 && hour >= 8 && hour < 18,
    roomMinutes: 120,
    knownMinutes: people === null ? 50 : 120,
    completeMinutes: 0,
    people,
  }
}

/** Entries for 12:00 to 13:00 of successive days from Monday, 23 November, on. */
const atNoon = (values: readonly (number | null)[]) =>
  values.map((people, index) => toHour(addDays('2026-11-23', index), 12, people))

test('the number of days of a typical day leaves out days without data', () => {
  expect(countTypicalDays(atNoon([5, null, 4, null, 2, 8]))).toBe(3)
})

test('a typical day is the median, middle half and extremes of the open days', () => {
  const hours = [...atNoon([5, 1, 4, 2, 90, 70, 80]), toHour('2026-11-30', 12, 3)]
  expect(listOpenDates(hours)).toHaveLength(6)
  const [noon] = computeTypicalDay(hours).filter(({ hour }) => hour === 12)
  expect(noon).toEqual({
    hour: 12,
    isOpen: true,
    days: 6,
    median: 3.5,
    lower: 2,
    upper: 5,
    lowest: 1,
    highest: 90,
  })
})

test('a typical day includes the closed hours of open days', () => {
  const hours = [...atNoon([5]), toHour('2026-11-23', 20, 1), toHour('2026-11-28', 20, 9)]
  expect(computeTypicalDay(hours)[20]).toMatchObject({ isOpen: false, days: 1, median: 1 })
})

test('days without enough data do not count', () => {
  const [noon] = computeTypicalDay(atNoon([5, null, 7])).filter(({ hour }) => hour === 12)
  expect(noon).toMatchObject({ days: 2, median: 6 })
  expect(computeTypicalDay(atNoon([null]))[12]).toMatchObject({
    days: 0,
    median: null,
    highest: null,
  })
})

test('the map of the week has one cell per weekday and hour, including those of closed days', () => {
  const cells = computeWeekMap([...atNoon([5, 1, 4, 2, 9, 7, 8]), toHour('2026-11-30', 12, 6)])
  expect(cells).toHaveLength(168)
  expect(cells[12]).toMatchObject({ weekday: 0, hour: 12, isOpen: true, days: 2, median: 5.5 })
  expect(cells[6 * 24 + 12]).toMatchObject({ weekday: 6, isOpen: false, days: 1, median: 8 })
  expect(findBusiest(cells)).toMatchObject({ weekday: 4, hour: 12 })
})

test('a place that was never in use has no busiest hour', () => {
  expect(findBusiest(computeTypicalDay(atNoon([0, null])))).toBeNull()
})
