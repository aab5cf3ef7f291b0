import type { CSSProperties, Ref } from 'react'
import type { ChartRange } from '#src/domain/readings/history.ts'
import type { DeviceSort } from './devices-params.ts'
import { groupByHive, type HiveGroup, type EmptyHive } from './device-groups.ts'
import type { DeviceWithIssues } from './device-issues.ts'

/** What all rows of a table share. */
export type DeviceTableContext = {
  /** Whether sensors stand under their hives. */
  grouped: boolean
  /** What a sensor is called, by its address. */
  getSensorName: (mac: string) => string
  /** How many sensors a hive has, by its id, shown or not; empty for no known hive. */
  getHiveSize: (hiveId: string) => number
  /** Where a room opens, or its chart of a range. */
  linkTo: (roomId: string, range?: ChartRange) => string
}

/** Where a row stands among all, how its height is measured, and where it is put. */
export type VirtualRowProps = {
  index: number
  measure: Ref<HTMLDivElement> | undefined
  style: CSSProperties | undefined
}

/** A column of the table: what it is called and what it is sorted by. */
export type DeviceColumn = { label: string; sort: DeviceSort }

const baseColumns: readonly DeviceColumn[] = [
  { label: 'Sensor', sort: 'name' },
  { label: 'Health', sort: 'problem' },
  { label: 'Room', sort: 'room' },
  { label: 'Mode', sort: 'mode' },
  { label: 'Heartbeat', sort: 'heartbeat' },
  { label: 'Report', sort: 'report' },
  { label: 'Battery', sort: 'battery' },
]
const hiveColumn: DeviceColumn = { label: 'Hive', sort: 'hive' }

/** The columns; under their hives sensors need none for it. */
export function getColumns(grouped: boolean): readonly DeviceColumn[] {
  return grouped ? baseColumns : [...baseColumns, hiveColumn]
}

/** How wide the columns are where the page has room for them; below that a row's cells stand in lines. */
export function gridClasses(grouped: boolean): string {
  return grouped
    ? 'grid xl:grid-cols-[minmax(0,5fr)_minmax(0,9fr)_minmax(0,4fr)_80px_112px_112px_128px] gap-x-4'
    : 'grid xl:grid-cols-[minmax(0,5fr)_minmax(0,9fr)_minmax(0,4fr)_80px_112px_112px_128px_minmax(0,3fr)] gap-x-4'
}

/** A line of the table: a hive, or a sensor. */
export type TableRowModel = { key: string } & (
  { kind: 'hive'; group: HiveGroup; open: boolean } | { kind: 'device'; judged: DeviceWithIssues }
)

/**
 * The table's lines. A dead hive says all there is to say of its sensors, so it begins folded; the others begin open,
 * and so does every hive where somebody asked for certain sensors.
 *
 * @param devices in order
 * @param empty hives without sensors
 * @param toggled ids of the hives that somebody folded or unfolded
 * @param isFiltered whether a search or a filter chose the sensors
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

/** Makes lines with keys of their own: test devices may have no address, and then at least a name. */
function createDeviceRowFactory(): (judged: DeviceWithIssues) => TableRowModel {
  const seen = new Map<string, number>()
  return (judged) => {
    const which = `${judged.device.mac} ${judged.device.name}`
    const nth = (seen.get(which) ?? 0) + 1
    seen.set(which, nth)
    return { kind: 'device', key: nth === 1 ? which : `${which} ${nth}`, judged }
  }
}
