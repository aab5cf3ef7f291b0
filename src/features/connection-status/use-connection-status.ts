import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery, useFreshness, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/connection-status.ts'

export type ConnectionStatus = 'connecting' | 'live' | 'late' | 'reconnecting'

/**
 * Returns the connection status from the state of the poll.
 *
 * @param hasData whether a response has arrived
 * @param freshness freshness of the displayed data
 * @param failed whether the latest poll failed
 */
export function connectionStatus(
  hasData: boolean,
  freshness: Freshness,
  failed: boolean,
): ConnectionStatus {
  if (failed) return 'reconnecting'
  if (!hasData) return 'connecting'
  return freshness === 'live' ? 'live' : 'late'
}

/**
 * Describes the status: `Live · 3 s ago`, `Reconnecting · next try in 8 s`.
 *
 * @param ageMs age of the data in milliseconds
 * @param nextTryMs milliseconds until the next poll; null while one is in progress
 */
export function describeConnection(
  status: ConnectionStatus,
  ageMs: number,
  nextTryMs: number | null,
): string {
  if (status === 'connecting') return text.connecting
  if (status === 'live') return text.live(ageMs)
  if (status === 'late') return text.late(ageMs)
  return text.reconnecting(nextTryMs === null ? null : Math.max(1_000, nextTryMs + 999))
}

/**
 * Returns the text that screen readers announce when it changes: the status without its age; empty while connecting,
 * and while a poll has failed but the data is still live.
 *
 * @param freshness freshness of the displayed data
 */
export function connectionAnnouncement(status: ConnectionStatus, freshness: Freshness): string {
  if (status === 'live') return text.dataIsLive
  if (status === 'late') return text.dataIsLate
  if (status === 'connecting' || freshness === 'live') return ''
  return freshness === 'no-data' ? text.noData : text.dataIsNotLive
}

/**
 * Returns the connection status with its description (updated every second) and its announcement. `at` is the time of
 * the data in Unix milliseconds, or null before the first response; `error` is the error of the snapshot poll.
 */
export function useConnectionStatus(): {
  status: ConnectionStatus
  description: string
  announcement: string
  at: number | null
  error: unknown
} {
  const { snapshot: poller } = usePollers()
  const { error, isFetching } = useQuery(snapshotQuery(poller))
  const at = useSnapshotAt()
  const freshness = useFreshness()
  const status = connectionStatus(at !== null, freshness, error !== null)
  const description = useServerClock(
    useCallback(
      (now: number) =>
        describeConnection(status, now - (at ?? now), isFetching ? null : poller.delay()),
      [status, at, isFetching, poller],
    ),
  )
  return {
    status,
    description,
    announcement: connectionAnnouncement(status, freshness),
    at,
    error,
  }
}
