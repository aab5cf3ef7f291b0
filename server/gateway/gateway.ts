import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { methodNotAllowed } from 'hono/method-not-allowed'
import * as v from 'valibot'
import { maxLogoBytes } from '#src/contract/board.ts'
import { createAudit } from './audit/audit.ts'
import { createCurrentUpstream, type CurrentUpstream } from '#server/gateway/auth/upstream.ts'
import { createRevokedSessions } from '#server/gateway/auth/revoked-sessions.ts'
import { createSessions } from '#server/gateway/auth/sessions.ts'
import {
  createOrganisationLookup,
  createServiceAccount,
} from '#server/gateway/auth/service-account.ts'
import { createSessionCheck, butlrTimeoutMs } from '#server/gateway/auth/with-session.ts'
import { isListed } from './access/account-list.ts'
import { createAccountScopes } from '#server/gateway/access/account-scopes.ts'
import { createReportedRooms } from '#server/gateway/overrides/reported-rooms.ts'
import {
  createVisibleIdsLookup,
  createOverridesRoutes,
} from '#server/gateway/overrides/overrides-routes.ts'
import { createDisplayTopology } from '#server/gateway/displays/display-topology.ts'
import { createAnswerReader, createWorkerPool } from '#server/gateway/butlr/answer-reader.ts'
import { createButlrClient, type ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { createButlrClock } from '#server/gateway/butlr/butlr-clock.ts'
import { createBoardAndDisplayRoutes } from './board-and-display-routes.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { createDeviceCookie, createLoginLimits } from '#server/gateway/auth/login-limits.ts'
import {
  handleError,
  notFoundResponse,
  rejectLargeBody,
  methodNotAllowedResponse,
} from '#server/gateway/http/error-response.ts'
import { createHistoryRoutes } from '#server/gateway/history/history-routes.ts'
import { createPeaks } from '#server/gateway/peaks/peaks.ts'
import { createPeakRoutes } from '#server/gateway/peaks/peak-routes.ts'
import { createReportLimits } from '#server/gateway/butlr/report-limits.ts'
import { createProxyRoutes } from '#server/gateway/butlr/proxy-routes.ts'
import { createTokenRenewal } from '#server/gateway/auth/token-renewal.ts'
import { requestLog, type GatewayEnv } from './http/request-log.ts'
import { createSeal, type Secrets } from '#server/gateway/auth/sealed-cookie.ts'
import {
  isLogoPath,
  securityHeaders,
  sameOrigin,
} from '#server/gateway/http/security-middleware.ts'
import {
  LegacySession,
  SealedSession,
  type ClientSession,
  type Session,
  createSessionCookie,
} from '#server/gateway/auth/session.ts'
import { createSessionRoutes, signInClient } from '#server/gateway/auth/session-routes.ts'
import { createViewRoutes } from '#server/gateway/views/view-routes.ts'
import { findRoomsMadeSmall } from '#server/gateway/settings/settings-record.ts'
import { createSettings } from '#server/gateway/settings/settings.ts'
import { createSettingsRoutes } from '#server/gateway/settings/settings-routes.ts'
import { createStaticFiles } from './http/static-files.ts'
import { createTopologyCache } from './topology/topology-cache.ts'
import { createTopologyLoader } from '#server/gateway/topology/topology-loader.ts'

const maxBodyBytes = 64 * 1024
/** Maximum size of a request body with a logo, in bytes. The body is JSON that contains the logo in base64. */
const maxLogoBodyBytes = 2 * maxLogoBytes
/** Maximum size of a request body with room IDs (`maxInsightsRooms`), in bytes. */
const maxInsightsBodyBytes = 1024 * 1024
/** Maximum size of a request body with settings, in bytes; an overrides file may have 2 MB. */
const maxSettingsBodyBytes = 3 * 1024 * 1024
const limitTo = (maxSize: number) => bodyLimit({ maxSize, onError: rejectLargeBody })
const bodyLimits = {
  logo: limitTo(maxLogoBodyBytes),
  insights: limitTo(maxInsightsBodyBytes),
  settings: limitTo(maxSettingsBodyBytes),
  other: limitTo(maxBodyBytes),
}

const limitBody: MiddlewareHandler = function limitBody(c, next) {
  const { path } = c.req
  if (isLogoPath(path)) return bodyLimits.logo(c, next)
  if (path.startsWith('/api/insights/')) return bodyLimits.insights(c, next)
  return (path.startsWith('/api/settings') ? bodyLimits.settings : bodyLimits.other)(c, next)
}

/** Creates the client of Butlr, and the clock that Butlr's responses set. */
function connectButlr(options: GatewayOptions) {
  const butlrClock = createButlrClock()
  const butlr = createButlrClient({ ...options, onResponse: butlrClock.addResponse })
  return { butlr, butlrClock }
}

/**
 * Creates the gateway, which serves the app's files and a fixed set of routes. It calls only constant paths of Butlr's
 * API.
 */
export function createGateway(options: GatewayOptions): Hono<GatewayEnv> {
  const { now, log, secret, previousSecret: previous } = options
  const secrets: Secrets = previous ? [secret, previous] : [secret]
  const { butlr, butlrClock } = connectButlr(options)
  const renewal = createTokenRenewal({ signIn: createReauthentication(butlr, now), now })
  const device = createDeviceCookie(secrets)
  const pool = options.answerWorker ? createWorkerPool({ file: options.answerWorker }) : null
  if (pool) options.onStop?.(pool.close)
  const { read, runOnTexts } = createAnswerReader(pool)
  const timed = { now, deadlineMs: butlrTimeoutMs }
  const load = createTopologyLoader(butlr, read, now)
  const topology = createTopologyCache({ ...timed, load, log })
  const peaks = createPeaks({ store: options.store, now, log, upstream: options.baseUrl })
  options.onStop?.(peaks.flush)
  const account = createServiceAccount(options.displayCredentials, renewal, now)
  const findOrganisation = createOrganisationLookup(butlr, account)
  const upstream = createCurrentUpstream({ ...options, findOrganisation })
  const settings = createSettings({ ...options, upstream, file: options.overrides })
  const audit = createAudit({ ...options, upstream, gatewayAccount: account.key })
  const sessionCheck = createSessionCheck({ ...timed, butlr })
  const sessions = openSessions(options, secrets, upstream, (session) => {
    topology.drop(session)
    sessionCheck.forget(session)
  })
  const accountScopes = createAccountScopes(topology, now)
  const liveLimits = createReportLimits()
  const reportedRooms = createReportedRooms({ ...timed, butlr, read, liveLimits })
  const visibleIds = createVisibleIdsLookup(accountScopes, reportedRooms)
  const common = {
    ...options,
    settings,
    overrides: settings.overrides,
    loadSettings: settings.load,
    findRoomsMadeSmall: async () => findRoomsMadeSmall((await settings.read()).record, now()),
    accountScopes,
    visibleIds,
    butlr,
    butlrClock,
    read,
    liveLimits,
    runOnTexts,
    peaks,
    sessions,
    sessionCheck,
    audit,
    renewal,
    topology,
    displayTopology: createDisplayTopology({ ...timed, account, topology, runOnTexts }),
    account,
    upstream,
    secrets,
  }

  const app = new Hono<GatewayEnv>()
  app.use(requestLog(log, now), securityHeaders())
  // Compression is limited to /api/*, because the build has already compressed the app's files.
  app.use('/api/*', compress(), async function apiHeaders(c, next) {
    await next()
    if (!isLogoPath(c.req.path) || !c.res.ok) c.header('Cache-Control', 'no-store')
    // The page computes ages from this time instead of the browser's clock.
    c.header('Date', new Date(now()).toUTCString())
  })
  app.use(methodNotAllowed({ app, onMethodNotAllowed: methodNotAllowedResponse }))
  app.use('/api/*', sameOrigin(), limitBody, async function refreshSettings(_, next) {
    await settings.refresh()
    await next()
  })
  app.route('/', createSessionRoutes({ ...common, limits: createLoginLimits(), device }))
  app.route('/', createProxyRoutes(common))
  app.route('/', createPeakRoutes(common))
  app.route('/', createOverridesRoutes(common))
  const history = createHistoryRoutes(common)
  app.route('/', createBoardAndDisplayRoutes({ ...common, usual: history.usual }))
  app.route('/', createViewRoutes(common))
  app.route('/', createSettingsRoutes(common))
  app.route('/', history.routes)
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'Cache-Control': 'no-store' }))
  app.all('/api/*', notFoundResponse)
  app.route('/', createStaticFiles(options.pages, { ...common, dispatch: app.fetch }))
  app.notFound(notFoundResponse)
  app.onError(handleError(log))
  return app
}

/** Creates the sessions of staff, which are sealed in cookies. */
function openSessions(
  { store, now, log, staff }: GatewayOptions,
  secrets: Secrets,
  upstream: CurrentUpstream,
  onEnded: (session: Session) => void,
) {
  const sealed = v.union([SealedSession, LegacySession])
  return createSessions({
    cookie: createSessionCookie(createSeal(secrets, 'session cookie', sealed), now),
    upstream,
    revoked: createRevokedSessions(store, now, log),
    isStaff: (session) => isListed(staff, session),
    now,
    onEnded,
  })
}

/** Returns a function that signs in again with the credentials of a session. */
function createReauthentication(butlr: ButlrClient, now: () => number) {
  return function signInAgain({ clientId, clientSecret }: ClientSession) {
    const login = {
      client_id: clientId,
      client_secret: clientSecret,
      audience: 'https://butlrauth/',
      grant_type: 'client_credentials',
    } as const
    // The sign-in has its own timeout, because many requests wait for it and none of them may cancel it for the others.
    const signal = AbortSignal.timeout(butlrTimeoutMs)
    return signInClient(butlr, login, now(), signal, { attempt: false })
  }
}
