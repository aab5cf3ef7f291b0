import { zoneOf, type Sensor } from '#server/simulator/building/topology.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './room-day.ts'

const night = { begins: 22 * 3600, ends: 6 * 3600 }
const office = { opens: 9 * 3600, closes: 17 * 3600 }

/**
 * What a sensor insists on whoever is there: 1 through the night when it is stuck, and what a forgotten test device
 * makes up while the offices are open. `null` when it counts people.
 */
export function insistedCount(sensor: Sensor, instant: number): number | null {
  if (sensor.habit !== 'stuck-at-night' && sensor.habit !== 'test-device') return null
  const clock = zoneClock(zoneOf(sensor.floor))
  const local = instant + clock.offset(instant)
  const second = ((local % secondsPerDay) + secondsPerDay) % secondsPerDay
  if (sensor.habit === 'stuck-at-night') {
    return second >= night.begins || second < night.ends ? 1 : null
  }
  const open = second >= office.opens && second < office.closes
  return open && isWorkingDay(Math.floor(local / secondsPerDay)) ? 1 : 0
}
