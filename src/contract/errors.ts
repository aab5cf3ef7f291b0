import type { Problem } from './problem.ts'

// The closed family of what a request can end in besides an answer: HttpError, NetworkError, TimeoutError, ContractError.
// Each carries what a handler needs: nothing above the fetch layer looks at a status or a header.

/** The gateway answered, and not with success. `problem` is null when the body was not one of ours (a proxy's page, say). */
export class HttpError extends Error {
  override name = 'HttpError' as const
  readonly status: number
  readonly problem: Problem['error'] | null
  /** How long the server asks to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null

  constructor(
    call: string,
    status: number,
    problem: Problem['error'] | null,
    retryAfterMs: number | null,
  ) {
    super(`${call} answered ${status}${problem ? `: ${problem.message}` : ''}`)
    this.status = status
    this.problem = problem
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
  return error instanceof HttpError && error.problem?.code === 'signed_out'
}
