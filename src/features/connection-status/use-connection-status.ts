import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { formatDuration } from '#src/format/durations.ts'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'

/** Whether the displayed data is current and, if not, when the next attempt follows. */
export type ConnectionStatus =
  | { kind: 'connecting' }
  | { kind: 'live' | 'late'; ageMs: number }
  | { kind: 'reconnecting'; ageMs: number | null; nextTryMs: number | null }

/**
 * Returns the connection status from the state of the poll.
 *
 * @param ageMs age of the data in milliseconds; null before the first response
 * @param failed whether the latest poll failed
 * @param nextTryMs milliseconds until the next poll; null while one is in progress
 */
export function connectionStatus(
  ageMs: number | null,
  freshness: Freshness,
  failed: boolean,
  nextTryMs: number | null,
): ConnectionStatus {
  if (failed) return { kind: 'reconnecting', ageMs, nextTryMs }
  if (ageMs === null) return { kind: 'connecting' }
  return { kind: freshness === 'live' ? 'live' : 'late', ageMs }
}

/** Describes the status: `Live · 3 s ago`, `Reconnecting · next try in 8 s`. */
export function describeConnection(state: ConnectionStatus): string {
  switch (state.kind) {
    case 'connecting':
      return 'Connecting'
    case 'live':
      return `Live · ${formatDuration(state.ageMs)} ago`
    case 'late':
      return `Late · ${formatDuration(state.ageMs)} ago`
    case 'reconnecting':
      return state.nextTryMs === null
        ? 'Reconnecting · trying now'
        : `Reconnecting · next try in ${formatDuration(Math.max(1_000, state.nextTryMs + 999))}`
  }
}

/**
 * Returns the text that screen readers announce when it changes: the state without its age.
 *
 * @param freshness freshness of the displayed data
 */
export function connectionAnnouncement(state: ConnectionStatus, freshness: Freshness): string {
  switch (state.kind) {
    case 'connecting':
      return ''
    case 'live':
      return 'Figures are live.'
    case 'late':
      return 'Figures are late.'
    case 'reconnecting':
      return freshness === 'live'
        ? ''
        : freshness === 'no-data'
          ? 'No figures. Headroom keeps trying.'
          : 'Figures are no longer live. Headroom keeps trying.'
  }
}

/** Describes the clock skew of the device, which matters when the same screen shows other clocks. */
export function formatClockSkew(skewMs: number | null): string {
  if (skewMs === null) return 'not measured yet'
  if (Math.abs(skewMs) < 2_000) return 'agrees with the server'
  return `${formatDuration(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} the server`
}

/** Returns the connection status of the snapshot poll, its description (which ticks), and the announcement. */
export function useConnectionStatus(): {
  kind: ConnectionStatus['kind']
  words: string
  announcement: string
  at: number | null
  error: unknown
} {
  const { snapshot: poller } = usePollers()
  const {
    data: at = null,
    error,
    fetchStatus,
  } = useQuery({
    ...snapshotQuery(poller),
    select: (snapshot) => snapshot.at,
  })
  const freshness = useFreshness()
  const fetching = fetchStatus === 'fetching'

  const stateAt = useCallback(
    (now: number) =>
      connectionStatus(
        at === null ? null : now - at,
        freshness,
        error !== null,
        fetching ? null : poller.delay(),
      ),
    [at, freshness, error, fetching, poller],
  )
  return {
    kind: useServerClock(useCallback((now: number) => stateAt(now).kind, [stateAt])),
    words: useServerClock(
      useCallback((now: number) => describeConnection(stateAt(now)), [stateAt]),
    ),
    announcement: useServerClock(
      useCallback(
        (now: number) => connectionAnnouncement(stateAt(now), freshness),
        [stateAt, freshness],
      ),
    ),
    at,
    error,
  }
}
