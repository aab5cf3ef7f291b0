import { HttpError } from '#src/contract/errors.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as text from '#messages/room-history.tsx'

/** A problem that later requests for the same period cannot solve. */
export type PeriodProblem = keyof typeof text.periodProblems

/**
 * Returns why a period can never be loaded; null if a later request may succeed.
 *
 * @param error the error of the last request; null if there is none
 * @param today the beginning of the current day, in Unix milliseconds
 */
export function findPeriodProblem(
  error: unknown,
  { from }: Period,
  today: number,
): PeriodProblem | null {
  if (from > today) return 'future'
  const code = errorCode(error)
  if (code === 'not_found') return 'not_found'
  // In the first minute of a period, the gateway rejects the request, because the period has no whole minute yet.
  return code === 'invalid_request' && from < today ? 'too_long' : null
}

/** Returns a sentence about why a period could not be loaded. It does not mention what happens next. */
export function describeHistoryError(error: unknown, problem: PeriodProblem | null): string {
  if (problem !== null) return text.periodProblems[problem]
  const code = errorCode(error)
  if (code === 'history_unavailable') return text.historyUnavailable
  if (code === 'invalid_request') return text.periodBegins
  return describePollError(error)
}

function errorCode(error: unknown) {
  return error instanceof HttpError ? error.details?.code : undefined
}
