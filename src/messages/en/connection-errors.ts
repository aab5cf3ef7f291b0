/** Why data could not be loaded. Each message names the system that failed, so that users know whom to ask for help. */
import type { ErrorCode } from '#src/contract/errors.ts'

export const serverUnreachable = 'Can’t reach the Headroom server.'
export const serverTimeout = 'The Headroom server took too long to respond.'
export const serverInvalid = 'The Headroom server sent an unexpected response.'
/** @param status the HTTP status, such as 503 */
export const proxyResponded = (status: number) =>
  `A proxy responded instead of the Headroom server (status ${status}).`
/** Butlr is the service that provides the data. */
export const butlrInvalid = 'Butlr sent an unexpected response.'

/** Errors that the Headroom server reports. */
export const errorMessages: { readonly [code in ErrorCode]?: string } = {
  signed_out: 'Your session has ended.',
  forbidden: 'Your Butlr account doesn’t have access to this data.',
  busy: 'The Headroom server is busy.',
  store_unreachable: 'The Headroom server can’t access its data store.',
  rate_limited: 'Butlr is limiting requests.',
  upstream_unreachable: 'Can’t reach Butlr.',
  upstream_error: 'Butlr returned an error.',
  upstream_invalid: butlrInvalid,
  upstream_timeout: 'Butlr took too long to respond.',
  internal: 'The Headroom server had an error.',
}
/** For a request that failed because the session had ended. Still shown, and still correct, after signing in again. */
export const signedOutDuringChange = 'Your session had ended. Try again.'
/** For any other code: a fault in Headroom, which users can only report to the operator. */
export const serverRefused = 'The Headroom server rejected the request.'
