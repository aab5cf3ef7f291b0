import type { Sort } from './devices-params.ts'

/** A column of the table: what it is called and what it is sorted by. */
export type DeviceColumn = { label: string; sort: Sort }

const columns: readonly DeviceColumn[] = [
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
export function columnsOf(grouped: boolean): readonly DeviceColumn[] {
  return grouped ? columns : [...columns, hiveColumn]
}

/** How wide the columns are where the page has room for them; below that a row's cells stand in lines. */
export function gridOf(grouped: boolean): string {
  return grouped
    ? 'grid xl:grid-cols-[minmax(0,5fr)_minmax(0,9fr)_minmax(0,4fr)_80px_112px_112px_128px] gap-x-4'
    : 'grid xl:grid-cols-[minmax(0,5fr)_minmax(0,9fr)_minmax(0,4fr)_80px_112px_112px_128px_minmax(0,3fr)] gap-x-4'
}
