import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import { ButlrError, butlrErrorFields } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from './gateway-error.ts'

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>
export type GatewayEnv = {
  Bindings: { address?: string }
  Variables: { requestId: string }
}

/** Returns the client's IP address, or `unknown` if there is no socket. */
export function clientAddress({ env }: Context<GatewayEnv>): string {
  return env.address ?? 'unknown'
}

/**
 * Logs one line per request: ID, method, path without query, status, duration and error. Returns the ID in
 * `X-Request-Id` for use in problem reports; ignores an ID sent by the client.
 */
export const requestLog = (log: Log, now: () => number): MiddlewareHandler<GatewayEnv> =>
  async function requestLog(c, next) {
    const startedAt = now()
    const requestId = randomUUID()
    c.set('requestId', requestId)
    await next()
    c.header('X-Request-Id', requestId)
    log.info(
      {
        requestId,
        method: c.req.method,
        path: c.req.path.slice(0, 200),
        status: c.res.status,
        ...errorLogFields(c.error),
        ms: now() - startedAt,
      },
      'request',
    )
  }

function errorLogFields(error: Error | undefined): Record<string, string | number> {
  if (!(error instanceof GatewayError)) return {}
  const { code, cause, invalidField } = error
  return {
    problem: code,
    ...(invalidField === undefined ? {} : { invalidField }),
    ...(cause instanceof ButlrError ? butlrErrorFields(cause) : {}),
  }
}
