import { day, minute } from '#src/time/duration.ts'
import type { Device } from '#src/topology/sensor-directory.ts'

/** What is wrong with a sensor, worst first. */
export const problems = [
  'offline',
  'silent',
  'battery-past',
  'battery-due',
  'unknown',
  'fine',
] as const
export type Problem = (typeof problems)[number]

/** An online sensor that counts people reports every minute; after so long without a report it is silent. */
const silentAfter = 15 * minute
/** A battery is due when it is to be changed within so long (Butlr API notes, units and meaning). */
const batteryDueWithin = 30 * day

/**
 * The worst that is known of a sensor. Only presence sensors can be silent: a door that nobody uses reports nothing.
 *
 * @param now Unix milliseconds of the server's clock
 */
export function problemOf(device: Device, now: number): Problem {
  const { online, lastReportAt, batteryDueAt, mode } = device
  if (online === false) return 'offline'
  const unheard = lastReportAt === null || now - lastReportAt > silentAfter
  if (online && mode === 'presence' && unheard) return 'silent'
  if (batteryDueAt !== null && batteryDueAt < now) return 'battery-past'
  if (batteryDueAt !== null && batteryDueAt - now <= batteryDueWithin) return 'battery-due'
  return online === null ? 'unknown' : 'fine'
}
