import { type ErrorCode, HttpError } from '#src/contract/errors.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'

/** Codes for which the gateway's message is shown. */
const codesWithOwnMessage: readonly ErrorCode[] = [
  'forbidden',
  'not_allowed',
  'access_unknown',
  'conflict',
  'not_found',
  'invalid_request',
  'too_large',
  'store_unreachable',
  'no_account',
]

/** Returns the error message for reading or changing boards and displays. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof HttpError) || error.details === null) return describePollError(error)
  const { code, message } = error.details
  if (code === 'wrong_code') {
    return 'That code isn’t valid. Codes expire after ten minutes.'
  }
  if (code === 'too_many_attempts') {
    return `Too many wrong pairing codes. Try again ${formatWait(error.retryAfterMs)}.`
  }
  return codesWithOwnMessage.includes(code) ? message : describePollError(error)
}

function formatWait(ms: number | null): string {
  const minutes = Math.max(1, Math.ceil((ms ?? 60_000) / 60_000))
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
}
