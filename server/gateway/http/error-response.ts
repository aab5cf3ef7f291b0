import type { Context, ErrorHandler } from 'hono'
import { GatewayProblem } from './gateway-error.ts'
import type { GatewayEnv, Log } from './request-log.ts'
import { StoreFull, StoreFailure } from '#server/gateway/store/store.ts'

/** The status that proxies log for a client that left; nothing receives this response. */
const clientClosedRequest = 499

/** Whether the client closed the connection before its body was complete (Node's error of the incoming message). */
function isAbortedBody(error: Error): boolean {
  return error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
}

function answer(c: Context, problem: GatewayProblem): Response {
  return c.json(problem.body, problem.status, problem.headers)
}

/**
 * Turns whatever a handler threw into the contract's error body. An unexpected error is logged by its name and place;
 * its message is left out, since it may quote what came in.
 */
export const answerError = (log: Log): ErrorHandler<GatewayEnv> =>
  function answerError(error, c) {
    if (error instanceof GatewayProblem) return answer(c, error)
    if (error instanceof StoreFull) {
      const code = error.limit === 'entry' ? 'too_large' : 'conflict'
      return answer(c, new GatewayProblem(code, { message: error.message }))
    }
    if (error instanceof StoreFailure) {
      log.error({ requestId: c.get('requestId'), error: error.message }, 'store failed')
      return answer(c, new GatewayProblem('store_unreachable'))
    }
    if (isAbortedBody(error)) return new Response(null, { status: clientClosedRequest })
    const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
    log.error({ requestId: c.get('requestId'), error: error.name, frames }, 'unexpected error')
    return answer(c, new GatewayProblem('internal'))
  }

/** The answer where there is no such route. */
export function answerNotFound(c: Context): Response {
  return answer(c, new GatewayProblem('not_found'))
}

/** The answer where a route exists but takes other methods. */
export function refuseMethod(c: Context, methods: readonly string[]): Response {
  const allow = methods.join(', ')
  const { body } = new GatewayProblem('invalid_request', {
    message: `This address takes ${allow}.`,
  })
  return c.json(body, 405, { Allow: allow })
}

/** Ends a request whose body is over the limit. */
export function refuseBody(): never {
  throw new GatewayProblem('too_large')
}
