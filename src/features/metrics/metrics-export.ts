import type { MetricName } from '#src/contract/reporting.ts'
import type { MetricExample } from '#src/data/reporting/metric-queries.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { isCounted, metricPeriods, type MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatIsoPeriod } from '#src/format/export-heading.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { describeBound, roomExportHeading, timeRangeDetails } from '#src/format/room-export.ts'
import type { Cell, ExportHeading, TableExport } from '#src/lib/csv.ts'
import * as text from '#messages/metrics-page.ts'
import type { ExplainedRoom, ExplainedSensor } from './metrics-model.ts'
import { roomValueAtMoments } from './room-sum.tsx'
import { describeMeaning } from './verdict.tsx'

/** What the page shows, apart from the selected metric and sensor. */
export type MetricsView = {
  room: Pick<LiveRoom, 'id' | 'name' | 'floorId'>
  topology: Topology | undefined
  example: Pick<MetricExample, 'from' | 'to'>
  period: MetricPeriod
  zone: TimeZone
}

function toHeading(
  { room, topology, example, period, zone }: MetricsView,
  subject: string,
): ExportHeading {
  return roomExportHeading(
    room,
    topology,
    [subject, formatIsoPeriod(example, zone)],
    [...timeRangeDetails(example, zone), [text.exportWindows, text.windowNotes[period]]],
  )
}

/** Returns the nine metrics of all sensors of the room, their sums, and the metrics of the room as a table to export. */
export function toMetricsExport(view: MetricsView, explained: ExplainedRoom): TableExport {
  const { sensors, rows } = explained
  return {
    ...toHeading(view, text.tableTitle),
    rows: [
      [
        text.metricField,
        text.definitionColumn,
        text.exportUnit,
        ...sensors.map(({ name, address, hasName }) =>
          hasName ? `${name} (${address})` : address,
        ),
        text.sumColumn(sensors.length),
        text.exportSumIs,
        text.atMomentsColumn,
        text.meaningColumn,
      ],
      ...rows.map((row) => [
        row.metric.name,
        text.definitions[row.metric.name],
        row.metric.name === 'count' ? text.exportCounts : text.axisUnit,
        ...sensors.map(({ isQuiet }, index) => (isQuiet ? 0 : (row.values[index] ?? null))),
        'value' in row.room ? row.room.value : null,
        describeBound(row.room),
        roomValueAtMoments(explained, row.metric.name),
        describeMeaning(row, sensors.length),
      ]),
    ],
  }
}

/**
 * Returns a sensor's count in each window as a table to export, with marks at the counts that determine the metric. A
 * window without a count is an empty cell.
 */
export function toCountsExport(
  view: MetricsView,
  { name, address, windows }: Pick<ExplainedSensor, 'name' | 'address' | 'windows'>,
  metric: MetricName,
): TableExport {
  const { from, to } = view.example
  const { stepMs } = metricPeriods[view.period]
  const heading = toHeading(view, text.exportCountsTitle(name))
  const counts = windows.map(({ value }) => value)
  const rows: Cell[][] = []
  const addEmpty = (start: number, end: number) => {
    for (let at = start; at < end; at += stepMs) {
      rows.push([formatIsoTime(at, view.zone), null, null])
    }
  }
  const first = windows[0]?.at ?? from
  let next = first - Math.floor((first - from) / stepMs) * stepMs
  for (const [index, { at, value }] of windows.entries()) {
    addEmpty(next, at)
    const mark = isCounted(metric, counts, index) ? text.exportYes : null
    rows.push([formatIsoTime(at, view.zone), value, mark])
    next = at + stepMs
  }
  addEmpty(next, to)
  return {
    ...heading,
    details: [...heading.details, [text.sensorField, name], [text.exportMac, address]],
    rows: [[text.exportTime, text.exportPeople, text.countedLegend(metric)], ...rows],
  }
}
