import { zoneOf, type Sensor } from '#server/simulator/building/topology.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'

/** Days from one change of a battery to the next. */
const lasts = 1095
/** Butlr says the same past day of every sensor (Butlr API notes, units and meaning). */
const sameForAll = '2024-07-01T00:00:00Z'

/** A sensor's power and battery dates (RFC 3339) as they are on the local day of an instant (Unix seconds). */
export function batteryView(sensor: Sensor, instant: number) {
  const { power, batteryDays, floor } = sensor
  if (batteryDays === null) {
    return {
      power_type: power,
      last_battery_change_date: null,
      next_battery_change_date: null,
      battery_change_by_date: null,
    }
  }
  const due = zoneClock(zoneOf(floor)).day(instant) + batteryDays
  return {
    power_type: power,
    last_battery_change_date: printDay(due - lasts),
    next_battery_change_date: sameForAll,
    battery_change_by_date: printDay(due),
  }
}

/** A day counted since 1970-01-01, as its midnight in UTC. */
function printDay(day: number): string {
  return new Date(day * secondsPerDay * 1000).toISOString().replace('.000Z', 'Z')
}
