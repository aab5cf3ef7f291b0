import { type ErrorCode, HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'

/**
 * Returns a user-facing description of a poll error. It names the system that failed, so that the user knows whom to
 * contact.
 */
export function describePollError(error: unknown): string {
  if (error instanceof HttpError) {
    return error.details
      ? (errorMessages[error.details.code] ?? gatewayRefusal)
      : `Something between this page and Headroom answers instead of it (status ${error.status}).`
  }
  if (error instanceof TimeoutError) return 'Headroom’s server does not answer in time.'
  if (error instanceof NetworkError) return 'Headroom’s server cannot be reached.'
  return 'Butlr answered something that makes no sense.'
}

/** Any other error code is a fault between page and gateway that a user can only report to the operator. */
const gatewayRefusal = 'Headroom’s server refuses the request.'
const errorMessages: { readonly [code in ErrorCode]?: string } = {
  signed_out: 'The session has ended.',
  forbidden: 'Butlr refuses this to the account that is signed in.',
  busy: 'Headroom’s server is busy.',
  rate_limited: 'Butlr asks to slow down.',
  upstream_unreachable: 'Butlr cannot be reached.',
  upstream_error: 'Butlr answers with an error.',
  upstream_invalid: 'Butlr answered something that makes no sense.',
  upstream_timeout: 'Butlr does not answer in time.',
  internal: 'Headroom’s server has a fault of its own.',
}
