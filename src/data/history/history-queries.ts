import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { HistoryStatus } from '#src/contract/history-status.ts'
import { RoomHistory, UsualPeople } from '#src/contract/history.ts'
import { minute } from '#src/domain/time/duration.ts'
import { request } from '#src/lib/api/request.ts'
import { refetchNow } from '#src/lib/query-polling.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'

const historyKey = ['history'] as const

/** Refetches the history that is currently shown, after the `Retry-After` period of the gateway if there is one. */
export function refetchHistory(client: QueryClient): Promise<void> {
  return refetchNow(client, { queryKey: historyKey })
}

/** Query for the state of the history: whether it can be queried, and what it contains. */
export function historyStatusQuery() {
  return queryOptions({
    queryKey: [...historyKey, 'status'] as const,
    queryFn: async ({ signal }) => {
      const path = '/api/history/status'
      return (await request({ method: 'GET', path, schema: HistoryStatus, signal })).data
    },
    meta: { every: minute },
  })
}

/** The states in which the gateway can query the history, even before the first minute is collected. */
const availableStates: readonly HistoryStatus['state'][] = ['collecting', 'current', 'elsewhere']

/**
 * Returns whether the gateway can query the history; false while the state is unknown. Collected minutes stay available
 * while nothing can be collected.
 */
export function isHistoryAvailable(status: HistoryStatus | undefined): boolean {
  if (status?.state === 'unavailable') return status.from !== null
  return status !== undefined && availableStates.includes(status.state)
}

/**
 * Query for the history of one room over a period. Refetches, because the last minutes can change and earlier days may
 * still be collected.
 *
 * @param from start of the period in Unix milliseconds
 * @param to end of the period in Unix milliseconds, exclusive; may be in the future
 */
export function roomHistoryQuery(roomId: string, { from, to }: { from: number; to: number }) {
  return queryOptions({
    queryKey: [...historyKey, 'room', roomId, from, to] as const,
    queryFn: async ({ signal }) => {
      const query = withParam(`?from=${from}&to=${to}`, optionalText('room'), roomId)
      const path = `/api/history/room${query}` as const
      return (await request({ method: 'GET', path, schema: RoomHistory, signal })).data
    },
    meta: { every: minute },
  })
}

/** In every time zone, local hours begin on a quarter-hour of UTC. */
export const usualIntervalMs = 15 * minute

/**
 * Query for the usual number of people in each room at this time. Sends a request every quarter of an hour, because a
 * local hour can begin then, and repeats a failed request every minute.
 *
 * @param quarter the current time divided by `usualIntervalMs`, rounded down
 */
export function usualQuery(quarter: number) {
  return queryOptions({
    queryKey: [...historyKey, 'usual', quarter] as const,
    queryFn: async ({ signal }) => {
      const path = '/api/history/usual'
      return (await request({ method: 'GET', path, schema: UsualPeople, signal })).data
    },
    meta: { every: minute, once: () => true },
  })
}
