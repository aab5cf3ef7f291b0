import { day, hour, minute } from './duration.ts'
import { startOfLocalDay } from './local-time.ts'
import { offsetAt } from './offset-periods.ts'
import type { TimeZone } from './time-zone.ts'

/** A calendar date in a building's time zone, `yyyy-mm-dd`. Dates can be compared as strings. */
export type LocalDate = string

const minutesPerDay = day / minute

/** Returns whether the text is an existing date, `yyyy-mm-dd`, in the years 2000 to 2099. */
export function isLocalDate(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false
  const days = dayOfDate(text)
  return !Number.isNaN(days) && dateOfDay(days) === text
}

/** Returns the local date at a given time in Unix milliseconds. */
export function localDateAt(at: number, zone: TimeZone): LocalDate {
  return dateOfDay(Math.floor(localMinuteAt(at, zone) / minutesPerDay))
}

/** Returns the time of the local clock at a given time in Unix milliseconds, in whole minutes since local midnight. */
export function localMinuteOfDay(at: number, zone: TimeZone): number {
  return localMinuteAt(at, zone) % minutesPerDay
}

/** Returns the minutes from 1970-01-01 00:00 to the date and time that the local clock shows. */
function localMinuteAt(at: number, zone: TimeZone): number {
  const unixMinute = Math.floor(at / minute)
  return unixMinute + offsetAt(unixMinute, zone.name)
}

/** Returns the date `days` days after `date`, or an earlier date if `days` is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOfDate(date) + days)
}

/** Returns how many days `to` is after `from`. The number is negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayOfDate(to) - dayOfDate(from)
}

/** Returns the weekday of a date. 0 is Monday. */
export function weekdayOfDate(date: LocalDate): number {
  return weekdayOfDay(dayOfDate(date))
}

/** Returns the weekday of the date that is a number of days after 1970-01-01 (a Thursday). 0 is Monday. */
export function weekdayOfDay(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}

/** Returns the first day of the month that is a number of months after the month of `date`. */
export function startOfMonth(date: LocalDate, months = 0): LocalDate {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return dateOfDay(Date.UTC(year, month - 1 + months) / day)
}

/** Returns the instant at which a local date begins, in Unix milliseconds. */
export function startOfLocalDate(date: LocalDate, zone: TimeZone): number {
  const noon = dayOfDate(date) * day + 12 * hour
  return startOfLocalDay(noon - offsetAt(noon / minute, zone.name) * minute, zone)
}

/** Returns the date that is a number of days after 1970-01-01. */
export function dateOfDay(days: number): LocalDate {
  return new Date(days * day).toISOString().slice(0, 10)
}

/** Returns the number of days from 1970-01-01 to a date, or NaN if the date does not exist. */
function dayOfDate(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / day
}
