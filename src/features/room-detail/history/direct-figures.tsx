import './room-history.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
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
import type { TableExport } from '#src/lib/csv.ts'
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

export function DirectSensors(props: DirectRoomProps) {
  const { room, range, today, level } = props
  const loaded = useDirectData(props)
  return (
    <Section
      title={sensors}
      note={nameDirectRange(range, today).phrase}
      level={level}
      tools={<DirectExport {...props} title={sensors} loaded={loaded} toRows={toSensorRows} />}
    >
      {loaded.kind === 'failed' ? (
        <LoadError error={loaded.error} />
      ) : loaded.kind === 'loading' ? (
        <SensorRowsLoading room={room} />
      ) : (
        <>
          <SensorRangeList
            rows={loaded.rows}
            period={describePeriod(range, loaded.data)}
            isCovered={({ coverage }) => loaded.areZerosOmitted || (coverage ?? 0) >= leastCoverage}
          />
          {loaded.areZerosOmitted && (
            <p className="mt-2 text-ink-muted">{sensorText.zerosOmitted}</p>
          )}
        </>
      )}
    </Section>
  )
}

export function DirectMetrics(props: DirectRoomProps) {
  const { room, range, today, level } = props
  const { phrase } = nameDirectRange(range, today)
  const loaded = useDirectData(props)
  return (
    <Section
      title={allMetrics}
      note={phrase}
      level={level}
      tools={
        <DirectExport
          {...props}
          title={allMetrics}
          loaded={loaded}
          toRows={(rows) => toMetricRows(rows.map(toMetricRow))}
        />
      }
    >
      {loaded.kind === 'failed' ? (
        <LoadError error={loaded.error} />
      ) : loaded.kind === 'loading' ? (
        <LoadingPlaceholder label={loadingSensors}>
          <div className="room-history-skeleton rounded-control bg-line/40" />
        </LoadingPlaceholder>
      ) : (
        <MetricTable
          roomId={room.id}
          rows={loaded.rows.map(toMetricRow)}
          period={phrase}
          meanings={{
            last: sensorText.lastMeaning,
            first: sensorText.firstMeaning,
            sum: sensorText.sumOfWindows(formatDuration(loaded.data.stepMs)),
            count: sensorText.countOfWindows(formatDuration(loaded.data.stepMs)),
          }}
        />
      )}
    </Section>
  )
}

const toMetricRow = (row: SensorRange) => ({ ...row, isQuiet: false })

type DirectData =
  | { kind: 'loading' }
  | { kind: 'failed'; error: Error }
  | {
      kind: 'loaded'
      data: SensorMetrics
      rows: readonly SensorRange[]
      areZerosOmitted: boolean
    }

/** Loads the metrics of the sensors. Both sections share the requests. */
function useDirectData({
  room,
  directory,
  range,
}: Pick<DirectRoomProps, 'room' | 'directory' | 'range'>): DirectData {
  const { data, error } = useQuery(sensorMetricsQuery(room.id, range, maximumPlausibleCount(room)))
  const { data: snapshot } = useQuery(snapshotQuery(usePollers().snapshot))
  const readings = snapshot?.readings
  const areZerosOmitted = useMemo(() => omitsZeros(allReadings(readings ?? {})), [readings])
  if (!data) return error ? { kind: 'failed', error } : { kind: 'loading' }
  const macs = room.occupancy.contributions.map(({ mac }) => mac)
  const labels = sensorLabels(macs, room.id, directory)
  return {
    kind: 'loaded',
    data,
    rows: toDirectSensorRanges(data, labels, areZerosOmitted),
    areZerosOmitted,
  }
}

function LoadError({ error }: { error: Error }) {
  return (
    <p role="alert" className="text-ink-muted">
      {text.loadFailed(describePollError(error))}
    </p>
  )
}

/** Buttons that export the sensors. Until they have loaded, the buttons are hidden but take up their space. */
function DirectExport({
  room,
  zone,
  title,
  loaded,
  toRows,
}: Pick<DirectRoomProps, 'room' | 'zone'> & {
  title: string
  loaded: DirectData
  toRows: (rows: readonly SensorRange[]) => TableExport['rows']
}) {
  const { data, rows } = loaded.kind === 'loaded' ? loaded : { data: { from: 0, to: 0 }, rows: [] }
  return (
    <div className={loaded.kind === 'loaded' ? undefined : 'invisible'}>
      <RoomExportButtons {...{ room, zone, title }} period={data} getRows={() => toRows(rows)} />
    </div>
  )
}

/** Returns the range as a phrase for a question: `in 7 days`. */
function describePeriod(range: DirectRange, { from, to }: SensorMetrics): string {
  if (range.name !== 'period') return sensorText.inPast(rangePhrases[range.name])
  const dates = [from, Math.max(from, to - 1)].map((at) => localDateAt(at, range.zone))
  const days = daysBetween(dates[0] ?? '', dates[1] ?? '') + 1
  return days > 1 ? sensorText.inDays(days) : sensorText.onDay(formatDay(from, range.zone))
}
