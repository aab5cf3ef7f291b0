import type { MiddlewareHandler } from 'hono'
import { GatewayProblem } from './problem.ts'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Refuses to sign in over plain HTTP on any name but localhost, before Butlr is asked: the browser would drop the
 * session's secure cookie, and the page would go round in circles.
 */
export const secureTransport = (): MiddlewareHandler =>
  async function secureTransport(c, next) {
    const origin = c.req.header('Origin') ?? ''
    if (URL.canParse(origin)) {
      const { protocol, hostname } = new URL(origin)
      if (protocol === 'http:' && !loopback.test(hostname)) {
        throw new GatewayProblem('insecure_transport')
      }
    }
    await next()
  }
