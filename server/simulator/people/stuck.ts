import { zoneOf, type Sensor } from '#server/simulator/building/topology.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './room-day.ts'

const night = { begins: 22 * 3600, ends: 6 * 3600 }
/** When a constant sensor sticks to its number. */
const constant = { begins: 10 * 3600, ends: 15 * 3600, people: 3 }
const office = { opens: 9 * 3600, closes: 17 * 3600 }

/**
 * What a sensor insists on whoever is there: 1 through the night when it is stuck, the same few people for hours when it
 * is constant, and what a forgotten test device makes up while the offices are open. `null` when it counts people.
 */
export function insistedCount({ habit, floor }: Sensor, instant: number): number | null {
  if (habit !== 'stuck-at-night' && habit !== 'constant' && habit !== 'test-device') return null
  const clock = zoneClock(zoneOf(floor))
  const local = instant + clock.offset(instant)
  const second = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  const works = isWorkingDay(Math.floor(local / secondsPerDay))
  switch (habit) {
    case 'stuck-at-night':
      return second >= night.begins || second < night.ends ? 1 : null
    case 'constant':
      return works && second >= constant.begins && second < constant.ends ? constant.people : null
    case 'test-device':
      return works && second >= office.opens && second < office.closes ? 1 : 0
  }
}
