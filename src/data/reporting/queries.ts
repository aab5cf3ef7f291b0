import { queryOptions } from '@tanstack/react-query'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import { currentOccupancy } from '#src/contract/reporting.ts'
import type { Poller } from '#src/lib/poller.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { recentMs, stepsFromSamples, type RecentHistory } from '#src/domain/readings/recent.ts'
import { report } from './report.ts'
import { roomsByMinute } from './requests.ts'
import { parseSamples } from '#src/domain/readings/series.ts'
import { nextSnapshot, type Snapshot } from '#src/domain/readings/snapshot.ts'

const reporting = ['reporting'] as const

/** Every room's readings now: the one poll behind all figures. A failure changes nothing but their age. */
export function snapshotQuery(poller: Poller) {
  const queryKey = [...reporting, 'snapshot'] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the poller decides when to ask, not what
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Snapshot> => {
      const { data, at } = await report(currentOccupancy, signal)
      const previous = client.getQueryData<Snapshot>(queryKey)
      return nextSnapshot(previous, parseReadings(data.data), at, poller.intervalMs)
    },
    meta: { every: poller.intervalMs, poller },
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
      return { at, rooms: stepsFromSamples(parseSamples(data.data, at), at) }
    },
    meta: { every: recentMs },
  })
}
