import type { HistoryStatus } from '#src/contract/history-status.ts'
import { CollectionProgress } from '#src/components/range/collection-progress.tsx'
import { isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { isRolling, rangePeriod, type SelectedRange } from '#src/domain/history/ranges.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDate } from '#src/format/dates.ts'
import * as text from '#messages/room-detail.tsx'

/**
 * Shows the state of the history if it is incomplete or unavailable, or if it begins after the selected range. Without
 * a history, also shows what the page lacks.
 *
 * @param status null if unknown
 */
export function HistoryNote({
  status,
  hasHistory,
  range,
  today,
  zone,
  onShowWeek,
}: {
  status: HistoryStatus | null
  /** Whether the page shows the history. */
  hasHistory: boolean
  range: SelectedRange
  /** An instant on the current day, in Unix milliseconds. */
  today: number
  zone: TimeZone
  /** Selects the last seven days. */
  onShowWeek: () => void
}) {
  if (status !== null && isHistoryAvailable(status)) {
    if (isRolling(range)) return null
    const { state, reason, from, daysCollected, daysDue } = status
    const isTooEarly = from !== null && rangePeriod(range, today, zone).to <= from
    return (
      <>
        {state === 'unavailable' && (
          <p className="room-range-note">{text.historyNotUpdated(reason)}</p>
        )}
        {isTooEarly && (
          <p className="room-range-note">
            {text.beforeHistory(formatDate(from, zone))}{' '}
            <button
              type="button"
              className="font-medium text-accent underline underline-offset-2"
              onClick={onShowWeek}
            >
              {text.showLastWeek}
            </button>
          </p>
        )}
        <CollectionProgress
          {...{ daysCollected, daysDue, from, zone }}
          className="room-range-note"
        />
      </>
    )
  }
  // If the history becomes unavailable while the page shows it, the part of the page with the history shows the error.
  if (hasHistory || range.name === 'live') return null
  return (
    <p className="room-range-note">
      {text.historyUnavailable(status?.state ?? 'unavailable', status?.reason ?? null)}{' '}
      {text.shownDirectly} {text.notShown}
    </p>
  )
}
