import { useQuery } from '@tanstack/react-query'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import type { RoomHistory } from '#src/contract/history.ts'
import { historyStatusQuery } from '#src/data/history/history-queries.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDate } from '#src/format/dates.ts'
import { formatDays } from '#src/format/periods.ts'
import * as text from '#messages/room-figures.ts'
import { useRoomHistory } from './use-room-history.ts'

export type Comparison = {
  /** The days of the earlier period. */
  dates: string
  /** The history of the earlier period; null if it has no data, is not loaded, or is not compared with. */
  previous: RoomHistory | null
  /** Why the earlier period is missing or incomplete, in sentences; null if it is neither. */
  note: string | null
}

/**
 * Loads the earlier period to compare with. Returns null without such a period.
 *
 * @param today the beginning of the current day, in Unix milliseconds
 */
export function useComparison(
  roomId: string,
  before: Period | null,
  { isCompared, today, zone }: { isCompared: boolean; today: number; zone: TimeZone },
): Comparison | null {
  const period = before ?? { from: today, to: today }
  const isLoaded = isCompared && before !== null
  const { data, error, problem } = useRoomHistory(roomId, period, today, isLoaded)
  const { data: status } = useQuery(historyStatusQuery())
  if (before === null) return null
  const dates = formatDays(before.from, before.to, zone, today)
  if (!isCompared) return { dates, previous: null, note: null }
  const hasNoData = problem !== null || data?.coverage.knownMinutes === 0
  const begin = formatLaterBegin(status, before, zone)
  if (hasNoData) return { dates, previous: null, note: text.noEarlierData(dates, begin) }
  if (!data) return { dates, previous: null, note: error ? text.comparisonFailed(dates) : null }
  return { dates, previous: data, note: begin && text.partialEarlierData(begin) }
}

/** Returns the day on which the history begins; null if it is not after the beginning of the period, or unknown. */
function formatLaterBegin(
  status: HistoryStatus | undefined,
  { from }: Period,
  zone: TimeZone,
): string | null {
  const begin = status?.from ?? null
  return begin === null || begin <= from ? null : formatDate(begin, zone)
}
