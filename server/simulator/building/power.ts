import { between, fraction, mix } from '#server/simulator/random.ts'
import type { Sensor } from './topology.ts'

/** Batteries that nobody planned otherwise are to be changed between so many days from now. */
const farAway = { first: 60, last: 900 }
const share = { battery: 0.6, wired: 0.1 }

/**
 * What feeds a sensor, and how far away the change of its battery is.
 *
 * @param hash of the sensor
 * @param planned days until the change where the plan says so; such a sensor has a battery
 */
export function powerOf(hash: number, planned?: number): Pick<Sensor, 'power' | 'batteryDays'> {
  if (planned !== undefined) return { power: 'Battery', batteryDays: planned }
  const chance = fraction(mix(hash, 11))
  if (chance < share.battery) {
    return { power: 'Battery', batteryDays: between(mix(hash, 12), farAway.first, farAway.last) }
  }
  return { power: chance < share.battery + share.wired ? 'Wired' : null, batteryDays: null }
}
