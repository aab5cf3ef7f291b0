import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { LoadingPlaceholder } from '#src/components/ui/placeholders.tsx'
import { metricExampleQuery, type MetricExample } from '#src/data/reporting/metric-queries.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { formatDuration } from '#src/format/durations.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/metrics-page.ts'
import { explainRoom, selectSensor } from './metrics-model.ts'
import type { ChangeMetricsParams, MetricsParams } from './metrics-params.ts'
import { MetricsTable } from './metrics-table.tsx'
import { RoomSum } from './room-sum.tsx'
import { SensorCounts } from './sensor-counts.tsx'

type Props = { room: LiveRoom; params: MetricsParams; onChange: ChangeMetricsParams }

/** Keeps the last data while requests fail. */
export function RoomMetrics({ room, params, onChange }: Props) {
  const maximum = maximumPlausibleCount(room)
  const { data, error } = useQuery(metricExampleQuery(room.id, params.period, maximum))
  if (data) {
    return (
      <>
        <UpdateStatus at={data.at} error={error} />
        <LoadedMetrics {...{ room, params, onChange }} example={data} />
      </>
    )
  }
  return error ? (
    <p role="alert" className="metrics-message">
      {describePollError(error)} {text.unavailableHint}
    </p>
  ) : (
    <LoadingPlaceholder label={text.loading}>
      <div className="metrics-skeleton" />
    </LoadingPlaceholder>
  )
}

/** Shows the age of the data, and why the latest request failed. */
function UpdateStatus({ at, error }: { at: number; error: unknown }) {
  const reason = error ? describePollError(error) : null
  const message = useServerClock(
    useCallback(
      (now: number) => {
        const age = formatDuration(now - at)
        return reason === null ? text.updated(age) : text.updateFailed(reason, age)
      },
      [at, reason],
    ),
  )
  return (
    <p className="metrics-status" data-failed={reason !== null || undefined}>
      {message}
    </p>
  )
}

function LoadedMetrics({ room, params, onChange, example }: Props & { example: MetricExample }) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const { topology } = useTopology()
  const { metric, period } = params
  const explained = useMemo(
    () => explainRoom(room, example, period, directory),
    [room, example, period, directory],
  )
  const { sensors, rows } = explained
  // The sensor that is selected by default stays the same when the counts change.
  const [defaultMac] = useState(() => selectSensor(sensors)?.mac)
  const index = Math.max(
    0,
    sensors.findIndex(({ mac }) => mac === (params.sensor ?? defaultMac)),
  )
  const sensor = sensors[index]
  const row = rows.find((one) => one.metric.name === metric)
  if (!sensor || !row) return null
  const zone = findRoomTimeZone(topology, room.id)
  const view = { room, topology, example, period, zone }
  return (
    <>
      <div className="metrics-example">
        <SensorCounts {...{ sensors, sensor, metric, view, onChange }} />
        <RoomSum room={room} explained={explained} row={row} />
      </div>
      <MetricsTable {...{ view, explained, sensor, index, metric }} />
    </>
  )
}
