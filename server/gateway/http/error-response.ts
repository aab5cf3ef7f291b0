import type { Context, ErrorHandler } from 'hono'
import { GatewayError } from './gateway-error.ts'
import type { GatewayEnv, Log } from './request-log.ts'
import { StoreFullError, StoreError } from '#server/gateway/store/store.ts'

/** The status that nginx logs when a client closes the connection; the response is never sent. */
const clientClosedRequest = 499

/** Returns whether an error is Node's error for a client that closed the connection before it sent the whole body. */
function isAbortedBody(error: Error): boolean {
  return error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
}

function errorResponse(c: Context, problem: GatewayError): Response {
  return c.json(problem.body, problem.status, problem.headers)
}

/**
 * Returns an error handler that converts errors to the contract's error body. For an unexpected error, it logs the name
 * and stack frames but not the message, which may quote the request.
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

export function notFoundResponse(c: Context): Response {
  return errorResponse(c, new GatewayError('not_found'))
}

export function methodNotAllowedResponse(c: Context, methods: readonly string[]): Response {
  const allow = methods.join(', ')
  const { body } = new GatewayError('invalid_request', {
    message: `Method not allowed. Use ${allow}.`,
  })
  return c.json(body, 405, { Allow: allow })
}

export function rejectLargeBody(): never {
  throw new GatewayError('too_large')
}
