import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { periodDetails } from '#src/format/export-heading.ts'
import { placeNames } from '#src/format/place-names.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { exportTitle } from '#messages/export.ts'
import * as text from '#messages/room-chart.ts'
import type { ChartMetric } from './chart-params.ts'

type ExportedRoom = Pick<LiveRoom, 'id' | 'name' | 'floorId'>

/**
 * Returns the heading of a download of a room's chart: room, floor, building, metric and range.
 *
 * @param range such as `24 h`
 */
export function chartExportHeading(
  room: ExportedRoom,
  topology: Topology | undefined,
  { metric, range }: { metric: ChartMetric; range: string },
): ExportHeading {
  const metricName = text.exportMetrics[metric]
  return roomExportHeading(
    room,
    topology,
    [metricName, range],
    [
      [text.exportMetric, metricName],
      [text.exportRange, range],
    ],
  )
}

/**
 * Returns the heading of a download about a room over a period: room, floor, building, range and time zone.
 *
 * @param dates such as `27 Oct – 25 Nov`
 */
export function periodExportHeading(
  room: ExportedRoom,
  topology: Topology | undefined,
  dates: string,
  period: { from: number; to: number },
  zone: TimeZone,
): ExportHeading {
  return roomExportHeading(room, topology, [dates], periodDetails(period, [zone]))
}

function roomExportHeading(
  { id, name, floorId }: ExportedRoom,
  topology: Topology | undefined,
  contents: readonly string[],
  details: readonly (readonly [label: string, value: string])[],
): ExportHeading {
  const place = floorId === null ? [] : placeNames(topology, floorId)
  const [floor = null, building = null] = place
  return {
    title: exportTitle([name, ...place], contents),
    details: [
      [text.exportRoom, name],
      [text.exportRoomId, id],
      [text.exportFloor, floor],
      [text.exportBuilding, building],
      ...details,
    ],
  }
}
