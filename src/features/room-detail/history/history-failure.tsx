import { useQueryClient } from '@tanstack/react-query'
import { Button } from '#src/components/ui/button.tsx'
import { refetchHistory } from '#src/data/history/history-queries.ts'
import type { Period, RangeName } from '#src/domain/history/ranges.ts'
import { day } from '#src/domain/time/duration.ts'
import { tryNowButton } from '#messages/connection-details.tsx'
import * as text from '#messages/room-history.tsx'
import type { PeriodProblem } from './describe-history-error.ts'

/** States why a period cannot be loaded. A button tries again or selects another range. */
export function HistoryFailure({
  message,
  problem,
  period,
  isFetching,
  onSelect,
}: {
  /** A sentence. */
  message: string
  problem: PeriodProblem | null
  period: Period
  isFetching: boolean
  onSelect: (name: RangeName) => void
}) {
  const alternative = problem === null ? null : findAlternative(problem, period)
  return (
    <div role="alert" className="px-4 py-12 text-ink-muted md:px-8">
      <p>{problem === null ? text.loadFailed(message) : message}</p>
      {alternative === null ? (
        <TryNowButton isFetching={isFetching} />
      ) : (
        <button
          type="button"
          className="font-medium text-accent underline underline-offset-2"
          onClick={() => onSelect(alternative)}
        >
          {text.showRange[alternative]}
        </button>
      )}
    </div>
  )
}

/** Requests the history again without waiting for the next poll. */
export function TryNowButton({ isFetching }: { isFetching: boolean }) {
  const client = useQueryClient()
  return (
    <Button
      className="mt-3 print:hidden"
      disabled={isFetching}
      onClick={() => void refetchHistory(client)}
    >
      {tryNowButton}
    </Button>
  )
}

/** Returns a range that the page can show. A history that is kept for only a few days is too short for `7d`. */
function findAlternative(
  problem: PeriodProblem,
  { from, to }: Period,
): 'live' | '7d' | 'yesterday' {
  if (problem === 'not_found') return 'live'
  return problem === 'future' || to - from > 8 * day ? '7d' : 'yesterday'
}
