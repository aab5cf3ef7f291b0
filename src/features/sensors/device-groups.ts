import { type DeviceWithIssues, deviceIssues, type DeviceIssue } from './device-issues.ts'
import { languageTag } from '#messages/language.ts'
import type { DeviceSort } from './devices-params.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Hive } from '#src/domain/topology/sensor-directory.ts'

const nameCollator = new Intl.Collator(languageTag, { numeric: true })

/** Returns the rank of a sensor's worst problem; 0 is the worst. Hidden devices rank after healthy devices. */
function issueRank({ device, problems: issues }: DeviceWithIssues): number {
  const [worst] = issues
  if (worst !== undefined) return deviceIssues.indexOf(worst)
  return deviceIssues.length + (device.hidden === null ? 0 : 1)
}

/** Sort key of each column; null means unknown and always sorts last. */
const sortKeys: Record<DeviceSort, (one: DeviceWithIssues) => string | number | null> = {
  problem: issueRank,
  name: ({ device }) => device.name,
  room: ({ room }) => room.name,
  mode: ({ device }) => device.mode,
  // Newest first, so that ages increase downwards.
  heartbeat: ({ device }) => negate(device.lastHeartbeatAt),
  report: ({ device }) => negate(device.lastReportAt),
  battery: ({ device }) => device.batteryDueAt,
  hive: ({ hive }) => hive?.name ?? null,
}

/** Sorts sensors by a column, then by name. */
export function sortDevices(
  devices: readonly DeviceWithIssues[],
  sort: DeviceSort,
  reversed: boolean,
): DeviceWithIssues[] {
  const key = sortKeys[sort]
  return devices
    .map((one) => ({ one, by: key(one) }))
    .sort(
      (a, b) =>
        compare(a.by, b.by, reversed) || nameCollator.compare(a.one.device.name, b.one.device.name),
    )
    .map(({ one }) => one)
}

function compare(a: string | number | null, b: string | number | null, reversed: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : nameCollator.compare(String(a), String(b))
  return reversed ? -order : order
}

function negate(at: number | null): number | null {
  return at === null ? null : -at
}

/** The sensors of one hive; `hive` is null for sensors without a known hive. */
export type HiveGroup = {
  /** The hive's ID; empty if the hive is unknown. */
  id: string
  hive: Hive | null
  dead: boolean
  /** Zone for the hive's times. */
  zone: TimeZone
  devices: readonly DeviceWithIssues[]
}

/** A hive without sensors, and the zone for its times. */
export type EmptyHive = { hive: Hive; zone: TimeZone }

/**
 * Groups sensors by hive: offline hives first, so that each appears as one problem, then the other hives by their worst
 * sensor.
 *
 * @param devices in display order within their hive
 * @param empty hives without sensors, which are listed too
 */
export function groupByHive(
  devices: readonly DeviceWithIssues[],
  empty: readonly EmptyHive[] = [],
): HiveGroup[] {
  const groups = new Map<
    string,
    { hive: Hive | null; zone: TimeZone; devices: DeviceWithIssues[] }
  >()
  for (const { hive, zone } of empty) groups.set(hive.id, { hive, zone, devices: [] })
  for (const one of devices) {
    const id = one.hive?.id ?? ''
    const group = groups.get(id) ?? { hive: one.hive, zone: one.room.zone, devices: [] }
    groups.set(id, group)
    group.devices.push(one)
  }
  return [...groups]
    .map(([id, { hive, zone, devices: groupDevices }]) => ({
      group: { id, hive, dead: hive?.online === false, zone, devices: groupDevices },
      worst:
        hive?.online === false
          ? -1
          : groupDevices.reduce<number>(
              (worst, one) => Math.min(worst, issueRank(one)),
              deviceIssues.length,
            ),
    }))
    .sort(
      (a, b) =>
        a.worst - b.worst ||
        nameCollator.compare(a.group.hive?.name ?? '', b.group.hive?.name ?? ''),
    )
    .map(({ group }) => group)
}

/** Returns the number of sensors per hive ID; the empty ID stands for sensors without a known hive. */
export function countSensorsByHive(
  devices: readonly DeviceWithIssues[],
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { hive } of devices) {
    const id = hive?.id ?? ''
    sizes.set(id, (sizes.get(id) ?? 0) + 1)
  }
  return sizes
}

/**
 * Returns the number of sensors with each problem, as listed by its filter; for `hive`, the number of offline hives.
 *
 * @param empty hives without sensors
 */
export function countIssues(
  devices: readonly DeviceWithIssues[],
  empty: readonly EmptyHive[] = [],
): ReadonlyMap<DeviceIssue, number> {
  const byIssue = new Map<DeviceIssue, Set<unknown>>()
  const add = (problem: DeviceIssue, what: unknown) =>
    byIssue.set(problem, (byIssue.get(problem) ?? new Set()).add(what))
  for (const { hive } of empty) if (isHiveOffline(hive)) add('hive', hive)
  for (const { device, hive, problems } of devices) {
    if (isHiveOffline(hive)) add('hive', hive)
    for (const problem of problems) if (problem !== 'hive') add(problem, device)
  }
  return new Map([...byIssue].map(([problem, set]) => [problem, set.size]))
}

/** Returns the sensors with a problem; for `hive`, all sensors of offline hives; for null, all sensors. */
export function filterByIssue(
  devices: readonly DeviceWithIssues[],
  issue: DeviceIssue | null,
): readonly DeviceWithIssues[] {
  if (issue === null) return devices
  return devices.filter(
    ({ hive, problems }) => problems.includes(issue) || (issue === 'hive' && isHiveOffline(hive)),
  )
}

function isHiveOffline(hive: Hive | null): boolean {
  return hive?.online === false
}
