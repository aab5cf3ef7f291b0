import { useQuery } from '@tanstack/react-query'
import { roomHistoryQuery } from '#src/data/history/history-queries.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { findPeriodProblem } from './describe-history-error.ts'

/**
 * Loads the history of a room over a period. Sends no more requests once they cannot succeed; `problem` is the reason.
 *
 * @param today the beginning of the current day, in Unix milliseconds
 * @param isEnabled whether to send requests
 */
export function useRoomHistory(roomId: string, period: Period, today: number, isEnabled = true) {
  const { data, error, isFetching } = useQuery({
    ...roomHistoryQuery(roomId, period),
    enabled: ({ state }) => isEnabled && findPeriodProblem(state.error, period, today) === null,
  })
  return { data, error, isFetching, problem: findPeriodProblem(error, period, today) }
}
