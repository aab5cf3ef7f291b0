import type { MiddlewareHandler } from 'hono'
import { GatewayProblem } from './problem.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a request that changes something unless the browser says that a page of this origin sent it:
 * `Sec-Fetch-Site: same-origin`, or where that is missing (older browsers, and any over plain HTTP) an `Origin` whose
 * host is the one asked for. A request without both is refused.
 *
 * Hono's `csrf` looks at form content types only and lets a request with any other through; here every body is JSON.
 */
export const sameOrigin = (): MiddlewareHandler =>
  async function sameOrigin(c, next) {
    if (!safeMethods.has(c.req.method) && !isSameOrigin(c.req.raw.headers)) {
      throw new GatewayProblem('cross_site')
    }
    await next()
  }

function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('Sec-Fetch-Site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('Origin')
  const host = headers.get('Host')
  if (origin === null || host === null || !URL.canParse(origin)) return false
  const { protocol, host: originHost } = new URL(origin)
  // The host is read with the origin's scheme so that `example.com` and `example.com:443` are one.
  const asked = `${protocol}//${host}`
  return /^https?:$/.test(protocol) && URL.canParse(asked) && new URL(asked).host === originHost
}
