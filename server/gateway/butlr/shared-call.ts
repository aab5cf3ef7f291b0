import { type ButlrError, isUnauthorized, toButlrError } from './butlr-error.ts'
import { abortable } from '#server/gateway/http/abortable.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'

/**
 * Makes a call to Butlr with a session's token, or joins the call in flight. After a failure, throws the same failure
 * for five seconds, or for Butlr's Retry-After if that is longer, except after:
 *
 * - a rejected token (401), which concerns one token;
 * - a request to wait (`asksToWait`), which `createButlrClient` enforces;
 * - a `GatewayError`, which does not come from Butlr.
 *
 * Throws `ButlrError` and `GatewayError`.
 */
export type SharedCall<T> = (
  token: string,
  make: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
) => Promise<T>

type SharedCallDeps = {
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Timeout of one call, in milliseconds. */
  deadlineMs: number
}

const retryMs = 5_000

/** Creates the state of one call that all requests of an account share, including requests of its other sessions. */
export function createSharedCall<T>({ now, deadlineMs }: SharedCallDeps): SharedCall<T> {
  let inFlight: { token: string; result: Promise<T> } | null = null
  let failed: { wait: Wait; failure: ButlrError } | null = null

  async function start(make: (signal: AbortSignal) => Promise<T>): Promise<T> {
    // The call has its own timeout, because many requests wait for it and none of them may cancel it for the others.
    const signal = AbortSignal.timeout(deadlineMs)
    try {
      const result = await make(signal)
      failed = null
      return result
    } catch (error) {
      if (error instanceof GatewayError) throw error
      const failure = toButlrError(error, signal)
      // `createButlrClient` enforces the Retry-After of an account.
      if (!isUnauthorized(failure) && !failure.asksToWait) {
        const waitMs = Math.max(retryMs, (failure.retryAfterSeconds ?? 0) * 1_000)
        failed = { wait: startWait(now(), waitMs), failure }
      }
      throw failure
    } finally {
      inFlight = null
    }
  }

  return async function callShared(token, make, signal) {
    for (;;) {
      if (inFlight === null && failed !== null && isWaiting(failed.wait, now())) {
        throw failed.failure
      }
      const current = (inFlight ??= { token, result: start(make) })
      try {
        return await abortable(current.result, signal)
      } catch (error) {
        if (error instanceof GatewayError) throw error
        // Another session's token was rejected, which does not concern this session.
        if (!isUnauthorized(error) || current.token === token) throw toButlrError(error, signal)
      }
    }
  }
}
