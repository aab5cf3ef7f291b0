import * as v from 'valibot'

/**
 * Everything that can go wrong between page and gateway, as one closed list.
 * The code decides what the page does; the HTTP status only has to agree with it.
 */
export const errorCodes = [
  /** 400: the request does not fit the contract; nothing was sent to Butlr. */
  'invalid_request',
  /** 400: the page came over plain HTTP on a name other than localhost, where browsers drop secure cookies. */
  'insecure_transport',
  /** 401: there is no session, or it has ended. The only code that ends a session in the page. */
  'signed_out',
  /** 401: this screen is not paired, or its pairing was revoked or is over. */
  'not_paired',
  /** 401: Butlr refused the credentials. */
  'wrong_credentials',
  /** 403: the request came from another site, or without saying from where. */
  'cross_site',
  /** 403: Butlr refuses this to the account; the session stays. */
  'forbidden',
  /** 403: this display was paired with another Butlr than the gateway is connected to, or nobody knows with which. */
  'display_suspended',
  /** 403: this gateway does not let the account do that; the message says why, and the session stays. */
  'not_allowed',
  /** 404: no such route. */
  'not_found',
  /** 404: no screen shows this pairing code, or no longer. */
  'wrong_code',
  /** 409: somebody else changed it in the meantime, or it is still in use. */
  'conflict',
  /** 413: the body is larger than the gateway takes. */
  'too_large',
  /** 429: too many sign-in attempts, pairing codes or wrong codes at this gateway. */
  'too_many_attempts',
  /** 429: the gateway has as many reports under way as it takes. */
  'busy',
  /** 429: Butlr asks to slow down. */
  'rate_limited',
  /** 503: displays have no account of their own to read with, so nothing of them can be changed either. */
  'no_account',
  /** 503: Butlr does not say what the account sees, so it is not known what it may do. */
  'access_unknown',
  /** 503: what the gateway keeps cannot be read or written. */
  'store_unreachable',
  /** 502: Butlr cannot be reached. */
  'upstream_unreachable',
  /** 502: Butlr answered with an error. */
  'upstream_error',
  /** 502: Butlr answered with something that is not the JSON it should be. */
  'upstream_invalid',
  /** 504: Butlr did not answer in time. */
  'upstream_timeout',
  /** 500: the gateway itself failed. */
  'internal',
] as const

/** Why a session ended, where the person who is to sign in again should know: Headroom is connected to another Butlr now. */
export const SessionEndReason = v.picklist(['upstream_changed'])
export type SessionEndReason = v.InferOutput<typeof SessionEndReason>

export const ErrorCode = v.picklist(errorCodes)
export type ErrorCode = v.InferOutput<typeof ErrorCode>

/** The body of every answer of the gateway that is not a success. */
export const ErrorBody = v.object({
  error: v.object({
    code: ErrorCode,
    /** One sentence for a person. */
    message: v.string(),
    reason: v.optional(SessionEndReason),
  }),
})
export type ErrorBody = v.InferOutput<typeof ErrorBody>

// The closed family of what a request can end in besides an answer: HttpError, NetworkError, TimeoutError, ContractError.
// Each carries what a handler needs: nothing above the fetch layer looks at a status or a header.

/** The gateway answered, and not with success. `problem` is null when the body was not one of ours (a proxy's page, say). */
export class HttpError extends Error {
  override name = 'HttpError' as const
  readonly status: number
  readonly details: ErrorBody['error'] | null
  /** How long the server asks to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null

  constructor(
    call: string,
    status: number,
    problem: ErrorBody['error'] | null,
    retryAfterMs: number | null,
  ) {
    super(`${call} answered ${status}${problem ? `: ${problem.message}` : ''}`)
    this.status = status
    this.details = problem
    this.retryAfterMs = retryAfterMs
  }
}

/** No answer at all: the gateway cannot be reached. */
export class NetworkError extends Error {
  override name = 'NetworkError' as const

  constructor(call: string, cause: unknown) {
    super(`${call} could not reach the server`, { cause })
  }
}

/** No answer within the deadline. */
export class TimeoutError extends Error {
  override name = 'TimeoutError' as const

  constructor(call: string, timeoutMs: number) {
    super(`${call} had no answer within ${timeoutMs / 1000} s`)
  }
}

/** An answer that is not what the contract says. */
export class ContractError extends Error {
  override name = 'ContractError' as const

  constructor(call: string, fault: string) {
    super(`${call} answered something unexpected: ${fault}`)
  }
}

/** Whether the gateway says that the session is over: the only thing that ends one. */
export function isSignedOut(error: unknown): error is HttpError {
  return error instanceof HttpError && error.details?.code === 'signed_out'
}
