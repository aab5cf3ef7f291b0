import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatClockSkew, useConnectionStatus } from './use-connection-status.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'

const isIncomplete = (snapshot: Snapshot) => snapshot.incomplete === true

/** Connection details: last poll, latency, share of rooms that report, and clock skew of this device. */
export function ConnectionDetails() {
  const { at } = useConnectionStatus()
  const { snapshot } = usePollers()
  const { rooms = [] } = useLiveRooms()
  const { data: incomplete } = useQuery({ ...snapshotQuery(snapshot), select: isIncomplete })
  const total = computeTotals(rooms)
  const skew = useServerClock(useCallback(() => formatClockSkew(serverClock.skewMs()), []))
  const latency = snapshot.latencyMs()
  const known = rooms.filter((room) => room.state !== 'no-data').length
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 [&_dd]:text-right [&_dt]:text-ink-muted">
      <dt>Last answer</dt>
      <dd>
        {at === null ? 'none yet' : <Age at={at} />}
        {incomplete && ', incomplete'}
      </dd>
      <dt>Answered in</dt>
      <dd>{latency === null ? '–' : `${Math.round(latency)} ms`}</dd>
      <dt>Asked every</dt>
      <dd>{formatDuration(snapshot.intervalMs)}</dd>
      <dt>Rooms with data</dt>
      <dd>
        {known} of {rooms.length}
      </dd>
      <dt>Sensors reporting</dt>
      <dd>
        {total.reportingSensors} of {total.expectedSensors}
      </dd>
      <dt>This device’s clock</dt>
      <dd>{skew}</dd>
    </dl>
  )
}
