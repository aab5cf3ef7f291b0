import { queryOptions } from '@tanstack/react-query'
import { isSignedOut } from '#src/api/errors.ts'
import { serverClock } from '#src/api/server-clock.ts'
import { minute } from '#src/time/duration.ts'
import { currentOccupancy } from './contract.ts'
import type { Poller } from './poller.ts'
import { parseReadings } from './readings.ts'
import { recentMs, stepsFromSamples, type RecentHistory } from './recent.ts'
import { report } from './report.ts'
import { roomsByMinute } from './requests.ts'
import { parseSamples } from './series.ts'
import { nextSnapshot, type Snapshot } from './snapshot.ts'

const reporting = ['reporting'] as const

/** What failed is asked for again after this. */
const retryMs = 30_000

/** Every room's readings now: the one poll behind all figures. A failure changes nothing but their age. */
export function snapshotQuery(poller: Poller) {
  const queryKey = [...reporting, 'snapshot'] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the poller decides when to ask, not what
  return queryOptions({
    queryKey,
    queryFn: ({ client, signal }) =>
      polled(poller, signal, async (): Promise<Snapshot> => {
        const { data, at } = await report(currentOccupancy, signal)
        const previous = client.getQueryData<Snapshot>(queryKey)
        return nextSnapshot(previous, parseReadings(data.data), at, poller.intervalMs)
      }),
    ...schedule(poller),
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** What the API knows of every room's last half hour: where the sparklines start. Polls then grow them. */
export function recentHistoryQuery() {
  return queryOptions({
    queryKey: [...reporting, 'recent'] as const,
    queryFn: async ({ signal }): Promise<RecentHistory> => {
      const from = Math.floor((serverClock.now() - recentMs) / minute) * minute
      const { data, at } = await report(roomsByMinute(from), signal)
      return { at, rooms: stepsFromSamples(parseSamples(data.data), at) }
    },
    refetchInterval: (query) => (query.state.data ? false : retryMs),
    staleTime: recentMs,
  })
}

/** Tells the poller how a poll went, so that it knows when the next is due. */
export async function polled<TData>(
  poller: Poller,
  signal: AbortSignal,
  poll: () => Promise<TData>,
): Promise<TData> {
  poller.begin()
  try {
    const data = await poll()
    poller.succeeded()
    return data
  } catch (error) {
    // A poll that nobody waits for any more did not fail.
    if (!signal.aborted) poller.failed(error)
    throw error
  }
}

/** How a query is asked again by its poller. */
export function schedule(poller: Poller) {
  return {
    refetchInterval: (query: { state: { fetchStatus: string; error: unknown } }) =>
      query.state.fetchStatus === 'fetching' || isSignedOut(query.state.error)
        ? (false as const)
        : poller.delay(),
    staleTime: poller.intervalMs,
    // A view that opens shows what is known; when the next poll is due the poller knows, also if it is due at once.
    refetchOnMount: false,
  }
}
