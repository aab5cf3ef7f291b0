import * as fc from 'fast-check'
import { minutesPerDay, type UnixMinute } from '#src/domain/history/minutes.ts'
import { offsetPeriods } from '#src/domain/time/offset-periods.ts'

/** Zones with unusual clock changes, and two common zones. */
export const historyZones = [
  'Europe/Berlin',
  'America/New_York',
  // Clocks change by half an hour.
  'Australia/Lord_Howe',
  // The UTC offset is 5:45, and 12:45 with clock changes.
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  // Clocks skip midnight in spring.
  'Africa/Cairo',
  'America/Asuncion',
  'America/Santiago',
  'Asia/Beirut',
  // Midnight occurs twice in autumn.
  'America/Havana',
  'Atlantic/Azores',
  // Clocks also change for Ramadan.
  'Africa/Casablanca',
] as const

const firstMinute = Date.UTC(2020, 0, 1) / 60_000
const endMinute = Date.UTC(2036, 0, 1) / 60_000

const changes = new Map<string, UnixMinute[]>()

/** Returns the first minute after each clock change of a zone from 2020 to 2035. */
export function clockChanges(zone: string): UnixMinute[] {
  const known = changes.get(zone)
  if (known) return known
  const found = offsetPeriods(firstMinute, endMinute, zone)
    .slice(1)
    .map(({ from }) => from)
  changes.set(zone, found)
  return found
}

/** Generates a zone and a minute from 2020 to 2035, often near a clock change. */
export const arbitraryZonedMinute = fc.constantFrom(...historyZones).chain((zone) => {
  const anyMinute = fc.integer({ min: firstMinute, max: endMinute - 1 })
  const found = clockChanges(zone)
  const nearChange = fc
    .tuple(
      fc.constantFrom(...(found.length > 0 ? found : [firstMinute])),
      fc.integer({ min: -2 * minutesPerDay, max: 2 * minutesPerDay }),
    )
    .map(([change, distance]) => change + distance)
  return fc.record({ zone: fc.constant(zone), at: fc.oneof(anyMinute, nearChange) })
})
