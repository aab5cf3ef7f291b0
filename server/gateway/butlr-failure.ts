import type { ProblemCode } from '#src/api/contract.ts'
import { GatewayProblem } from './problem.ts'

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
export function problemOf({ reason, status, retryAfterSeconds }: ButlrFailure): GatewayProblem {
  if (reason !== 'status') return new GatewayProblem(codes[reason])
  if (status === 403) return new GatewayProblem('forbidden')
  if (status === 429) return new GatewayProblem('rate_limited', { retryAfterSeconds })
  if (status === 504) return new GatewayProblem('upstream_timeout', { retryAfterSeconds })
  return new GatewayProblem('upstream_error', { retryAfterSeconds })
}
