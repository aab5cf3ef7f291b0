import { useQuery } from '@tanstack/react-query'
import { Suspense, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { lazyOrNothing, lazyPart } from '#src/components/ui/lazy-part.tsx'
import { roomFreshness, toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { useFreshness, useSnapshotAt, snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { metricPeriods } from '#src/domain/readings/metric-windows.ts'
import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { cannotBeShown } from '#messages/common.ts'
import * as text from '#messages/room-detail.tsx'
import { RoomSummary } from './room-summary.tsx'
import { toMetricRows } from './metric-export.ts'
import { RoomExportButtons } from './room-export-buttons.tsx'
import { MetricTable } from './metric-table.tsx'
import { HistoryChart, type DirectRoomProps } from './history-chart.tsx'
import { Section, sectionClasses } from './panel-layout.tsx'
import { SensorRowsLoading } from './room-placeholders.tsx'
import { SensorList, buildSensorRows, type SensorRow } from './sensor-list.tsx'
import { SumBreakdown } from './sum-breakdown.tsx'

const LazySensors = lazyPart(() =>
  import('./history/direct-figures.tsx').then((module) => module.DirectSensors),
)
const LazySuspectNotes = lazyOrNothing(() =>
  import('./history/suspect-notes.tsx').then((module) => module.RoomSuspectNotes),
)
const LazyMetrics = lazyPart(() =>
  import('./history/direct-figures.tsx').then((module) => module.DirectMetrics),
)

/** Shows a room with data directly from Butlr, without the history. */
export function LiveContent(props: DirectRoomProps) {
  const { room, directory, zone, range, level } = props
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
  const chart = <HistoryChart {...props} />
  if (range.name !== 'live') {
    return (
      <>
        {summary}
        <RangePart
          title={text.sensors}
          part={<LazySensors {...props} />}
          fallback={
            <Section title={text.sensors} level={level}>
              <SensorRowsLoading room={room} />
            </Section>
          }
        />
        {chart}
        <RangePart title={text.allMetrics} part={<LazyMetrics {...props} />} />
      </>
    )
  }
  const rows = snapshot ? buildSensorRows(room, snapshot, directory, polled) : []
  const figure = polled === 'no-data' ? toUnknownOccupancy(rows, at) : room.occupancy
  const isOutdated = polled === 'stale' || polled === 'no-data'
  return (
    <>
      {summary}
      <Section title={text.sensors} note={text.currentPeriod} level={level}>
        <div className="mb-4 empty:hidden">
          <Suspense fallback={null}>
            <LazySuspectNotes room={room} zone={zone} labels={rows} period={null} />
          </Suspense>
        </div>
        <SensorList rows={rows} zone={zone} dimmed={isOutdated} />
        <SumBreakdown figure={figure} labels={rows} dimmed={isOutdated || view.kind === 'stale'} />
      </Section>
      {chart}
      <Section
        title={text.allMetrics}
        note={text.currentPeriod}
        level={level}
        tools={
          at !== null && (
            <RoomExportButtons
              room={room}
              period={{ from: at - metricPeriods['2m'].spanMs, to: at }}
              zone={zone}
              title={text.allMetrics}
              getRows={() => toMetricRows(rows)}
            />
          )
        }
      >
        <MetricTable roomId={room.id} rows={rows} />
      </Section>
    </>
  )
}

/** Returns the occupancy of a room whose sensors have not reported. */
function toUnknownOccupancy(rows: readonly SensorRow[], at: number | null): RoomOccupancy {
  return {
    kind: 'none',
    seenAt: at,
    reportingSensors: 0,
    expectedSensors: rows.length,
    contributions: rows.map(({ contribution }) => contribution),
  }
}

/** Loads a section when it is first shown. */
function RangePart({
  title,
  part,
  fallback = <div className={sectionClasses} />,
}: {
  title: string
  part: ReactNode
  fallback?: ReactNode
}) {
  return (
    <ErrorBoundary fallback={<p className={sectionClasses}>{cannotBeShown(title)}</p>}>
      <Suspense fallback={fallback}>{part}</Suspense>
    </ErrorBoundary>
  )
}
