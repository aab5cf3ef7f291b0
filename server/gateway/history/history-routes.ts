import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { emptyHistory, type HistoryStatus } from '#src/contract/history-status.ts'
import { RoomHistoryQuery } from '#src/contract/history.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import { type Session, sessionRetryAfterKey } from '#server/gateway/auth/session.ts'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { createReportLimits } from '#server/gateway/butlr/report-limits.ts'
import type { GatewayOptions } from '#server/gateway/gateway-options.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { GatewayRequests, Requests, Result } from '#server/history/protocol.ts'
import { createHistoryAccess } from './history-access.ts'
import { createHistoryLease } from './history-lease.ts'
import type { History, HistoryOptions } from './history-options.ts'
import { createHistoryRequests } from './history-requests.ts'
import { createInsightsRoutes } from './insights-routes.ts'
import { sendJson, toRange, type RunQuery } from './run-query.ts'
import { createUsualCache, type LatestUsual } from './usual-cache.ts'

type HistoryRoutesDeps = GatewayOptions &
  WithSessionDeps &
  Omit<Parameters<typeof createHistoryRequests>[0], 'topology' | 'overrides' | 'takeLease'> &
  Pick<
    Parameters<typeof createHistoryAccess>[0],
    'visibleIds' | 'accountScopes' | 'topology' | 'displayTopology'
  >

/**
 * Maximum numbers of running and waiting queries. A query uses up to two threads and 400 MB, and can take several
 * seconds. An account runs one query at a time, so that it cannot block other accounts.
 */
const queryLimits = {
  perSession: 1,
  perAccount: 1,
  overall: 2,
  waitingPerSession: 8,
  waitingPerAccount: 16,
  waitingOverall: 32,
}

/**
 * Starts the history and creates its routes: the status for all sessions, and the history of the rooms that a session
 * sees. `usual` is for displays.
 */
export function createHistoryRoutes(parts: HistoryRoutesDeps): {
  routes: Hono<GatewayEnv>
  usual: LatestUsual
} {
  const { now } = parts
  const { keepDays, keepsSmallRoomMinutes } = parts.history ?? off
  const overrides = () => parts.overrides().overrides
  const takeLease = createHistoryLease(parts)
  const gateway = createHistoryRequests({
    ...parts,
    topology: parts.displayTopology,
    overrides,
    takeLease,
  })
  const started = startHistory(parts, gateway)
  const limits = createReportLimits(queryLimits)
  const access = createHistoryAccess({
    ...parts,
    overrides,
    managers: parts.managers,
    keepsSmallRoomMinutes,
    findFormerRoom: async (room, signal) =>
      started.ok ? valueOf(await started.history.formerRoom({ room }, signal)) : null,
  })

  /** Waits until the session may use the database, then runs a query. */
  const runQuery: RunQuery = async (session, signal, query) => {
    if (!started.ok) throw new GatewayError('history_unavailable', { message: started.message })
    const leave = await limits.acquire(session.id, signal, sessionRetryAfterKey(session))
    try {
      return valueOf(await query(started.history))
    } finally {
      leave()
    }
  }

  async function queryRoom(session: Session, query: RoomHistoryQuery, signal: AbortSignal) {
    const range = toRange(query, keepDays, now())
    const room = await access.room(session, query.room, signal)
    return runQuery(session, signal, (history) =>
      history.room({ ...room, room: query.room, range }, signal),
    )
  }

  async function computeUsual({ usual }: History): Promise<Uint8Array> {
    const signal = AbortSignal.timeout(usualTimeoutMs)
    const leave = await limits.acquire('displays', signal)
    try {
      const groups = await access.largerRooms(signal)
      const at = Math.floor(now() / minuteMs)
      return valueOf(await usual({ at, groups }, signal))
    } finally {
      leave()
    }
  }

  const usual = started.ok
    ? createUsualCache(() => computeUsual(started.history), now, parts.log)
    : () => null

  const routes = new Hono<GatewayEnv>()
  routes.get('/api/history/status', async (c) => {
    const status = await withSession(c, parts, async (_, signal) => {
      if (!started.ok) return started.status
      const result = await started.history.status(null, signal)
      return result.ok ? result.value : { ...noStatus, reason: 'restarting' as const }
    })
    return c.json(status satisfies HistoryStatus)
  })
  routes.get('/api/history/room', async (c) => {
    const query = parseQuery(RoomHistoryQuery, c)
    const json = await withSession(c, parts, (session, signal) => queryRoom(session, query, signal))
    return sendJson(c, json)
  })
  routes.get('/api/history/usual', async (c) => {
    const json = await withSession(c, parts, async (session, signal) => {
      const groups = await access.rooms(session, signal)
      const at = Math.floor(now() / minuteMs)
      return runQuery(session, signal, (history) => history.usual({ at, groups }, signal))
    })
    return sendJson(c, json)
  })
  routes.route('/', createInsightsRoutes({ ...parts, keepDays, access, runQuery }))
  return { routes, usual }
}

/** Timeout of the usual occupancy for displays, in milliseconds. */
const usualTimeoutMs = 30_000

/** Returns the parsed query of a request. Throws `invalid_request` if it is invalid. */
function parseQuery<T>(schema: v.GenericSchema<unknown, T>, c: Context<GatewayEnv>): T {
  const query = v.safeParse(schema, c.req.query())
  if (!query.success) throw new GatewayError('invalid_request')
  return query.output
}

const off: HistoryOptions = { keepDays: 0, keepsSmallRoomMinutes: false, start: null }
const noStatus: HistoryStatus = {
  state: 'unavailable',
  reason: null,
  ...emptyHistory,
  resolution: 'minute',
}

type StartedHistory =
  | { ok: true; history: History }
  /** `message` is the message of the error that every query throws. */
  | { ok: false; status: HistoryStatus; message: string }

function startHistory(
  { history, baseUrl, account }: GatewayOptions & { account: ServiceAccount },
  gateway: Requests<GatewayRequests>,
): StartedHistory {
  if (account.key === null) {
    return {
      ok: false,
      status: { ...noStatus, state: 'no_account' },
      message: 'The history needs BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET.',
    }
  }
  if (!history?.start) {
    return {
      ok: false,
      status: { ...noStatus, reason: 'no_directory' },
      message:
        'The history needs HEADROOM_HISTORY_DIR: a directory that all gateways with this HEADROOM_STORE_URL share.',
    }
  }
  const estate = createHash('sha256')
    .update(JSON.stringify([baseUrl.href, account.key]))
    .digest('hex')
    .slice(0, 24)
  return { ok: true, history: history.start(gateway, estate) }
}

type RoomHistoryQuery = v.InferOutput<typeof RoomHistoryQuery>

/** Returns the value of a result, or throws the error for its failure. */
function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const { code, retryAfterSeconds } = result.failure
  throw new GatewayError(code === 'busy' ? 'busy' : 'history_unavailable', { retryAfterSeconds })
}
