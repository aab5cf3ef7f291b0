import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

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
