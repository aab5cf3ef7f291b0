import './room-history.css'
import './history-charts.css'
import './history-cells.css'
import { Suspense, useState } from 'react'
import type { RoomHistory } from '#src/contract/history.ts'
import {
  comparisonRange,
  rangePeriod,
  type RangeName,
  type RoomRange,
} from '#src/domain/history/ranges.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { formatDays } from '#src/format/periods.ts'
import { sensorLabels } from '#src/format/sensor-labels.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { toMetricRows } from '#src/features/room-detail/metric-export.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { loading } from '#messages/room-history.tsx'
import * as sensorText from '#messages/sensor-history.ts'
import { allMetrics } from '#messages/room-detail.tsx'
import { Section, type SectionLevel } from '#src/features/room-detail/panel-layout.tsx'
import { RoomSkeleton } from '#src/features/room-detail/room-placeholders.tsx'
import { MetricTable } from '#src/features/room-detail/metric-table.tsx'
import { periodExportHeading } from '#src/features/room-detail/chart-export.ts'
import { createCellScale } from './cell-scale.ts'
import { describeHistoryError } from './describe-history-error.ts'
import { CoverageSection } from './coverage-section.tsx'
import { HistoryFailure } from './history-failure.tsx'
import { DaySection } from './day-chart.tsx'
import { StripSection } from './day-strips.tsx'
import { GroupSizeSection } from './group-sizes.tsx'
import { toSectionExport } from './history-export.ts'
import { HistorySummary } from './history-summary.tsx'
import type { HistoryView } from './history-view.ts'
import { toSensorRanges, type SensorRange } from './sensor-range.ts'
import { SensorRangeSection } from './sensor-ranges.tsx'
import { StepChart } from './step-chart.tsx'
import { useComparison, type Comparison } from './use-comparison.ts'
import { useRoomOpening } from './opening.ts'
import { useRoomHistory } from './use-room-history.ts'
import { WeekHourSection } from './week-hours.tsx'

type Props = {
  room: LiveRoom
  directory: SensorDirectory | undefined
  zone: TimeZone
  range: RoomRange
  /** An instant on the current day, in Unix milliseconds. */
  today: number
  isCompared: boolean
  onCompare: (isCompared: boolean) => void
  onSelect: (name: RangeName) => void
  level: SectionLevel
}

export function RoomHistoryPage({ room, range, today, zone, onSelect, ...props }: Props) {
  const period = rangePeriod(range, today, zone)
  const before = comparisonRange(range, today, zone)
  const { topology } = useTopology()
  const { data, error, problem, isFetching } = useRoomHistory(room.id, period, today)
  const comparison = useComparison(room.id, before && rangePeriod(before, today, zone), {
    isCompared: props.isCompared && problem === null,
    today,
    zone,
  })
  const history = useLatest(data ?? null, room.id)
  const message = error || problem ? describeHistoryError(error, problem) : null
  // The data of another period stays visible only while the selected period can still load.
  if (message !== null && (history === null || (data === undefined && problem !== null))) {
    return <HistoryFailure {...{ message, problem, period, isFetching, onSelect }} />
  }
  if (history === null) return <HistoryLoading />
  // While another period loads, `history` is still that of the previous period.
  const dates = formatDays(history.from, history.to, zone, today)
  const exportHeading = periodExportHeading(room, topology, history, zone)
  return (
    <LoadedHistory
      {...props}
      {...{ room, zone, history, dates, exportHeading }}
      comparison={comparison}
      isWaiting={data === undefined}
      isFetching={isFetching}
      error={message}
    />
  )
}

/** Returns the latest history of a room, so that the page stays while another period loads. */
function useLatest(history: RoomHistory | null, roomId: string): RoomHistory | null {
  const [latest, setLatest] = useState<{ roomId: string; history: RoomHistory } | null>(null)
  if (history && latest?.history !== history) setLatest({ roomId, history })
  return history ?? (latest?.roomId === roomId ? latest.history : null)
}

/** Returns the other rooms with sensors but without a capacity. */
function useUnsizedRooms(roomId: string) {
  const { rooms = [] } = useLiveRooms()
  return rooms.filter(
    ({ id, capacity, occupancy }) =>
      id !== roomId && capacity === null && occupancy.expectedSensors > 0,
  )
}

function LoadedHistory({
  room,
  directory,
  zone,
  history,
  comparison,
  dates,
  exportHeading,
  level,
  isCompared,
  onCompare,
  isWaiting,
  isFetching,
  error,
}: Omit<Props, 'range' | 'today' | 'onSelect'> & {
  history: RoomHistory
  comparison: Comparison | null
  dates: string
  exportHeading: ExportHeading
  /** Whether `history` is that of another period, because the selected period is loading. */
  isWaiting: boolean
  isFetching: boolean
  /** A sentence about why the last request failed; null if it succeeded. */
  error: string | null
}) {
  const { contributions } = room.occupancy
  const macs = [...contributions, ...history.sensors].map(({ mac }) => mac)
  const opening = useRoomOpening(room.floorId)
  const view: HistoryView = {
    history,
    opening,
    previous: comparison?.previous ?? null,
    zone,
    dates,
    labels: sensorLabels([...new Set(macs)], room.id, directory),
    scale: createCellScale(history.capacity, history.peak?.people ?? 0, room.busyThreshold),
    level,
    exportHeading,
  }
  const rows = toSensorRanges(history, view.labels)
  const isOneDay = history.days.length <= 1
  return (
    <>
      <HistorySummary
        {...{ room, view, comparison, isCompared, onCompare, isWaiting, isFetching, error }}
      />
      {isOneDay ? (
        <Suspense>
          <StepChart view={view} />
        </Suspense>
      ) : (
        <>
          <DaySection view={view} />
          <StripSection view={view} />
        </>
      )}
      <WeekHourSection view={view} />
      <GroupSizeSection view={view} />
      <SensorRangeSection view={view} rows={rows} />
      {history.sensors.length > 0 && <MetricSection roomId={room.id} view={view} rows={rows} />}
      <CoverageSection view={view} unsizedRooms={useUnsizedRooms(room.id)} />
    </>
  )
}

function MetricSection({
  roomId,
  view: { dates, level, exportHeading },
  rows,
}: {
  roomId: string
  view: HistoryView
  rows: readonly SensorRange[]
}) {
  const sensors = rows.map((row) => ({ ...row, isQuiet: false }))
  return (
    <Section
      title={allMetrics}
      note={dates}
      level={level}
      tools={
        <ExportButtons
          label={allMetrics}
          getTable={() => toSectionExport(exportHeading, allMetrics, toMetricRows(sensors))}
        />
      }
    >
      <MetricTable
        roomId={roomId}
        rows={sensors}
        period={dates}
        meanings={{ last: sensorText.lastMeaning, first: sensorText.firstMeaning }}
      />
    </Section>
  )
}

function HistoryLoading() {
  return (
    <RoomSkeleton label={loading}>
      <div className="mt-6 h-14 w-full rounded-control bg-line/60" />
      <div className="room-history-skeleton rounded-control bg-line/40" />
      <div className="room-history-skeleton rounded-control bg-line/40" />
    </RoomSkeleton>
  )
}
