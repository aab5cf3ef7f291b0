import { HttpError } from '#src/contract/errors.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as text from '#messages/room-history.tsx'

/** Returns a user-facing description of why a period could not be loaded. */
export function describeHistoryError(error: unknown): string {
  const code = error instanceof HttpError ? error.details?.code : undefined
  if (code === 'history_unavailable') return text.historyUnavailable
  // The page checks dates itself, so only the length of the period can be at fault.
  if (code === 'invalid_request') return text.periodTooLong
  return describePollError(error)
}
