import { request } from '#src/lib/api/request.ts'
import { roomsByMinuteRequest } from './reporting-requests.ts'
import { ContractError } from '#src/contract/errors.ts'
import { ReportResponse, type ReportingRequest } from '#src/contract/reporting.ts'
import { queryOptions } from '@tanstack/react-query'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import {
  parseRecentHistory,
  recentHistoryMs,
  type RecentHistory,
} from '#src/domain/readings/recent-history.ts'

/**
 * Requests a history. Rejects an incomplete history, because its sums would be too low.
 *
 * @returns the report's `data`, and the time of the response in Unix milliseconds by the server's clock
 * @throws the errors of `request`, and ContractError if the history is incomplete
 */
export async function postHistoryQuery(
  body: ReportingRequest,
  signal: AbortSignal,
): Promise<{ data: unknown; at: number }> {
  const { data: report, at } = await request({
    method: 'POST',
    path: '/api/v3/reporting',
    body,
    schema: ReportResponse,
    signal,
  })
  if (!report.incomplete) return { data: report.data, at }
  throw new ContractError('POST /api/v3/reporting', 'a history with an error')
}

/** Query for the last half hour of all rooms, the initial data of the sparklines. Polls extend this data. */
export function recentHistoryQuery() {
  return queryOptions({
    queryKey: ['reporting', 'recent'] as const,
    queryFn: async ({ signal }): Promise<RecentHistory> => {
      const from = Math.floor((serverClock.now() - recentHistoryMs) / minute) * minute
      const { data, at } = await postHistoryQuery(roomsByMinuteRequest(from), signal)
      return parseRecentHistory(data, at)
    },
    meta: { every: recentHistoryMs },
  })
}
