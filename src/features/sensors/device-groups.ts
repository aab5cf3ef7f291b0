import type { Zone } from '#src/domain/time/zone.ts'
import type { Hive } from '#src/domain/topology/sensor-directory.ts'
import type { JudgedDevice } from './judged-device.ts'
import { problems } from './problem.ts'
import { rankOf } from './sort-devices.ts'

/** The sensors of one hive; `hive` is null for those that name none, or one that nobody knows. */
export type DeviceGroup = {
  /** The hive's id; empty where there is none. */
  id: string
  hive: Hive | null
  dead: boolean
  /** Of its times. */
  zone: Zone
  devices: readonly JudgedDevice[]
}

/** A hive that no sensor reports through, and the zone of its times. */
export type EmptyHive = { hive: Hive; zone: Zone }

const names = new Intl.Collator('en', { numeric: true })

/**
 * Sensors under their hives: dead hives first, so that each reads as one problem, then by the worst sensor.
 *
 * @param devices in the order in which they stand under their hive
 * @param empty hives without sensors, which are listed all the same
 */
export function deviceGroups(
  devices: readonly JudgedDevice[],
  empty: readonly EmptyHive[] = [],
): DeviceGroup[] {
  const groups = new Map<string, { hive: Hive | null; zone: Zone; devices: JudgedDevice[] }>()
  for (const { hive, zone } of empty) groups.set(hive.id, { hive, zone, devices: [] })
  for (const one of devices) {
    const id = one.hive?.id ?? ''
    const group = groups.get(id) ?? { hive: one.hive, zone: one.room.zone, devices: [] }
    groups.set(id, group)
    group.devices.push(one)
  }
  return [...groups]
    .map(([id, { hive, zone, devices: own }]) => ({
      group: { id, hive, dead: hive?.online === false, zone, devices: own },
      worst:
        hive?.online === false
          ? -1
          : own.reduce<number>((worst, one) => Math.min(worst, rankOf(one)), problems.length),
    }))
    .sort(
      (a, b) =>
        a.worst - b.worst || names.compare(a.group.hive?.name ?? '', b.group.hive?.name ?? ''),
    )
    .map(({ group }) => group)
}

/** How many sensors each hive has, by its id; empty for no known hive. */
export function hiveSizes(devices: readonly JudgedDevice[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { hive } of devices) {
    const id = hive?.id ?? ''
    sizes.set(id, (sizes.get(id) ?? 0) + 1)
  }
  return sizes
}
