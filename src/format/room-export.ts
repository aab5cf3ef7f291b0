import type { RoomMetricValue } from '#src/domain/occupancy/room-metrics.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { exportTitle, range, roomColumns, timeZone } from '#messages/export.ts'
import * as text from '#messages/room-export.ts'
import { formatTimeZone } from './dates.ts'
import { formatIsoTime } from './iso-time.ts'
import { placeNames } from './place-names.ts'

type ExportedRoom = { id: string; name: string; floorId: string | null }
type Details = readonly (readonly [label: string, value: string | number | null])[]

/**
 * Returns the title and the lines above the table of an export about one room: room, floor, building, and `details`.
 *
 * @param contents what is exported, for the title, such as metric and period
 */
export function roomExportHeading(
  { id, name, floorId }: ExportedRoom,
  topology: Topology | undefined,
  contents: readonly string[],
  details: Details,
): { title: string; details: Details } {
  const place = floorId === null ? [] : placeNames(topology, floorId)
  const [floor = null, building = null] = place
  return {
    title: exportTitle([name, ...place], contents),
    details: [
      [roomColumns.room, name],
      [roomColumns.id, id],
      [roomColumns.floor, floor],
      [roomColumns.building, building],
      ...details,
    ],
  }
}

/** Returns the range of an export of less than a day with its times, and the time zone. */
export function timeRangeDetails(
  { from, to }: { from: number; to: number },
  zone: TimeZone,
): [label: string, value: string][] {
  return [
    [range, `${formatIsoTime(from, zone)} – ${formatIsoTime(to, zone)}`],
    [timeZone, formatTimeZone(zone, from, to)],
  ]
}

/** Returns whether a value is exact or a bound, as a cell; null if it is unknown. */
export function describeBound(value: RoomMetricValue): string | null {
  switch (value.kind) {
    case 'exact':
      return text.exact
    case 'partial':
      return text.atLeast
    case 'bound':
      return value.sign === '≤' ? text.atMost : text.atLeast
    case 'unknown':
    case 'never':
      return null
  }
}
