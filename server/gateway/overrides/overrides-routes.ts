import * as v from 'valibot'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { answerText, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { toButlrError, isUnauthorized, ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import { sessionRetryAfterKey, type Session } from '#server/gateway/auth/session.ts'
import { GroupedReadings } from '#server/gateway/displays/board-readings.ts'
import { answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import {
  maxPlacesAgeMs,
  type AccountScopes,
  isIncomplete,
  type AccessScope,
} from '#server/gateway/access/account-scopes.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Overrides, OverridesResponse } from '#src/contract/overrides.ts'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'

/**
 * The ids of the rooms in an account's own reports of the last hour, as far as the gateway has asked. Throws
 * `ButlrFailure`.
 */
type ReportedRooms = (session: Session, signal: AbortSignal) => Promise<ReadonlySet<string>>

type ReportedRoomsEntry = { askedAt: number; lastSeen: Map<string, number> }

const ReadingsJson = v.pipe(v.string(), v.parseJson(), GroupedReadings)
const maxAccounts = 200
const refreshIntervalMs = 60_000

/** @param now epoch milliseconds */
export function createReportedRooms(
  butlr: ButlrClient,
  read: AnswerReader,
  now: () => number,
): ReportedRooms {
  const accounts = new Map<string, ReportedRoomsEntry>()

  function getAccount(session: Session): ReportedRoomsEntry {
    const key = accountKey(session)
    const account = accounts.get(key) ?? { askedAt: Number.NEGATIVE_INFINITY, lastSeen: new Map() }
    accounts.delete(key)
    accounts.set(key, account)
    for (const oldest of accounts.keys()) if (accounts.size > maxAccounts) accounts.delete(oldest)
    return account
  }

  return async function reportedRooms(session, signal) {
    const { token } = session
    const account = getAccount(session)
    const { lastSeen } = account
    const age = now() - account.askedAt
    if (age < 0 || age >= refreshIntervalMs) {
      try {
        const answer = await butlr({
          path: '/api/v3/reporting',
          body: currentOccupancyRequest,
          token,
          account: sessionRetryAfterKey(session),
          signal,
          read: read({ kind: 'readings' }),
          maxBytes: answerSizeLimits.live,
        })
        account.askedAt = now()
        for (const id of Object.keys(v.parse(ReadingsJson, answerText(answer))))
          lastSeen.set(id, now())
      } catch (error) {
        const failure = toButlrError(error, signal)
        if (isUnauthorized(failure) || lastSeen.size === 0) throw failure
      }
    }
    for (const [id, at] of lastSeen) if (now() - at >= maxPlacesAgeMs) lastSeen.delete(id)
    return new Set(lastSeen.keys())
  }
}

const noIds: ReadonlySet<string> = new Set()

/**
 * Returns a function that says which ids an account sees: those of its topology. Where Butlr refuses or does not send
 * that, or not completely, the rooms of its own reports count too. Throws `ButlrFailure`.
 */
export function createVisibleIdsLookup(own: AccountScopes, reportedRooms: ReportedRooms) {
  return async function visibleIds(
    session: Session,
    signal: AbortSignal,
  ): Promise<VisiblePlaceIds> {
    const scope = own.isRefused(session)
      ? null
      : await own.get(session, signal).catch((error: unknown) => {
          if (error instanceof GatewayError) return null
          throw error
        })
    if (scope !== null && !isIncomplete(scope)) return scope
    try {
      const reported = await reportedRooms(session, signal)
      if (scope === null) return { sites: noIds, buildings: noIds, floors: noIds, rooms: reported }
      return { ...scope, rooms: new Set([...scope.rooms, ...reported]) }
    } catch (error) {
      if (scope === null || isUnauthorized(error) || !(error instanceof ButlrError)) throw error
      return scope
    }
  }
}
type VisibleIdsLookup = ReturnType<typeof createVisibleIdsLookup>

/** The ids that an account sees. */
type VisiblePlaceIds = Pick<AccessScope, 'sites' | 'buildings' | 'floors' | 'rooms'>

const placeKinds = ['sites', 'buildings', 'floors', 'rooms'] as const

/** The operator's overrides of the places that an account sees; a problem with another place is told without its id. */
function visibleOverrides(answer: OverridesResponse, ids: VisiblePlaceIds): OverridesResponse {
  const { overrides, problem } = answer
  return {
    ...answer,
    overrides: overrides && filterOverrides(overrides, ids),
    problem: problem && {
      ...problem,
      where: isVisibleLocation(problem.where, ids) ? problem.where : fileLabel,
    },
  }
}

const fileLabel = 'the file'

/** What holds for every room stays. */
function filterOverrides(
  { sites, buildings, floors, rooms, ...general }: Overrides,
  ids: VisiblePlaceIds,
): Overrides {
  return {
    ...general,
    ...(sites && { sites: pickByIds(sites, ids.sites) }),
    ...(buildings && { buildings: pickByIds(buildings, ids.buildings) }),
    ...(floors && { floors: pickByIds(floors, ids.floors) }),
    ...(rooms && { rooms: pickByIds(rooms, ids.rooms) }),
  }
}

function pickByIds<TValue>(
  values: Record<string, TValue>,
  ids: ReadonlySet<string>,
): Record<string, TValue> {
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
}

/**
 * Whether a place in the file may be told: `rooms.room_1.capacity` to accounts that see the room, a line, or a key that is
 * a word. Anything else may be the id of a foreign place.
 */
function isVisibleLocation(where: string, ids: VisiblePlaceIds): boolean {
  const kind = placeKinds.find((one) => where.startsWith(`${one}.`))
  if (kind === undefined) return /^(the file|line \d+, column \d+|[a-z]+)$/i.test(where)
  const path = where.slice(kind.length + 1)
  return [...ids[kind]].some((id) => path === id || path.startsWith(`${id}.`))
}

type OverridesRoutesDeps = WithSessionDeps & {
  overrides: () => OverridesResponse
  visibleIds: VisibleIdsLookup
}

/**
 * The operator's names, capacities and hidden rooms, cut to what the account sees at Butlr. Like every answer under
 * `/api/` it is `no-store`, so no browser keeps it; a client that keeps it itself may ask with `If-None-Match`.
 */
export function createOverridesRoutes(parts: OverridesRoutesDeps): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/overrides', etag(), async (c) => {
    const answer = await withSession(c, parts, async (session, signal) => {
      const all = parts.overrides()
      return all.configured ? visibleOverrides(all, await parts.visibleIds(session, signal)) : all
    })
    return c.json(answer)
  })
  return routes
}
