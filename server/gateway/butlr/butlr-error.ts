import type { ProblemCode } from '#src/contract/errors.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'

/** Why a call to Butlr gave no usable answer. `abandoned`: the page stopped waiting. */
type Reason = 'unreachable' | 'timeout' | 'abandoned' | 'unreadable' | 'status'

/** A call to Butlr that failed. It carries nothing of the answer but its status and when to come back. */
export class ButlrFailure extends Error {
  override name = 'ButlrFailure' as const
  readonly reason: Reason
  readonly status: number | undefined
  /** Whole seconds, at most an hour. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    reason: Reason,
    detail: { status?: number; retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(`Butlr: ${reason}${detail.status === undefined ? '' : ` ${detail.status}`}`, {
      cause: detail.cause,
    })
    this.reason = reason
    this.status = detail.status
    this.retryAfterSeconds = detail.retryAfterSeconds
  }

  /** Whether Butlr asks the whole account to wait; the door (`createButlr`) then keeps it from asking. */
  get asksToWait(): boolean {
    return this.retryAfterSeconds !== undefined && (this.status === 429 || this.status === 503)
  }
}

/** Whatever a call to Butlr, or a wait for one, threw: as the failure that it is. `signal` is what it listened to. */
export function failureOf(error: unknown, signal: AbortSignal): ButlrFailure {
  if (error instanceof ButlrFailure) return error
  if (!signal.aborted) return new ButlrFailure('unreachable', { cause: error })
  const timedOut = signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
  return new ButlrFailure(timedOut ? 'timeout' : 'abandoned')
}

/** True when Butlr refused the token, or the credentials, that it was shown. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ButlrFailure && error.status === 401
}

const codes: Record<Exclude<Reason, 'status'>, ProblemCode> = {
  unreachable: 'upstream_unreachable',
  abandoned: 'upstream_unreachable',
  timeout: 'upstream_timeout',
  unreadable: 'upstream_invalid',
}

/** What the page is told of a failed call. A refusal (401) is the caller's to interpret before it comes here. */
export function problemOf(failure: ButlrFailure): GatewayProblem {
  const { retryAfterSeconds } = failure
  return new GatewayProblem(codeOf(failure), { retryAfterSeconds, cause: failure })
}

function codeOf({ reason, status }: ButlrFailure): ProblemCode {
  if (reason !== 'status') return codes[reason]
  if (status === 403) return 'forbidden'
  if (status === 429) return 'rate_limited'
  return status === 504 ? 'upstream_timeout' : 'upstream_error'
}

/** What the log says of a failed call: enough to find the cause (`ENOTFOUND`, an expired certificate), no address. */
export function factsOf(failure: ButlrFailure): Record<string, string | number> {
  const { cause } = failure
  const inner = cause instanceof Error ? (cause.cause ?? cause) : undefined
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : undefined
  return {
    butlr: failure.reason,
    ...(failure.status === undefined ? {} : { butlrStatus: failure.status }),
    ...(code === undefined ? {} : { butlrError: code }),
  }
}
