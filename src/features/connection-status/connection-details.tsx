import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery, useLiveRooms, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { formatDuration } from '#src/format/durations.ts'
import * as text from '#messages/connection-details.tsx'

const isIncomplete = (snapshot: Snapshot) => snapshot.incomplete === true

/** Connection details: last poll, latency, share of rooms that report, and clock skew of this device. */
export function ConnectionDetails() {
  const at = useSnapshotAt()
  const { snapshot } = usePollers()
  const { rooms = [] } = useLiveRooms()
  const { data: incomplete } = useQuery({ ...snapshotQuery(snapshot), select: isIncomplete })
  const total = computeTotals(rooms)
  const skew = useServerClock(useCallback(() => text.clockSkew(serverClock.skewMs()), []))
  const latency = snapshot.latencyMs()
  const known = rooms.filter((room) => room.state !== 'no-data').length
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 [&_dd]:text-right [&_dd]:tabular-nums [&_dt]:text-ink-muted">
      <dt>{text.lastUpdateTerm}</dt>
      <dd>{text.lastUpdate(at === null ? null : <Age at={at} />, incomplete === true)}</dd>
      <dt>{text.responseTimeTerm}</dt>
      <dd>{latency === null ? '–' : text.responseTime(latency)}</dd>
      <dt>{text.updateIntervalTerm}</dt>
      <dd>{formatDuration(snapshot.intervalMs)}</dd>
      <dt>{text.roomsTerm}</dt>
      <dd>{text.share(known, rooms.length)}</dd>
      <dt>{text.sensorsTerm}</dt>
      <dd>{text.share(total.reportingSensors, total.expectedSensors)}</dd>
      <dt>{text.clockTerm}</dt>
      <dd>{skew}</dd>
    </dl>
  )
}
