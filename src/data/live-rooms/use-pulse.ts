import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import { useServerTime } from '#src/lib/server-now.ts'
import { pulseAnnouncement, pulseState, pulseWords, type PulseState } from './pulse-state.ts'
import { useFreshness } from './use-live-rooms.ts'

/** The pulse of the one poll: its state, its words (which tick), and what to announce when it changes. */
export function usePulse(): {
  kind: PulseState['kind']
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
      pulseState(
        at === null ? null : now - at,
        freshness,
        error !== null,
        fetching ? null : poller.delay(),
      ),
    [at, freshness, error, fetching, poller],
  )
  return {
    kind: useServerTime(useCallback((now: number) => stateAt(now).kind, [stateAt])),
    words: useServerTime(useCallback((now: number) => pulseWords(stateAt(now)), [stateAt])),
    announcement: useServerTime(
      useCallback(
        (now: number) => pulseAnnouncement(stateAt(now), freshness),
        [stateAt, freshness],
      ),
    ),
    at,
    error,
  }
}
