import type { MiddlewareHandler } from 'hono'
import { GatewayError } from './gateway-error.ts'
import { secureHeaders } from 'hono/secure-headers'

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
      throw new GatewayError('cross_site')
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

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Refuses to sign in over plain HTTP on any name but localhost, before Butlr is asked: the browser would drop the
 * session's secure cookie, and the page would go round in circles.
 */
export const secureTransport = (): MiddlewareHandler =>
  async function secureTransport(c, next) {
    const origin = c.req.header('Origin') ?? ''
    if (URL.canParse(origin)) {
      const { protocol, hostname } = new URL(origin)
      if (protocol === 'http:' && !loopbackHost.test(hostname)) {
        throw new GatewayError('insecure_transport')
      }
    }
    await next()
  }

const self = ["'self'"]
const none = ["'none'"]

/**
 * The headers of every answer, errors included. The content security policy has no `unsafe-` source and allows no
 * Trusted Types policy, so that markup that gets into a page cannot run.
 */
export const securityHeaders = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: self,
      styleSrc: self,
      imgSrc: self,
      fontSrc: self,
      connectSrc: self,
      manifestSrc: self,
      baseUri: none,
      formAction: self,
      frameAncestors: none,
      objectSrc: none,
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: none,
    },
    // Without includeSubDomains: other hosts below the name are the operator's to decide about.
    strictTransportSecurity: 'max-age=63072000',
    xFrameOptions: 'DENY',
    permissionsPolicy: {
      camera: false,
      geolocation: false,
      microphone: false,
      payment: false,
      usb: false,
      fullscreen: ['self'],
      screenWakeLock: ['self'],
    },
  })
