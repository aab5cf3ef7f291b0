import { useState } from 'react'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import { isHistoryAvailable } from './history-queries.ts'

/**
 * Returns whether to show the history. If a history that was available becomes unavailable, returns true, so that the
 * page keeps the last data.
 *
 * @param status undefined if unknown
 */
export function useHasHistory(status: HistoryStatus | undefined): boolean {
  const isAvailable = isHistoryAvailable(status)
  const [wasAvailable, setWasAvailable] = useState(false)
  if (isAvailable && !wasAvailable) setWasAvailable(true)
  return isAvailable || (wasAvailable && (!status || status.state === 'unavailable'))
}
