import { ContractError, type ErrorCode, HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import * as text from '#messages/connection-errors.ts'

/**
 * Returns a user-facing description of a poll error. It names the system that failed, so that the user knows whom to
 * contact.
 */
export function describePollError(error: unknown): string {
  if (error instanceof HttpError) {
    // Any other code is a problem between page and gateway, which a user can only report to the operator.
    return error.details
      ? (errorMessages[error.details.code] ?? text.serverRefused)
      : text.proxyResponded(error.status)
  }
  if (error instanceof TimeoutError) return text.serverTimeout
  if (error instanceof NetworkError) return text.serverUnreachable
  return error instanceof ContractError && !error.isFromButlr
    ? text.serverInvalid
    : text.butlrInvalid
}

const errorMessages: { readonly [code in ErrorCode]?: string } = {
  signed_out: text.sessionEnded,
  forbidden: text.butlrForbidden,
  busy: text.serverBusy,
  store_unreachable: text.storeUnreachable,
  rate_limited: text.butlrRateLimit,
  upstream_unreachable: text.butlrUnreachable,
  upstream_error: text.butlrFailed,
  upstream_invalid: text.butlrInvalid,
  upstream_timeout: text.butlrTimeout,
  internal: text.serverFailed,
}
