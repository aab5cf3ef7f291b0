import { inDigits, peopleInWords } from '#src/format/numbers.ts'
import type { Totals } from '#src/domain/occupancy/totals.ts'
import type { PlaceExplanation, Shortened } from './location-breakdown.ts'

/** `1 room`, `3 rooms`. */
export function countInWords(count: number, one: string): string {
  return `${inDigits(count)} ${one}${count === 1 ? '' : 's'}`
}

/** A total as it stands beside its part: `112+`. */
export function totalInDigits({ people, atLeast }: Pick<Totals, 'people' | 'atLeast'>): string {
  return `${inDigits(people)}${atLeast ? '+' : ''}`
}

/** What stands under a place: `7 of 10 rooms in use, 2 incomplete`. */
export function placeLine({ inUse, rooms, incomplete }: Totals): string {
  const use = `${inDigits(inUse)} of ${countInWords(rooms, 'room')} in use`
  return incomplete === 0 ? use : `${use}, ${inDigits(incomplete)} incomplete`
}

/** The rule that made the total, and why it is a lower bound where it is one. */
export function totalRule({ incomplete, rooms }: Totals): string {
  const rule = 'The sum of the occupancy of its rooms, each the sum of its sensors’ last counts.'
  if (incomplete === 0) return rule
  const lack = incomplete === 1 ? 'lacks a sensor or has' : 'lack a sensor or have'
  return `${rule} At least this many: ${inDigits(incomplete)} of ${countInWords(rooms, 'room')} ${lack} no data. What is not known now is not added.`
}

/** The rooms that a list leaves out: `and 12 more rooms with 34 people`, `and 212 rooms with 0 people`. */
export function restInWords({ rest, empty, withoutSensors }: Shortened): string[] {
  const words: string[] = []
  const more = rest.incomplete + rest.counted
  if (more > 0) {
    const lacking = rest.incomplete === 0 ? '' : `, ${inDigits(rest.incomplete)} of them incomplete`
    words.push(
      `and ${inDigits(more)} more ${more === 1 ? 'room' : 'rooms'} with ${peopleInWords(rest.people)}${lacking}`,
    )
  }
  if (empty > 0) words.push(`and ${countInWords(empty, 'room')} with 0 people`)
  if (withoutSensors > 0) {
    words.push(`and ${countInWords(withoutSensors, 'room')} without presence sensors, not counted`)
  }
  return words
}

/** Devices that count for nothing: `4 test devices, 1 traffic sensor`. Empty where there are none. */
export function devicesInWords(devices: PlaceExplanation['devices']): string {
  const { test, uninstalled, traffic } = devices
  return [
    test > 0 && countInWords(test, 'test device'),
    uninstalled > 0 && countInWords(uninstalled, 'sensor') + ' not installed',
    traffic > 0 && countInWords(traffic, 'traffic sensor'),
  ]
    .filter((words) => words !== false)
    .join(', ')
}
