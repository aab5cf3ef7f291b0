import type { Context, ErrorHandler } from 'hono'
import { GatewayError } from './gateway-error.ts'
import type { GatewayEnv, Log } from './request-log.ts'
import { StoreFullError, StoreError } from '#server/gateway/store/store.ts'

/** The status that proxies log for a client that left; nothing receives this response. */
const clientClosedRequest = 499

/** Whether the client closed the connection before its body was complete (Node's error of the incoming message). */
function isAbortedBody(error: Error): boolean {
  return error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
}

function errorResponse(c: Context, problem: GatewayError): Response {
  return c.json(problem.body, problem.status, problem.headers)
}

/**
 * Turns whatever a handler threw into the contract's error body. An unexpected error is logged by its name and place;
 * its message is left out, since it may quote what came in.
 */
export const handleError = (log: Log): ErrorHandler<GatewayEnv> =>
  function answerError(error, c) {
    if (error instanceof GatewayError) return errorResponse(c, error)
    if (error instanceof StoreFullError) {
      const code = error.limit === 'entry' ? 'too_large' : 'conflict'
      return errorResponse(c, new GatewayError(code, { message: error.message }))
    }
    if (error instanceof StoreError) {
      log.error({ requestId: c.get('requestId'), error: error.message }, 'store failed')
      return errorResponse(c, new GatewayError('store_unreachable'))
    }
    if (isAbortedBody(error)) return new Response(null, { status: clientClosedRequest })
    const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
    log.error({ requestId: c.get('requestId'), error: error.name, frames }, 'unexpected error')
    return errorResponse(c, new GatewayError('internal'))
  }

/** The answer where there is no such route. */
export function notFoundResponse(c: Context): Response {
  return errorResponse(c, new GatewayError('not_found'))
}

/** The answer where a route exists but takes other methods. */
export function methodNotAllowedResponse(c: Context, methods: readonly string[]): Response {
  const allow = methods.join(', ')
  const { body } = new GatewayError('invalid_request', {
    message: `This address takes ${allow}.`,
  })
  return c.json(body, 405, { Allow: allow })
}

/** Ends a request whose body is over the limit. */
export function rejectLargeBody(): never {
  throw new GatewayError('too_large')
}
