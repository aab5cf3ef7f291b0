import type { ChartRange } from '#src/domain/readings/history.ts'
import { columnLabels } from '#messages/sensors.tsx'
import type { DeviceSort } from './devices-params.ts'
import { groupByHive, type HiveGroup, type EmptyHive } from './device-groups.ts'
import type { DeviceWithIssues } from './device-issues.ts'

/** Settings and lookups that all rows of the table share. */
export type DeviceTableContext = {
  /** Whether sensors are grouped by hive. */
  grouped: boolean
  /** Returns the name of a sensor by address. */
  getSensorName: (mac: string) => string
  /**
   * Returns the number of sensors of a hive, including those that filters exclude; the empty ID stands for sensors
   * without a known hive.
   */
  getHiveSize: (hiveId: string) => number
  /** Returns the URL of a room, or of its chart over a range; null opens the room without a range. */
  getRoomHref: (roomId: string, range?: ChartRange | '7d' | null) => string
}

export type DeviceColumn = { label: string; sort: DeviceSort }

const baseColumns: readonly DeviceColumn[] = (
  ['name', 'problem', 'room', 'mode', 'heartbeat', 'report', 'battery'] as const
).map((sort) => ({ label: columnLabels[sort], sort }))
const hiveColumn: DeviceColumn = { label: columnLabels.hive, sort: 'hive' }

/** Returns the columns; a grouped table needs no hive column. */
export function getColumns(grouped: boolean): readonly DeviceColumn[] {
  return grouped ? baseColumns : [...baseColumns, hiveColumn]
}

/**
 * Returns the classes that set the widths of columns on wide pages; on narrow pages, the cells wrap onto several lines.
 */
export function gridClasses(grouped: boolean): string {
  return grouped
    ? 'grid xl:grid-cols-[minmax(0,5fr)_minmax(0,9fr)_minmax(0,4fr)_5rem_7rem_7rem_8rem] gap-x-4'
    : 'grid xl:grid-cols-[minmax(0,5fr)_minmax(0,9fr)_minmax(0,4fr)_5rem_7rem_7rem_8rem_minmax(0,3fr)] gap-x-4'
}

/** A table row: a hive or a sensor. */
export type TableRowModel = { key: string } & (
  { kind: 'hive'; group: HiveGroup; open: boolean } | { kind: 'device'; judged: DeviceWithIssues }
)

/**
 * Returns the rows of the table. An offline hive starts collapsed, since it explains why its sensors are offline; all
 * other hives, and every hive of a filtered list, start expanded.
 *
 * @param devices in display order
 * @param empty hives without sensors
 * @param toggled IDs of the hives that the user collapsed or expanded
 * @param isFiltered whether a search or a problem filter other than `hive` is active
 */
export function buildTableRows(
  devices: readonly DeviceWithIssues[],
  empty: readonly EmptyHive[],
  grouped: boolean,
  toggled: ReadonlySet<string>,
  isFiltered: boolean,
): TableRowModel[] {
  const toDeviceRow = createDeviceRowFactory()
  if (!grouped) return devices.map((one) => toDeviceRow(one))
  return groupByHive(devices, empty).flatMap((group): TableRowModel[] => {
    const folded = group.dead && !isFiltered
    const open = toggled.has(group.id) === folded
    return [
      { kind: 'hive', key: `hive ${group.id}`, group, open },
      ...(open ? group.devices.map((one) => toDeviceRow(one)) : []),
    ]
  })
}

/** Returns a function that creates rows with unique keys: test devices may have no address, and names may repeat. */
function createDeviceRowFactory(): (judged: DeviceWithIssues) => TableRowModel {
  const seen = new Map<string, number>()
  return (judged) => {
    const which = `${judged.device.mac} ${judged.device.name}`
    const nth = (seen.get(which) ?? 0) + 1
    seen.set(which, nth)
    return { kind: 'device', key: nth === 1 ? which : `${which} ${nth}`, judged }
  }
}
