import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { placeNames } from '#src/format/place-names.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { exportTitle } from '#messages/export.ts'
import * as text from '#messages/room-detail.tsx'
import type { ChartParams } from './chart-params.ts'

/** Returns the heading of a download of a room's chart: room, floor, building, metric and range. */
export function chartExportHeading(
  { id, name, floorId }: Pick<LiveRoom, 'id' | 'name' | 'floorId'>,
  topology: Topology | undefined,
  { metric, range }: Pick<ChartParams, 'metric' | 'range'>,
): ExportHeading {
  const place = floorId === null ? [] : placeNames(topology, floorId)
  const [floor = null, building = null] = place
  return {
    title: exportTitle([name, ...place], [text.exportMetrics[metric], text.exportRanges[range]]),
    details: [
      [text.exportRoom, name],
      [text.exportRoomId, id],
      [text.exportFloor, floor],
      [text.exportBuilding, building],
      [text.exportMetric, text.exportMetrics[metric]],
      [text.exportRange, text.exportRanges[range]],
    ],
  }
}
