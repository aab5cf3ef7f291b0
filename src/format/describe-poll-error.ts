import { ContractError, HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import * as text from '#messages/connection-errors.ts'

/** Describes a poll error for users. Names the system that failed, so that users know whom to contact. */
export function describePollError(error: unknown): string {
  if (error instanceof HttpError) {
    return error.details
      ? (text.errorMessages[error.details.code] ?? text.serverRefused)
      : text.proxyResponded(error.status)
  }
  if (error instanceof TimeoutError) return text.serverTimeout
  if (error instanceof NetworkError) return text.serverUnreachable
  return error instanceof ContractError && !error.isFromButlr
    ? text.serverInvalid
    : text.butlrInvalid
}
