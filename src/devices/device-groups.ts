import type { Device, Hive } from '#src/topology/sensor-directory.ts'
import { problemOf, problems, type Problem } from './problem.ts'

export type JudgedDevice = { device: Device; problem: Problem }

/**
 * The sensors of one hive, worst first; `hive` is null for those that name none, or one that nobody knows. Where the
 * hive is dead, its silent sensors are its problem and not their own: `because` is how many they are.
 */
export type DeviceGroup = {
  id: string
  hive: Hive | null
  dead: boolean
  because: number
  devices: JudgedDevice[]
}

const names = new Intl.Collator('en', { numeric: true })
const rank = ({ problem }: JudgedDevice) => problems.indexOf(problem)

/**
 * Sensors under their hives: dead hives first, so that each reads as one problem, then by the worst sensor.
 *
 * @param now Unix milliseconds of the server's clock
 */
export function deviceGroups(
  devices: readonly Device[],
  hives: readonly Hive[],
  now: number,
): DeviceGroup[] {
  const known = new Map(hives.map((hive) => [hive.id, hive]))
  const groups = new Map<string, DeviceGroup>()
  for (const device of devices) {
    const hive = known.get(device.hiveId ?? '') ?? null
    const id = hive?.id ?? ''
    const group = groups.get(id) ?? {
      id,
      hive,
      dead: hive?.online === false,
      because: 0,
      devices: [],
    }
    groups.set(id, group)
    const problem = problemOf(device, now)
    if (group.dead && problem === 'offline') group.because += 1
    group.devices.push({ device, problem })
  }
  for (const group of groups.values()) {
    group.devices.sort((a, b) => rank(a) - rank(b) || names.compare(a.device.name, b.device.name))
  }
  return [...groups.values()].toSorted(
    (a, b) => worst(a) - worst(b) || names.compare(a.hive?.name ?? '', b.hive?.name ?? ''),
  )
}

/** How many sensors have each problem of their own; a dead hive counts once, as `hive`. */
export function countProblems(
  groups: readonly DeviceGroup[],
): ReadonlyMap<Problem | 'hive', number> {
  const counts = new Map<Problem | 'hive', number>()
  const add = (problem: Problem | 'hive') => counts.set(problem, (counts.get(problem) ?? 0) + 1)
  for (const { dead, devices } of groups) {
    if (dead) add('hive')
    for (const { problem } of devices) if (!(dead && problem === 'offline')) add(problem)
  }
  return counts
}

/** The groups that a filter leaves. */
export function withProblem(
  groups: readonly DeviceGroup[],
  wanted: Problem | 'hive' | null,
): readonly DeviceGroup[] {
  if (wanted === null) return groups
  if (wanted === 'hive') return groups.filter(({ dead }) => dead)
  return groups.flatMap((group) => {
    const own = group.devices.filter(
      ({ problem }) => problem === wanted && !(group.dead && problem === 'offline'),
    )
    return own.length === 0 ? [] : [{ ...group, devices: own }]
  })
}

function worst({ dead, devices }: DeviceGroup): number {
  return dead ? -1 : Math.min(...devices.map(rank))
}
