import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { SessionEndReason, ErrorBody, ErrorCode } from '#src/contract/errors.ts'

const problemDefaults: Record<ErrorCode, { status: ContentfulStatusCode; message: string }> = {
  invalid_request: { status: 400, message: 'The request is invalid.' },
  insecure_transport: {
    status: 400,
    message:
      'Headroom needs HTTPS to sign you in (except on localhost). Ask your administrator to set up TLS.',
  },
  signed_out: { status: 401, message: 'Sign in to continue.' },
  not_paired: { status: 401, message: 'This display is not paired.' },
  wrong_credentials: { status: 401, message: 'Butlr rejected these credentials.' },
  cross_site: { status: 403, message: 'Requests from other sites are not allowed.' },
  forbidden: { status: 403, message: 'The Butlr account doesn’t have access to this.' },
  display_suspended: {
    status: 403,
    message: 'This display was paired while Headroom was connected to a different Butlr server.',
  },
  not_allowed: { status: 403, message: 'Your account doesn’t have permission to do this.' },
  not_found: { status: 404, message: 'Not found.' },
  wrong_code: {
    status: 404,
    message: 'That code isn’t valid. Codes expire after ten minutes.',
  },
  conflict: { status: 409, message: 'Someone else has made changes in the meantime.' },
  too_large: { status: 413, message: 'The request is too large.' },
  too_many_attempts: { status: 429, message: 'Too many sign-in attempts. Try again later.' },
  busy: { status: 429, message: 'Headroom is busy. Try again in a few seconds.' },
  rate_limited: { status: 429, message: 'Butlr is limiting requests. Try again later.' },
  no_account: {
    status: 503,
    message:
      'Displays need BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET. Ask your administrator to set them.',
  },
  access_unknown: {
    status: 503,
    message: 'Headroom can’t check your access right now because building details are unavailable.',
  },
  store_unreachable: { status: 503, message: 'Headroom’s data store is unavailable.' },
  history_unavailable: { status: 503, message: 'The history is unavailable right now.' },
  upstream_unreachable: { status: 502, message: 'Can’t reach Butlr.' },
  upstream_error: { status: 502, message: 'Butlr returned an error.' },
  upstream_invalid: { status: 502, message: 'Butlr sent an unexpected response.' },
  upstream_timeout: { status: 504, message: 'Butlr took too long to respond.' },
  internal: { status: 500, message: 'The Headroom server had an error.' },
}

type GatewayErrorOptions = {
  message?: string
  retryAfterSeconds?: number | undefined
  reason?: SessionEndReason | undefined
  invalidField?: string | undefined
  cause?: Error
}

/** An error with one of the contract's codes. `handleError` converts it to a response. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: ErrorCode
  readonly status: ContentfulStatusCode
  /** Retry delay in whole seconds. */
  readonly retryAfterSeconds: number | undefined
  readonly reason: SessionEndReason | undefined
  /** Path of the invalid field of a request body, for the log. */
  readonly invalidField: string | undefined
  constructor(code: ErrorCode, detail: GatewayErrorOptions = {}) {
    super(detail.message ?? problemDefaults[code].message, { cause: detail.cause })
    this.code = code
    this.status = problemDefaults[code].status
    this.retryAfterSeconds = detail.retryAfterSeconds
    this.reason = detail.reason
    this.invalidField = detail.invalidField
  }

  get body(): ErrorBody {
    const { code, message, reason } = this
    return { error: { code, message, ...(reason === undefined ? {} : { reason }) } }
  }

  get headers(): Record<string, string> {
    return this.retryAfterSeconds === undefined
      ? {}
      : { 'Retry-After': String(this.retryAfterSeconds) }
  }
}
