import { zoneOf, type Room } from '#server/simulator/building/topology.ts'
import { mix } from '#server/simulator/random.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './room-day.ts'

/** Seconds from one room to the next on the security guard's round. */
const step = 25
const nightBegins = 20 * 3600
const nightEnds = 6 * 3600

/** The guard in a room, from `from` to before `to` (Unix seconds), under one of its sensors. */
export type Visit = { from: number; to: number; slot: number }

/** The guard's visits to a room that touch the span from `from` to before `to`. Off duty while the offices are open. */
export function guardVisits(room: Room, from: number, to: number): Visit[] {
  const period = room.round.length * step
  const phase = room.round.position * step
  const visits: Visit[] = []
  for (let round = Math.floor((from - phase - step) / period); ; round += 1) {
    const start = round * period + phase
    if (start >= to) return visits
    const hash = mix(room.hash, round)
    const end = start + 12 + (hash % 9)
    if (end > from && onDuty(room, start)) {
      visits.push({ from: start, to: end, slot: (hash >>> 8) % room.places })
    }
  }
}

function onDuty(room: Room, instant: number): boolean {
  const clock = zoneClock(zoneOf(room.floor))
  const local = instant + clock.offset(instant)
  const secondOfDay = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  if (secondOfDay >= nightBegins || secondOfDay < nightEnds) return true
  return !isWorkingDay(Math.floor(local / secondsPerDay))
}
