import { useState, type ReactNode } from 'react'
import type { HistoryStatus } from '#src/contract/history.ts'
import { isHistoryAvailable } from '#src/data/history/history-queries.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDate } from '#src/format/dates.ts'
import * as text from '#messages/room-detail.tsx'

/**
 * Returns whether to show the history. If a history that was available becomes unavailable, returns true, so that the
 * page keeps the last data.
 *
 * @param state undefined if unknown
 */
export function useHasHistory(state: HistoryStatus['state'] | undefined): boolean {
  const isAvailable = isHistoryAvailable(state)
  const [wasAvailable, setWasAvailable] = useState(false)
  if (isAvailable && !wasAvailable) setWasAvailable(true)
  return isAvailable || (wasAvailable && (state === 'unavailable' || state === undefined))
}

/**
 * Shows why there is no history, how much of it is collected, or that it begins after the selected period.
 *
 * @param status null if unknown
 */
export function HistoryStateNote({
  status,
  period,
  zone,
  onShowWeek,
}: {
  status: HistoryStatus | null
  period: Period
  zone: TimeZone
  /** Selects the last seven days. */
  onShowWeek: () => void
}) {
  if (status === null) return <Note>{text.historyUnavailable('unavailable', null)}</Note>
  const { state, reason, from, daysCollected, daysDue } = status
  if (state !== 'current' && state !== 'elsewhere' && state !== 'collecting') {
    return <Note>{text.historyUnavailable(state, reason)}</Note>
  }
  const begin = from === null ? null : formatDate(from, zone)
  return (
    <>
      {from !== null && begin !== null && period.to <= from && (
        <Note>
          {text.beforeHistory(begin)}{' '}
          <button type="button" className="insights-link" onClick={onShowWeek}>
            {text.showLastWeek}
          </button>
        </Note>
      )}
      {daysCollected < daysDue && (
        <div className="insights-note">
          <p>
            {text.collecting(daysCollected, daysDue)}
            {begin !== null && ` ${text.collectedFrom(begin)}`}
          </p>
          <progress aria-label={text.collectingProgress} max={daysDue} value={daysCollected} />
        </div>
      )}
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
