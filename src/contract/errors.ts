import * as v from 'valibot'

/**
 * The error codes of the gateway, a closed list. The code determines what the page does; the HTTP status only has to
 * agree with it.
 */
const errorCodes = [
  /** 400: the request does not match the contract; nothing was sent to Butlr. */
  'invalid_request',
  /** 400: the page was loaded over plain HTTP from a host other than localhost, where browsers drop secure cookies. */
  'insecure_transport',
  /** 401: there is no session, or it has ended. The only code that ends a session in the page. */
  'signed_out',
  /** 401: this screen is not paired, or its pairing was revoked or has expired. */
  'not_paired',
  /** 401: Butlr rejected the credentials. */
  'wrong_credentials',
  /** 403: the request came from another site, or does not state its origin. */
  'cross_site',
  /** 403: Butlr denies the account access; the session continues. */
  'forbidden',
  /**
   * 403: this display was paired with another upstream, or the gateway cannot verify that the person who paired it has
   * access to the building.
   */
  'display_suspended',
  /** 403: this gateway does not allow the account to do this; the message gives the reason. The session continues. */
  'not_allowed',
  /** 404: the route or item does not exist. */
  'not_found',
  /** 404: no screen currently shows this pairing code. */
  'wrong_code',
  /** 409: the item has changed in the meantime, or is still in use. */
  'conflict',
  /** 413: the request body exceeds the gateway's limit. */
  'too_large',
  /** 429: too many sign-in attempts, pairing codes or wrong codes at this gateway. */
  'too_many_attempts',
  /** 429: the gateway is processing its maximum number of reports. */
  'busy',
  /** 429: Butlr's rate limit was reached. */
  'rate_limited',
  /** 503: no usable gateway account, so displays cannot read data, and boards and displays cannot be changed. */
  'no_account',
  /** 503: Butlr does not report what the account sees, so its permissions are unknown. */
  'access_unknown',
  /** 503: the gateway cannot read or write its data store. */
  'store_unreachable',
  /** 503: the gateway cannot query the history. */
  'history_unavailable',
  /** 502: Butlr cannot be reached. */
  'upstream_unreachable',
  /** 502: Butlr returned an error. */
  'upstream_error',
  /** 502: Butlr's response is not the expected JSON. */
  'upstream_invalid',
  /** 504: Butlr did not respond in time. */
  'upstream_timeout',
  /** 500: internal error of the gateway. */
  'internal',
] as const

/** Why a session ended, shown at sign-in. `upstream_changed`: Headroom is now connected to another upstream. */
export const SessionEndReason = v.picklist(['upstream_changed'])
export type SessionEndReason = v.InferOutput<typeof SessionEndReason>

export const ErrorCode = v.picklist(errorCodes)
export type ErrorCode = v.InferOutput<typeof ErrorCode>

/** The body of every unsuccessful response from the gateway. */
export const ErrorBody = v.object({
  error: v.object({
    code: ErrorCode,
    /** A message to show to the user. */
    message: v.string(),
    reason: v.optional(SessionEndReason),
  }),
})
export type ErrorBody = v.InferOutput<typeof ErrorBody>

// The errors that a request can throw: HttpError, NetworkError, TimeoutError and ContractError. They contain everything
// that a handler needs: code above the fetch layer never reads a status or a header.

/** The gateway returned an error. `details` is null when the body is not an `ErrorBody`, for example a proxy's page. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly details: ErrorBody['error'] | null
  /** `Retry-After` in milliseconds; null when absent. */
  readonly retryAfterMs: number | null

  constructor(
    call: string,
    status: number,
    details: ErrorBody['error'] | null,
    retryAfterMs: number | null,
  ) {
    super(`${call} returned ${status}${details ? `: ${details.message}` : ''}`)
    this.status = status
    this.details = details
    this.retryAfterMs = retryAfterMs
  }
}

/** The gateway cannot be reached. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(call: string, cause: unknown) {
    super(`${call} could not reach the server`, { cause })
  }
}

/** The gateway did not respond before the timeout. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'

  constructor(call: string, timeoutMs: number) {
    super(`${call} timed out after ${timeoutMs / 1000} s`)
  }
}

/** The response does not match the contract. */
export class ContractError extends Error {
  override readonly name = 'ContractError'

  /** Whether Butlr, not the gateway, sent the response. */
  readonly isFromButlr: boolean

  constructor(call: string, fault: string) {
    super(`${call} returned an invalid response: ${fault}`)
    this.isFromButlr = /\/api\/v[23]\//.test(call)
  }
}

/** Returns whether an error means that the session has ended; no other error ends it. */
export function isSignedOut(error: unknown): error is HttpError {
  return error instanceof HttpError && error.details?.code === 'signed_out'
}
