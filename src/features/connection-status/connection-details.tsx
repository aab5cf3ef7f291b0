import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { HttpError } from '#src/contract/errors.ts'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { Button } from '#src/components/ui/button.tsx'
import { Age } from '#src/components/time/timestamps.tsx'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery, useLiveRooms, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { refetchNow } from '#src/lib/query-polling.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { formatDuration } from '#src/format/durations.ts'
import * as text from '#messages/connection-details.tsx'

const isIncomplete = (snapshot: Snapshot) => snapshot.incomplete === true

export function ConnectionDetails() {
  const at = useSnapshotAt()
  const { snapshot } = usePollers()
  const { rooms = [] } = useLiveRooms()
  const client = useQueryClient()
  const query = snapshotQuery(snapshot)
  const { data: incomplete, error, isFetching } = useQuery({ ...query, select: isIncomplete })
  // Until the delay in Butlr's Retry-After has passed, a retry would send no request.
  const canRetry = error !== null && !(error instanceof HttpError && error.retryAfterMs !== null)
  const total = computeTotals(rooms)
  const skew = useServerClock(useCallback(() => text.clockSkew(serverClock.skewMs()), []))
  const latency = snapshot.latencyMs()
  const known = rooms.filter((room) => room.state !== 'no-data').length
  return (
    <>
      {canRetry && (
        <Button
          className="mb-3"
          disabled={isFetching}
          onClick={() => void refetchNow(client, { queryKey: query.queryKey, exact: true })}
        >
          {text.tryNowButton}
        </Button>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5 tabular-nums [&_dd]:text-right [&_dt]:text-ink-muted">
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
    </>
  )
}
