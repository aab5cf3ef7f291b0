import { useQuery } from '@tanstack/react-query'
import { roomFreshness, toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { useFreshness, useSnapshotAt, snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import * as text from '#messages/room-detail.tsx'
import { RoomSummary } from './room-summary.tsx'
import { MetricTable } from './metric-table.tsx'
import { HistoryChart, type DirectRoomProps } from './history-chart.tsx'
import { Section } from './panel-layout.tsx'
import { SensorList, buildSensorRows } from './sensor-list.tsx'
import { SumBreakdown } from './sum-breakdown.tsx'

/** The content of a room as the API answers directly: summary, sensors, chart and metrics. */
export function LiveContent({ room, directory, zone, range, level }: DirectRoomProps) {
  const poller = usePollers().snapshot
  const { data: snapshot } = useQuery(snapshotQuery(poller))
  const at = useSnapshotAt()
  const polled = useFreshness()
  const view = toDisplayedOccupancy(room, roomFreshness(room, polled, at, poller.intervalMs), at)
  const summary = <RoomSummary {...{ room, view, polled, at, zone }} level={level === 2 ? 1 : 2} />
  if (room.occupancy.expectedSensors === 0) {
    return (
      <>
        {summary}
        <Section title={text.sensors} level={level}>
          <p className="text-ink-muted">{text.noSensors}</p>
        </Section>
      </>
    )
  }
  const rows = snapshot ? buildSensorRows(room, snapshot, directory, polled) : []
  const figure: RoomOccupancy =
    polled === 'no-data'
      ? {
          kind: 'none',
          seenAt: at,
          reportingSensors: 0,
          expectedSensors: rows.length,
          contributions: rows.map(({ contribution }) => contribution),
        }
      : room.occupancy
  const isOutdated = polled === 'stale' || polled === 'no-data'
  return (
    <>
      {summary}
      <Section title={text.sensors} note={text.currentPeriod} level={level}>
        <SensorList rows={rows} zone={zone} dimmed={isOutdated} />
        <SumBreakdown figure={figure} labels={rows} dimmed={isOutdated || view.kind === 'stale'} />
      </Section>
      <HistoryChart room={room} directory={directory} zone={zone} range={range} level={level} />
      <Section title={text.allMetrics} note={text.currentPeriod} level={level}>
        <MetricTable roomId={room.id} rows={rows} />
      </Section>
    </>
  )
}
