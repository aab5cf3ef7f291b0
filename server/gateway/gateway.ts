import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { methodNotAllowed } from 'hono/method-not-allowed'
import type { GatewayFacts } from '#src/session/contract.ts'
import type { OverridesAnswer } from '#src/topology/overrides-contract.ts'
import { createButlr, type ButlrOptions } from './butlr.ts'
import type { DisplayCredentials } from './displays/display-account.ts'
import { createWallRoutes } from './displays/wall-routes.ts'
import type { KeptAssets } from './kept-assets.ts'
import { createLoginLimits } from './login-limits.ts'
import { answerError, answerNotFound, refuseBody, refuseMethod } from './answer-problem.ts'
import { createOverridesRoutes } from './overrides-routes.ts'
import { createPeakRoutes } from './peaks/peak-routes.ts'
import { createPeaks } from './peaks/peaks.ts'
import { createRelayRoutes } from './relay-routes.ts'
import { deadlineMs } from './relay.ts'
import { createRenewal } from './renewal.ts'
import { requestLog, type GatewayEnv, type Log } from './request-log.ts'
import { createSeal } from './seal.ts'
import { securityHeaders } from './security-headers.ts'
import { Session } from './session.ts'
import { createSessionCookie } from './session-cookie.ts'
import { createSessionRoutes } from './session-routes.ts'
import { sameOrigin } from './same-origin.ts'
import { signInClient } from './sign-in.ts'
import { createStaticFiles } from './static-files.ts'
import type { Store } from './store/store.ts'
import { createTopologyCache } from './topology-cache.ts'
import { createLoadTopology } from './topology-load.ts'

export type GatewayOptions = Pick<ButlrOptions, 'baseUrl' | 'fetch' | 'now'> & {
  /** Seals the session cookies. */
  secret: string
  facts: GatewayFacts
  /** What the operator's file says now. */
  overrides: () => OverridesAnswer
  /** Where the built app lies. */
  clientDirectory: string
  log: Log
  /** Where boards and displays are kept. */
  store: Store
  /** The account that displays read with; null where none is configured. */
  displayCredentials: DisplayCredentials | null
  keptAssets: KeptAssets | null
  /** Takes what has to be done before the process ends. */
  onStop?: (task: () => Promise<void>) => void
}

const largestBody = 64 * 1024

/** The whole gateway: a fixed table of routes, each with its own constant place at Butlr, and the app's files. */
export function createGateway(options: GatewayOptions): Hono<GatewayEnv> {
  const { now, log, facts } = options
  const butlr = createButlr(options)
  const cookie = createSessionCookie(createSeal(options.secret, 'session cookie', Session), now)
  const renewal = createRenewal({ signIn: (session) => signInAgain(session), now })
  const limits = createLoginLimits()
  const topology = createTopologyCache({ load: createLoadTopology(butlr), now, log, deadlineMs })
  const peaks = createPeaks({ store: options.store, now, log, upstream: options.baseUrl })
  options.onStop?.(peaks.flush)
  const onEnded = topology.drop

  function signInAgain({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
    const login = {
      client_id: clientId,
      client_secret: clientSecret,
      audience: 'https://butlrauth/',
      grant_type: 'client_credentials',
    } as const
    // Its own deadline: many requests wait for this one sign-in, and none of them may cancel it for the others.
    return signInClient(butlr, login, now(), AbortSignal.timeout(deadlineMs))
  }

  const app = new Hono<GatewayEnv>()
  app.use(requestLog(log, now), securityHeaders(), compress())
  app.use('/api/*', async function apiHeaders(c, next) {
    await next()
    c.header('Cache-Control', 'no-store')
    // The page tells ages by this clock, never by its own.
    c.header('Date', new Date(now()).toUTCString())
  })
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }))
  app.use('/api/*', sameOrigin(), bodyLimit({ maxSize: largestBody, onError: refuseBody }))
  app.route('/', createSessionRoutes({ butlr, cookie, renewal, limits, facts, now, onEnded }))
  app.route(
    '/',
    createRelayRoutes({ ...options, butlr, cookie, renewal, onEnded, topology, peaks }),
  )
  app.route('/', createPeakRoutes({ cookie, renewal, onEnded, peaks }))
  app.route('/', createOverridesRoutes({ cookie, renewal, onEnded, overrides: options.overrides }))
  app.route('/', createWallRoutes({ ...options, butlr, cookie, renewal, onEnded, topology }))
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
  app.all('/api/*', answerNotFound)
  app.route('/', createStaticFiles(options.clientDirectory, options.keptAssets))
  app.notFound(answerNotFound)
  app.onError(answerError(log))
  return app
}
