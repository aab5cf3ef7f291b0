import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { HistoryStatus } from '#src/contract/history-status.ts'
import { RoomHistory, UsualPeople } from '#src/contract/history.ts'
import { minute } from '#src/domain/time/duration.ts'
import { request } from '#src/lib/api/request.ts'
import { refetchNow } from '#src/lib/query-polling.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'

const historyKey = ['history'] as const

/** Refetches the history data that is shown. A `Retry-After` from the gateway still delays the requests. */
export function refetchHistory(client: QueryClient): Promise<void> {
  return refetchNow(client, { queryKey: historyKey })
}

/** Query for the state of the history: whether the gateway can query it, and what it has collected. */
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

/** States in which the gateway answers questions about the past. */
const availableStates: readonly HistoryStatus['state'][] = ['collecting', 'current', 'elsewhere']

/** Returns whether the gateway answers questions about the past; false while the state is unknown. */
export function isHistoryAvailable(state: HistoryStatus['state'] | undefined): boolean {
  return state !== undefined && availableStates.includes(state)
}

/**
 * Query for all figures of one room over a period. Refetches, because the last minutes may change and earlier days may
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

/** No zone's local hours begin at other times than quarters of a UTC hour. */
export const usualIntervalMs = 15 * minute

/**
 * Query for how many people are usually in each room at this time. Requested once per quarter of an hour, because a new
 * local hour can begin then; a failed request is repeated every minute.
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
