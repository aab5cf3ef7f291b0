import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatIsoPeriod, periodDetails } from '#src/format/export-heading.ts'
import { roomExportHeading } from '#src/format/room-export.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import * as text from '#messages/room-chart.ts'
import type { ChartMetric } from './chart-params.ts'

type ExportedRoom = Pick<LiveRoom, 'id' | 'name' | 'floorId'>

/**
 * Returns the heading of a download of a room's chart: room, floor, building, metric and range.
 *
 * @param range such as `24 h`; null for a period of days
 * @param period what the chart shows; null before the first data
 */
export function chartExportHeading(
  room: ExportedRoom,
  topology: Topology | undefined,
  {
    metric,
    range,
    period,
  }: {
    metric: ChartMetric
    range: string | null
    period: { from: number; to: number; zone: TimeZone } | null
  },
): ExportHeading {
  const metricName = text.exportMetrics[metric]
  const ranges = [range, period && formatIsoPeriod(period, period.zone)].filter(
    (one) => one !== null,
  )
  return roomExportHeading(
    room,
    topology,
    [metricName, ...ranges],
    [
      [text.exportMetric, metricName],
      [text.exportRange, ranges.join(', ')],
    ],
  )
}

/**
 * Returns the heading of a download about a room over a period: room, floor, building, range and time zone.
 */
export function periodExportHeading(
  room: ExportedRoom,
  topology: Topology | undefined,
  period: { from: number; to: number },
  zone: TimeZone,
): ExportHeading {
  return roomExportHeading(
    room,
    topology,
    [formatIsoPeriod(period, zone)],
    periodDetails(period, [zone]),
  )
}
