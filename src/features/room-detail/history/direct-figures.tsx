import './room-history.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { LoadingPlaceholder } from '#src/components/ui/placeholders.tsx'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { sensorMetricsQuery, type SensorMetrics } from '#src/data/reporting/range-queries.ts'
import { omitsZeros } from '#src/domain/occupancy/room-occupancy.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import type { DirectRange } from '#src/domain/readings/direct-range.ts'
import { allReadings } from '#src/domain/readings/readings.ts'
import { daysBetween, localDateAt } from '#src/domain/time/local-date.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatDay } from '#src/format/periods.ts'
import { sensorLabels } from '#src/format/sensor-labels.ts'
import { nameDirectRange } from '#src/features/room-detail/direct-range.ts'
import type { DirectRoomProps } from '#src/features/room-detail/history-chart.tsx'
import { toMetricRows, toSensorRows } from '#src/features/room-detail/metric-export.ts'
import { RoomExportButtons } from '#src/features/room-detail/room-export-buttons.tsx'
import { MetricTable } from '#src/features/room-detail/metric-table.tsx'
import { Section } from '#src/features/room-detail/panel-layout.tsx'
import { SensorRowsLoading } from '#src/features/room-detail/room-placeholders.tsx'
import { allMetrics, loadingSensors, sensors } from '#messages/room-detail.tsx'
import { rangePhrases } from '#messages/room-chart.ts'
import * as text from '#messages/room-history.tsx'
import * as sensorText from '#messages/sensor-history.ts'
import { leastCoverage } from './sensor-questions.ts'
import { toDirectSensorRanges, type SensorRange } from './sensor-range.ts'
import { SensorRangeList } from './sensor-ranges.tsx'

export function DirectSensors({ room, directory, range, today, zone, level }: DirectRoomProps) {
  return (
    <Section title={sensors} note={nameDirectRange(range, today).phrase} level={level}>
      <DirectData {...{ room, directory, range }} loading={<SensorRowsLoading room={room} />}>
        {({ data, rows, areZerosOmitted }) => (
          <>
            <SensorRangeList
              rows={rows}
              period={describePeriod(range, data)}
              isCovered={({ coverage }) => areZerosOmitted || (coverage ?? 0) >= leastCoverage}
            />
            {areZerosOmitted && <p className="mt-2 text-ink-muted">{sensorText.zerosOmitted}</p>}
            <RoomExportButtons
              {...{ room, zone }}
              period={data}
              title={sensors}
              getRows={() => toSensorRows(rows)}
            />
          </>
        )}
      </DirectData>
    </Section>
  )
}

export function DirectMetrics({ room, directory, range, today, zone, level }: DirectRoomProps) {
  const { phrase } = nameDirectRange(range, today)
  return (
    <Section title={allMetrics} note={phrase} level={level}>
      <DirectData
        {...{ room, directory, range }}
        loading={
          <LoadingPlaceholder label={loadingSensors}>
            <div className="room-history-skeleton rounded-control bg-line/40" />
          </LoadingPlaceholder>
        }
      >
        {({ data, rows }) => (
          <>
            <MetricTable
              roomId={room.id}
              rows={rows.map((row) => ({ ...row, isQuiet: false }))}
              period={phrase}
              meanings={{
                last: sensorText.lastMeaning,
                first: sensorText.firstMeaning,
                sum: sensorText.sumOfWindows(formatDuration(data.stepMs)),
                count: sensorText.countOfWindows(formatDuration(data.stepMs)),
              }}
            />
            <RoomExportButtons
              {...{ room, zone }}
              period={data}
              title={allMetrics}
              getRows={() => toMetricRows(rows.map((row) => ({ ...row, isQuiet: false })))}
            />
          </>
        )}
      </DirectData>
    </Section>
  )
}

type LoadedRange = { data: SensorMetrics; rows: readonly SensorRange[]; areZerosOmitted: boolean }

/** Loads the metrics of the sensors. Both sections share the requests. */
function DirectData({
  room,
  directory,
  range,
  loading,
  children,
}: Pick<DirectRoomProps, 'room' | 'directory' | 'range'> & {
  loading: ReactNode
  children: (loaded: LoadedRange) => ReactNode
}) {
  const { data, error } = useQuery(sensorMetricsQuery(room.id, range, maximumPlausibleCount(room)))
  const { data: snapshot } = useQuery(snapshotQuery(usePollers().snapshot))
  const readings = snapshot?.readings
  const areZerosOmitted = useMemo(() => omitsZeros(allReadings(readings ?? {})), [readings])
  if (!data) {
    return error ? (
      <p role="alert" className="text-ink-muted">
        {text.loadFailed(describePollError(error))}
      </p>
    ) : (
      loading
    )
  }
  const macs = room.occupancy.contributions.map(({ mac }) => mac)
  const labels = sensorLabels(macs, room.id, directory)
  return children({
    data,
    rows: toDirectSensorRanges(data, labels, areZerosOmitted),
    areZerosOmitted,
  })
}

/** Returns the range as a phrase for a question: `in 7 days`. */
function describePeriod(range: DirectRange, { from, to }: SensorMetrics): string {
  if (range.name !== 'period') return sensorText.inPast(rangePhrases[range.name])
  const dates = [from, Math.max(from, to - 1)].map((at) => localDateAt(at, range.zone))
  const days = daysBetween(dates[0] ?? '', dates[1] ?? '') + 1
  return days > 1 ? sensorText.inDays(days) : sensorText.onDay(formatDay(from, range.zone))
}
