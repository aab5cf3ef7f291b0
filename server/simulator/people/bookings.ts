import { floorTimeZone, type Room } from '#server/simulator/building/topology.ts'
import { memoize } from '#server/simulator/memoize.ts'
import { createRng, mixHash, hashToInteger } from '#server/simulator/random.ts'
import { secondsPerDay, isoWeekday, getZoneClock } from '#server/simulator/zone-clock.ts'
import { bookingPatterns, type BookingTemplate, type RoomBooking } from './booking-patterns.ts'

const hour = 3600
/** Fraction of people who come, by weekday from Monday. */
const attendanceByWeekday = [0.85, 1, 1, 0.95, 0.65, 0, 0]

/** Returns whether the offices are open on a local day, given as days since 1970-01-01. */
export const isWorkingDay = memoize(2000, (day) => isoWeekday(day) <= 5 && !isHoliday(day))

/**
 * Returns the bookings of a room on one local day (days since 1970-01-01). People are present only within that day, so
 * occupancy at any time depends only on the bookings of the same day.
 */
export function bookingsForDay(room: Room, day: number): RoomBooking[] {
  const hash = mixHash(room.hash, day)
  const clock = getZoneClock(floorTimeZone(room.floor))
  const midnight = clock.startOfDay(day)
  const nextMidnight = clock.startOfDay(day + 1)
  return bookingTemplates(room, day, hash).map((template, index) => ({
    hash: mixHash(hash, index + 1),
    people: template.people,
    excursionRate: template.excursionRate,
    start: clock.instant(day * secondsPerDay + template.start),
    // The end of a day is the next local midnight, so that days of 23 and 25 hours have the correct length.
    end:
      template.end >= secondsPerDay
        ? nextMidnight
        : clock.instant(day * secondsPerDay + template.end),
    arrive: template.arrive,
    leave: template.leave,
    earliest: midnight,
    latest: nextMidnight,
  }))
}

function bookingTemplates(room: Room, day: number, hash: number): BookingTemplate[] {
  const rng = createRng(hash)
  const night = room.kind === 'on-call' ? [onCallShift()] : []
  if (!isWorkingDay(day)) {
    const exception = room.kind === 'meeting' && rng.next() < 0.03
    return exception ? [...night, fixedBooking(10 * hour, 90 * 60, 2)] : night
  }
  const attendance = attendanceByWeekday[isoWeekday(day) - 1] ?? 1
  const cleaning = fixedBooking(
    18 * hour + rng.integer(0, 170) * 60,
    rng.integer(4, 8) * 60,
    rng.integer(1, 2),
  )
  return [
    ...bookingPatterns[room.kind]({ capacity: room.capacity, attendance, rng }),
    cleaning,
    ...night,
  ]
}

function fixedBooking(start: number, seconds: number, people: number): BookingTemplate {
  return {
    start,
    end: start + seconds,
    people,
    arrive: [0, 40],
    leave: [-20, 40],
    excursionRate: 30,
  }
}

/** Returns the shift of the on-call people, who are present around the clock every day. */
function onCallShift(): BookingTemplate {
  return {
    start: 0,
    end: secondsPerDay,
    people: 4,
    arrive: [0, 0],
    leave: [0, 0],
    excursionRate: 90,
  }
}

/**
 * One person in one booking: present from `arrive` until just before `leave` (Unix seconds), mostly under sensor
 * `home`.
 */
export type Person = {
  hash: number
  arrive: number
  leave: number
  home: number
  excursionRate: number
}

/** An interval in which a person is under another sensor, or under none (`slot` -1). */
type Excursion = { from: number; to: number; slot: number }

/** A person makes at most one excursion in each interval of this many seconds. */
export const excursionInterval = 240

/** Returns the person at a position in a booking, in a room with `slots` sensor areas. */
export function createPerson(booking: RoomBooking, position: number, slots: number): Person {
  const hash = mixHash(booking.hash, position)
  const arrive =
    booking.start + hashToInteger(mixHash(hash, 1), booking.arrive[0], booking.arrive[1])
  const leave = booking.end + hashToInteger(mixHash(hash, 2), booking.leave[0], booking.leave[1])
  return {
    hash,
    arrive: Math.max(booking.earliest, arrive),
    leave: Math.min(booking.latest, leave),
    home: mixHash(hash, 3) % slots,
    excursionRate: booking.excursionRate,
  }
}

/** Returns a person's excursion in an interval (Unix seconds divided by `excursionInterval`), or null. */
export function findExcursion(person: Person, interval: number, slots: number): Excursion | null {
  const hash = mixHash(person.hash, interval)
  if ((hash & 127) >= person.excursionRate) return null
  const from = interval * excursionInterval + 10 + ((hash >>> 8) % 140)
  const to = from + 15 + ((hash >>> 16) % 60)
  const stepsOut = slots === 1 || (hash & 128) === 0
  return {
    from,
    to,
    slot: stepsOut ? -1 : (person.home + 1 + ((hash >>> 24) % (slots - 1))) % slots,
  }
}

/** Month and day of the fixed holidays, and of 24 and 31 December, when the offices are closed. */
const fixed = new Set(['01-01', '03-08', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'])
/** Days relative to Easter Sunday: Good Friday, Easter Monday, Ascension Day, Whit Monday. */
const movable = new Set([-2, 1, 39, 50])

/** Returns whether a local day (days since 1970-01-01) is a public holiday in Berlin, or 24 or 31 December. */
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
