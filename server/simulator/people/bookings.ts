import { zoneOf, type Room } from '#server/simulator/building/topology.ts'
import { remember } from '#server/simulator/memoize.ts'
import { drawsOf, mix, between } from '#server/simulator/random.ts'
import { secondsPerDay, weekday, zoneClock } from '#server/simulator/zone-clock.ts'
import { planners, type Booking, type Session } from './booking-patterns.ts'
import { isHoliday } from './calendar.ts'

const hour = 3600
/** Share of the usual people by weekday, Monday first. */
const attendanceByWeekday = [0.85, 1, 1, 0.95, 0.65, 0, 0]

/** Whether the offices are open on a local day of the room's site. */
export const isWorkingDay = remember(2000, (day) => weekday(day) <= 5 && !isHoliday(day))

/**
 * Why people are in a room on one local day (days since 1970-01-01). Every session lies within that day, and so do
 * the people in it: a moment belongs to the sessions of its own day alone.
 */
export function sessionsOf(room: Room, day: number): Session[] {
  const hash = mix(room.hash, day)
  const clock = zoneClock(zoneOf(room.floor))
  const midnight = clock.startOfDay(day)
  const nextMidnight = clock.startOfDay(day + 1)
  return bookingsOf(room, day, hash).map((booking, index) => ({
    hash: mix(hash, index + 1),
    people: booking.people,
    restless: booking.restless,
    start: clock.instant(day * secondsPerDay + booking.start),
    // A day's last second is reached by its end, not by a wall clock reading, on the days of 23 and 25 hours too.
    end:
      booking.end >= secondsPerDay
        ? nextMidnight
        : clock.instant(day * secondsPerDay + booking.end),
    arrive: booking.arrive,
    leave: booking.leave,
    earliest: midnight,
    latest: nextMidnight,
  }))
}

function bookingsOf(room: Room, day: number, hash: number): Booking[] {
  const draws = drawsOf(hash)
  const night = room.kind === 'on-call' ? [onCall()] : []
  if (!isWorkingDay(day)) {
    const exception = room.kind === 'meeting' && draws.next() < 0.03
    return exception ? [...night, stay(10 * hour, 90 * 60, 2)] : night
  }
  const attendance = attendanceByWeekday[weekday(day) - 1] ?? 1
  const cleaning = stay(
    18 * hour + draws.integer(0, 170) * 60,
    draws.integer(4, 8) * 60,
    draws.integer(1, 2),
  )
  return [
    ...planners[room.kind]({ capacity: room.capacity, attendance, draws }),
    cleaning,
    ...night,
  ]
}

function stay(start: number, seconds: number, people: number): Booking {
  return { start, end: start + seconds, people, arrive: [0, 40], leave: [-20, 40], restless: 30 }
}

/** The people who are there at every hour of every day. */
function onCall(): Booking {
  return { start: 0, end: secondsPerDay, people: 4, arrive: [0, 0], leave: [0, 0], restless: 90 }
}

/** One person in one session: from `arrive` to before `leave` (Unix seconds), mostly under the sensor `home`. */
export type Person = { hash: number; arrive: number; leave: number; home: number; restless: number }

/** A while in which a person is elsewhere: under another sensor, or under none (`slot` -1). */
export type Excursion = { from: number; to: number; slot: number }

/** A person makes at most one excursion in each spell of this many seconds. */
export const spell = 240

/** The person at a position of a session, in a room with `slots` sensors. */
export function personOf(session: Session, position: number, slots: number): Person {
  const hash = mix(session.hash, position)
  const arrive = session.start + between(mix(hash, 1), session.arrive[0], session.arrive[1])
  const leave = session.end + between(mix(hash, 2), session.leave[0], session.leave[1])
  return {
    hash,
    arrive: Math.max(session.earliest, arrive),
    leave: Math.min(session.latest, leave),
    home: mix(hash, 3) % slots,
    restless: session.restless,
  }
}

/** Where a person goes in the spell of this number (Unix seconds divided by `spell`), if anywhere. */
export function excursionOf(person: Person, number: number, slots: number): Excursion | null {
  const hash = mix(person.hash, number)
  if ((hash & 127) >= person.restless) return null
  const from = number * spell + 10 + ((hash >>> 8) % 140)
  const to = from + 15 + ((hash >>> 16) % 60)
  const stepsOut = slots === 1 || (hash & 128) === 0
  return {
    from,
    to,
    slot: stepsOut ? -1 : (person.home + 1 + ((hash >>> 24) % (slots - 1))) % slots,
  }
}
