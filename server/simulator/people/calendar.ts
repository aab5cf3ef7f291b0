import { secondsPerDay } from '#server/simulator/zone-clock.ts'

/** Month and day of the fixed holidays, and of 24 and 31 December, when the offices are closed. */
const fixed = new Set(['01-01', '03-08', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'])
/** Days relative to Easter Sunday: Good Friday, Easter Monday, Ascension Day, Whit Monday. */
const movable = new Set([-2, 1, 39, 50])

/** Whether a local day (days since 1970-01-01) is a public holiday in Berlin, or 24 or 31 December. */
export function isHoliday(day: number): boolean {
  const date = new Date(day * secondsPerDay * 1000)
  if (fixed.has(date.toISOString().slice(5, 10))) return true
  return movable.has(day - easterSunday(date.getUTCFullYear()))
}

/** Returns Easter Sunday of a Gregorian year as days since 1970-01-01 (Meeus/Jones/Butcher algorithm). */
export function easterSunday(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const correction = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const sundays =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * sundays) / 451)
  const dayOfMarch = epact + sundays - 7 * shift + 22
  return Date.UTC(year, 2, dayOfMarch) / 1000 / secondsPerDay
}
