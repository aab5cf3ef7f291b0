import type { Hive } from '#src/domain/topology/sensor-directory.ts'
import type { EmptyHive } from './device-groups.ts'
import type { JudgedDevice } from './judged-device.ts'
import type { Problem } from './problem.ts'

/**
 * How many problems of each kind there are, each counted once: a dead hive and not its sensors, a crowded room and not
 * its sensors, two sensors that agree as one pair.
 *
 * @param empty hives without sensors
 */
export function countProblems(
  devices: readonly JudgedDevice[],
  empty: readonly EmptyHive[] = [],
): ReadonlyMap<Problem, number> {
  const each = new Map<Problem, Set<unknown>>()
  const add = (problem: Problem, what: unknown) =>
    each.set(problem, (each.get(problem) ?? new Set()).add(what))
  for (const { hive } of empty) if (isDead(hive)) add('hive', hive)
  for (const { device, hive, problems, suspicions } of devices) {
    if (isDead(hive)) add('hive', hive)
    for (const problem of problems) {
      const suspicion = suspicions.find(({ kind }) => kind === problem)
      if (problem !== 'hive' && !suspicion) add(problem, device)
    }
    for (const suspicion of suspicions) add(suspicion.kind, suspicion)
  }
  return new Map([...each].map(([problem, set]) => [problem, set.size]))
}

/** The sensors that a filter by problem leaves; of a dead hive all of them. */
export function withProblem(
  devices: readonly JudgedDevice[],
  wanted: Problem | null,
): readonly JudgedDevice[] {
  if (wanted === null) return devices
  return devices.filter(
    ({ hive, problems }) => problems.includes(wanted) || (wanted === 'hive' && isDead(hive)),
  )
}

function isDead(hive: Hive | null): boolean {
  return hive?.online === false
}
