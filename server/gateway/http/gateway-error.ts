import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { SessionEndReason, ErrorBody, ErrorCode } from '#src/contract/errors.ts'

const problemDefaults: Record<ErrorCode, { status: ContentfulStatusCode; message: string }> = {
  invalid_request: { status: 400, message: 'The request is not one that Headroom takes.' },
  insecure_transport: {
    status: 400,
    message:
      'Headroom needs HTTPS to sign you in (except on localhost). Ask your administrator to set up TLS.',
  },
  signed_out: { status: 401, message: 'Sign in to continue.' },
  not_paired: { status: 401, message: 'This screen is not paired.' },
  wrong_credentials: { status: 401, message: 'Butlr does not accept these credentials.' },
  cross_site: { status: 403, message: 'The request did not come from a page of Headroom.' },
  forbidden: { status: 403, message: 'Butlr does not allow this account to do that.' },
  display_suspended: {
    status: 403,
    message: 'This display was paired with a different Butlr than Headroom is connected to now.',
  },
  not_allowed: { status: 403, message: 'This account may not do that here.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  wrong_code: {
    status: 404,
    message: 'No screen shows this code. Codes are good for ten minutes.',
  },
  conflict: { status: 409, message: 'Somebody else changed it in the meantime.' },
  too_large: { status: 413, message: 'The request is too large.' },
  too_many_attempts: { status: 429, message: 'Too many sign-in attempts. Try again later.' },
  busy: { status: 429, message: 'Headroom has too much to do at the moment.' },
  rate_limited: { status: 429, message: 'Butlr asks to slow down.' },
  no_account: {
    status: 503,
    message: 'Displays need BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET on the gateway.',
  },
  access_unknown: {
    status: 503,
    message:
      'Headroom cannot check your access right now, because Butlr did not return the topology.',
  },
  store_unreachable: { status: 503, message: 'What Headroom keeps cannot be reached.' },
  upstream_unreachable: { status: 502, message: 'Butlr cannot be reached.' },
  upstream_error: { status: 502, message: 'Butlr answered with an error.' },
  upstream_invalid: { status: 502, message: 'Butlr answered with something unreadable.' },
  upstream_timeout: { status: 504, message: 'Butlr did not answer in time.' },
  internal: { status: 500, message: 'Headroom failed to answer.' },
}

type GatewayErrorOptions = {
  message?: string
  retryAfterSeconds?: number | undefined
  reason?: SessionEndReason | undefined
  cause?: Error
}

/** An error with one of the contract's codes. `handleError` converts it to a response. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: ErrorCode
  readonly status: ContentfulStatusCode
  /** Whole seconds. */
  readonly retryAfterSeconds: number | undefined
  readonly reason: SessionEndReason | undefined

  constructor(code: ErrorCode, detail: GatewayErrorOptions = {}) {
    super(detail.message ?? problemDefaults[code].message, { cause: detail.cause })
    this.code = code
    this.status = problemDefaults[code].status
    this.retryAfterSeconds = detail.retryAfterSeconds
    this.reason = detail.reason
  }

  /** The response body. */
  get body(): ErrorBody {
    const { code, message, reason } = this
    return { error: { code, message, ...(reason === undefined ? {} : { reason }) } }
  }

  /** Response headers that depend on the error. */
  get headers(): Record<string, string> {
    return this.retryAfterSeconds === undefined
      ? {}
      : { 'Retry-After': String(this.retryAfterSeconds) }
  }
}
