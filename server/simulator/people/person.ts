import { between, mix } from '#server/simulator/random.ts'
import type { Session } from './session.ts'

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
