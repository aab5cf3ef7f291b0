import { batteryDueWithinMs } from '#src/domain/topology/battery.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import type { Suspicion } from '#src/domain/anomalies/suspicion.ts'

/**
 * What is wrong with a sensor, or may be, worst first. `hive`: it is offline, and so is the hive it reports through.
 * `unknown`: nobody says whether it is online.
 */
export const problems = [
  'hive',
  'offline',
  'silent',
  'battery-past',
  'stuck',
  'constant',
  'crowded',
  'overlap',
  'battery-due',
  'unknown',
] as const
export type Problem = (typeof problems)[number]

/**
 * Everything that is wrong with a sensor, worst first; empty when all is well. A device that is hidden, since it is a
 * test device or not installed, is nobody's problem.
 *
 * @param hiveDead whether the hive it reports through is offline
 * @param suspicions those that concern it
 * @param now Unix milliseconds of the server's clock
 */
export function problemsOf(
  { online, batteryDueAt, hidden }: Device,
  hiveDead: boolean,
  suspicions: readonly Suspicion[],
  now: number,
): Problem[] {
  if (hidden !== null) return []
  const found = new Set<Problem>(suspicions.map(({ kind }) => kind))
  if (online === false) found.add(hiveDead ? 'hive' : 'offline')
  if (online === null) found.add('unknown')
  if (batteryDueAt !== null && batteryDueAt < now) found.add('battery-past')
  else if (batteryDueAt !== null && batteryDueAt - now <= batteryDueWithinMs)
    found.add('battery-due')
  return problems.filter((problem) => found.has(problem))
}
