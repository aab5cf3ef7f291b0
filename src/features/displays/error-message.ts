import { minute } from '#src/domain/time/duration.ts'
import { type ErrorCode, HttpError } from '#src/contract/errors.ts'
import * as text from '#messages/displays.tsx'
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
  if (code === 'wrong_code') return text.invalidCodeError
  if (code === 'too_many_attempts') {
    return text.tooManyCodesError(toWholeMinutes(error.retryAfterMs ?? minute))
  }
  return codesWithOwnMessage.includes(code) ? message : describePollError(error)
}

function toWholeMinutes(ms: number): number {
  return Math.max(1, Math.ceil(ms / minute))
}
