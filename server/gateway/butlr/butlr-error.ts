import type { BodyError } from '#src/contract/body-error.ts'
import type { ErrorCode } from '#src/contract/errors.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'

/** Why a call to Butlr returned no usable response. `abandoned`: the client disconnected. */
type FailureReason = 'unreachable' | 'timeout' | 'abandoned' | 'unreadable' | 'status'

/** A failed call to Butlr. It contains only the status and the retry delay of the response. */
export class ButlrError extends Error {
  override readonly name = 'ButlrError'
  readonly reason: FailureReason
  readonly status: number | undefined
  /** Retry delay in whole seconds, at most an hour. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    reason: FailureReason,
    detail: { status?: number; retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(`Butlr: ${reason}${detail.status === undefined ? '' : ` ${detail.status}`}`, {
      cause: detail.cause,
    })
    this.reason = reason
    this.status = detail.status
    this.retryAfterSeconds = detail.retryAfterSeconds
  }

  /** Whether Butlr asked the whole account to wait. `createButlrClient` then blocks its calls. */
  get asksToWait(): boolean {
    return this.retryAfterSeconds !== undefined && (this.status === 429 || this.status === 503)
  }
}

/** Converts an error in the body of a response with status 200. If the body states no status, the status is 200. */
export function fromBodyError({ status }: BodyError): ButlrError {
  return new ButlrError('status', { status: status ?? 200 })
}

/** Converts an error from a call to Butlr, or from waiting for one. `signal` is the signal of the call. */
export function toButlrError(error: unknown, signal: AbortSignal): ButlrError {
  if (error instanceof ButlrError) return error
  if (!signal.aborted) return new ButlrError('unreachable', { cause: error })
  const timedOut = signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
  return new ButlrError(timedOut ? 'timeout' : 'abandoned')
}

/** Returns whether Butlr rejected the token or the credentials. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof ButlrError && error.status === 401
}

const problemCodes: Record<Exclude<FailureReason, 'status'>, ErrorCode> = {
  unreachable: 'upstream_unreachable',
  abandoned: 'upstream_unreachable',
  timeout: 'upstream_timeout',
  unreadable: 'upstream_invalid',
}

/** Converts a failed call to the error that the page receives. The caller must handle rejections (401) first. */
export function toGatewayError(failure: ButlrError): GatewayError {
  const { retryAfterSeconds } = failure
  return new GatewayError(problemCode(failure), { retryAfterSeconds, cause: failure })
}

function problemCode({ reason, status }: ButlrError): ErrorCode {
  if (reason !== 'status') return problemCodes[reason]
  if (status === 403) return 'forbidden'
  if (status === 429) return 'rate_limited'
  return status === 504 ? 'upstream_timeout' : 'upstream_error'
}

/**
 * Returns the log fields of a failed call: enough to find the cause (`ENOTFOUND`, an expired certificate), without
 * addresses.
 */
export function butlrErrorFields(failure: ButlrError): Record<string, string | number> {
  const { cause } = failure
  const inner = cause instanceof Error ? (cause.cause ?? cause) : undefined
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : undefined
  return {
    butlr: failure.reason,
    ...(failure.status === undefined ? {} : { butlrStatus: failure.status }),
    ...(code === undefined ? {} : { butlrError: code }),
  }
}
