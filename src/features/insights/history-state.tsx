import type { ReactNode } from 'react'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import { CollectionProgress } from '#src/components/range/collection-progress.tsx'
import { isHistoryAvailable } from '#src/data/history/history-queries.ts'
import { formatDate } from '#src/format/dates.ts'
import * as insights from '#messages/insights.ts'
import * as text from '#messages/room-detail.tsx'
import type { InsightsView } from './insights-view.ts'

/**
 * Shows why there is no history, how much of it is collected, or that it begins after the start of a period.
 *
 * @param status null if unknown
 */
export function HistoryStateNote({
  status,
  view,
  onShowWeek,
}: {
  status: HistoryStatus | null
  view: InsightsView
  /** Selects the last seven days. */
  onShowWeek: () => void
}) {
  if (status === null) return <Note>{text.historyUnavailable('unavailable', null)}</Note>
  const { state, reason, from, daysCollected, daysDue } = status
  if (!isHistoryAvailable(status)) return <Note>{text.historyUnavailable(state, reason)}</Note>
  const { period, before, dates, zone } = view
  const begin = from === null ? null : formatDate(from, zone)
  return (
    <>
      {state === 'unavailable' && <Note>{text.historyNotUpdated(reason)}</Note>}
      {from !== null && begin !== null && period.to <= from && (
        <Note>
          {text.beforeHistory(begin)}{' '}
          <button type="button" className="insights-link" onClick={onShowWeek}>
            {text.showLastWeek}
          </button>
        </Note>
      )}
      {from !== null && begin !== null && period.from < from && from < period.to && (
        <Note>{insights.partialPeriod(dates, begin)}</Note>
      )}
      {from !== null && begin !== null && before && before.period.from < from && (
        <Note>
          {before.period.to <= from
            ? insights.noDataBefore(before.dates, begin)
            : insights.partialPeriod(before.dates, begin)}
        </Note>
      )}
      <CollectionProgress {...{ daysCollected, daysDue, from, zone }} className="insights-note" />
    </>
  )
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="insights-note">
      {children}
    </p>
  )
}
