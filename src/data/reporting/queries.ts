import { request } from '#src/lib/api/request.ts'
import { roomsByMinuteRequest } from './reporting-requests.ts'
import { ContractError } from '#src/contract/errors.ts'
import {
  ReportResponse,
  type ReportingRequest,
  currentOccupancyRequest,
} from '#src/contract/reporting.ts'
import { queryOptions } from '@tanstack/react-query'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Poller } from '#src/lib/poller.ts'
import { parseReadings, parseSamples } from '#src/domain/readings/readings.ts'
import {
  recentHistoryMs,
  changesFromSamples,
  type RecentHistory,
} from '#src/domain/readings/recent-history.ts'
import { nextSnapshot, type Snapshot } from '#src/domain/readings/snapshot.ts'

/** Requests a report from the gateway. `at` is the time of the response, in Unix milliseconds of the server's clock. */
async function postReport(body: ReportingRequest, signal: AbortSignal) {
  const { data: report, at } = await request({
    method: 'POST',
    path: '/api/v3/reporting',
    body,
    schema: ReportResponse,
    signal,
  })
  return { report, at }
}

/**
 * Queries a history. An incomplete one is an error, because its sums cannot be distinguished from those of fewer people.
 *
 * @returns the `data` of the report, and the time of the response in Unix milliseconds of the server's clock
 */
export async function postHistoryQuery(
  body: ReportingRequest,
  signal: AbortSignal,
): Promise<{ data: unknown; at: number }> {
  const { report, at } = await postReport(body, signal)
  if (!report.incomplete) return { data: report.data, at }
  throw new ContractError('POST /api/v3/reporting', 'a history with an error')
}

const reportingKey = ['reporting'] as const

/** Query for every room's current readings: the single poll behind all occupancies. A failure only lets them age. */
export function snapshotQuery(poller: Poller) {
  const queryKey = [...reportingKey, 'snapshot'] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the poller decides when to request, not what
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Snapshot> => {
      const { report, at } = await postReport(currentOccupancyRequest, signal)
      const { data, incomplete } = report
      const previous = client.getQueryData<Snapshot>(queryKey)
      return nextSnapshot(previous, parseReadings(data), at, poller.intervalMs, incomplete)
    },
    meta: { every: poller.intervalMs, poller },
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** Query for every room's last half hour, the initial data of the sparklines. Polls then extend them. */
export function recentHistoryQuery() {
  return queryOptions({
    queryKey: [...reportingKey, 'recent'] as const,
    queryFn: async ({ signal }): Promise<RecentHistory> => {
      const from = Math.floor((serverClock.now() - recentHistoryMs) / minute) * minute
      const { data, at } = await postHistoryQuery(roomsByMinuteRequest(from), signal)
      return { at, rooms: changesFromSamples(parseSamples(data, at), at) }
    },
    meta: { every: recentHistoryMs },
  })
}
