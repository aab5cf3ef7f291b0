import type { MiddlewareHandler } from 'hono'
import { GatewayError } from './gateway-error.ts'
import { secureHeaders } from 'hono/secure-headers'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Rejects unsafe methods unless the browser reports that a page of this origin sent the request: `Sec-Fetch-Site:
 * same-origin`, or if that is missing (older browsers, and all browsers over plain HTTP) an `Origin` whose host equals
 * `Host`. Rejects a request with neither header.
 *
 * Hono's `csrf` middleware is not sufficient: it checks only form content types, and every body here is JSON.
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
  // Parses the host with the origin's scheme, so that `example.com` and `example.com:443` are equal.
  const requestUrl = `${protocol}//${host}`
  if (!/^https?:$/.test(protocol) || !URL.canParse(requestUrl)) return false
  return new URL(requestUrl).host === originHost
}

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Rejects sign-in and pairing from a page on plain HTTP (`Origin`), except on localhost. Otherwise, the browser would
 * drop the `Secure` cookie, and the page would start again without an explanation.
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

const common = {
  // The header omits includeSubDomains, because the operator decides about other subdomains.
  strictTransportSecurity: 'max-age=63072000',
  crossOriginResourcePolicy: 'same-origin',
  xContentTypeOptions: true,
  // These headers are not needed: most are for browsers without content security policies, which Headroom does not
  // support.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  xDnsPrefetchControl: false,
  originAgentCluster: false,
} as const

const isDisplayPage = (path: string) => /^\/display(?:\/|$)/.test(path)

/**
 * A page loads only its own files and sends requests only to this gateway. No source is `unsafe-inline` or
 * `unsafe-eval`. Only the staff app has a Trusted Types policy, which allows the URL of one worker
 * (docs/decisions/0032-polls-of-large-buildings.md).
 */
const pageHeaders = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    defaultSrc: none,
    scriptSrc: self,
    styleSrc: self,
    // A chart is exported as PNG through a blob: URL (docs/decisions/0010-recharts-lazily.md).
    imgSrc: [({ req }) => (isDisplayPage(req.path) ? "'self'" : "'self' blob:")],
    fontSrc: self,
    connectSrc: self,
    manifestSrc: self,
    baseUri: none,
    formAction: self,
    frameAncestors: none,
    objectSrc: none,
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: [({ req }) => (isDisplayPage(req.path) ? "'none'" : 'response-worker')],
  },
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

/**
 * Headers for responses with data. A response that is opened directly loads nothing, and no page can show it in a
 * frame.
 */
const dataHeaders = secureHeaders({
  ...common,
  contentSecurityPolicy: { defaultSrc: none, frameAncestors: none },
  xFrameOptions: 'DENY',
  crossOriginOpenerPolicy: false,
})

/** The path of a logo, which staff upload. */
const logoPathPattern = /^\/api\/(?:boards\/[^/]+|display)\/logo$/

/** Like `dataHeaders`, except that an SVG may contain styles. If an SVG is opened directly, it has no origin. */
const logoHeaders = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    defaultSrc: none,
    styleSrc: ["'unsafe-inline'"],
    frameAncestors: none,
    sandbox: [],
  },
  xFrameOptions: 'DENY',
  crossOriginOpenerPolicy: false,
})

/**
 * Headers for scripts, styles and fonts. Browsers ignore a content security policy on these files, and the other
 * headers would delay the first screen.
 */
const assetHeaders = secureHeaders({
  ...common,
  xFrameOptions: false,
  crossOriginOpenerPolicy: false,
  referrerPolicy: false,
})

/** Headers for the worker's script, which has its own policy: the worker parses text and loads nothing. */
const workerHeaders = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    defaultSrc: none,
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: none,
  },
  xFrameOptions: false,
  crossOriginOpenerPolicy: false,
  referrerPolicy: false,
})

/** Returns whether a path is the path of a logo. Requests with a logo may be larger, and responses may be cached. */
export function isLogoPath(path: string): boolean {
  return logoPathPattern.test(path)
}

/**
 * Adds the security headers for the kind of response, including error responses, so that injected scripts cannot run.
 */
export const securityHeaders = (): MiddlewareHandler =>
  async function securityHeaders(c, next) {
    return headersFor(c.req.path)(c, next)
  }

function headersFor(path: string): MiddlewareHandler {
  if (path.startsWith('/assets/response-worker-')) return workerHeaders
  if (isLogoPath(path)) return logoHeaders
  if (/^(?:\/display)?\/assets(?:\/|$)/.test(path)) return assetHeaders
  return /^\/(?:api|healthz)(?:\/|$)/.test(path) ? dataHeaders : pageHeaders
}
