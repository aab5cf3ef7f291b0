import { ButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { isIncomplete, type AccessScope } from '#server/gateway/access/access-scope.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import { compressBody, sendCompressed } from '#server/gateway/http/compressed-body.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { wholeFile, type Overrides, type OverridesResponse } from '#src/contract/overrides.ts'
import { Hono } from 'hono'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { ReportedRooms } from './reported-rooms.ts'

const noIds: ReadonlySet<string> = new Set()

/**
 * Returns a function that looks up the IDs that an account sees: the IDs in its topology. If Butlr denies access to the
 * topology, or the topology is missing or incomplete, adds the rooms in the account's live reports. The function throws
 * `ButlrError`, and `GatewayError` (`busy`).
 */
export function createVisibleIdsLookup(accountScopes: AccountScopes, reportedRooms: ReportedRooms) {
  return async function visibleIds(
    session: Session,
    signal: AbortSignal,
  ): Promise<VisiblePlaceIds> {
    const scope = accountScopes.isRefused(session)
      ? null
      : await accountScopes.get(session, signal).catch((error: unknown) => {
          if (error instanceof GatewayError) return null
          throw error
        })
    if (scope !== null && !isIncomplete(scope)) return scope
    try {
      const reported = await reportedRooms(session, signal)
      if (scope === null) return { sites: noIds, buildings: noIds, floors: noIds, rooms: reported }
      return { ...scope, rooms: new Set([...scope.rooms, ...reported]) }
    } catch (error) {
      const isExpected = error instanceof ButlrError || error instanceof GatewayError
      if (scope === null || isUnauthorized(error) || !isExpected) throw error
      return scope
    }
  }
}
export type VisibleIdsLookup = ReturnType<typeof createVisibleIdsLookup>

export type VisiblePlaceIds = Pick<AccessScope, 'sites' | 'buildings' | 'floors' | 'rooms'>

const placeKinds = ['sites', 'buildings', 'floors', 'rooms'] as const

/**
 * Returns the overrides of locations that an account sees, and removes the IDs of all other locations from the problem.
 */
function visibleOverrides(answer: OverridesResponse, ids: VisiblePlaceIds): OverridesResponse {
  const { overrides, problem } = answer
  return {
    ...answer,
    overrides: overrides && filterOverrides(overrides, ids),
    problem: problem && {
      ...problem,
      where: isVisibleLocation(problem.where, ids) ? problem.where : wholeFile,
    },
  }
}

/** Removes the overrides of locations whose ID is not in `ids`. Keeps the settings that apply to all rooms. */
export function filterOverrides(
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
 * Returns whether an account may see a position in the file: a path such as `rooms.room_1.capacity` if it sees the
 * room, a line number, or a key that consists of letters. Anything else may contain the ID of a location that the
 * account does not see.
 */
function isVisibleLocation(where: string, ids: VisiblePlaceIds): boolean {
  const kind = placeKinds.find((one) => where.startsWith(`${one}.`))
  if (kind === undefined) {
    return where === wholeFile || /^(line \d+, column \d+|[a-z]+)$/i.test(where)
  }
  const path = where.slice(kind.length + 1)
  return [...ids[kind]].some((id) => path === id || path.startsWith(`${id}.`))
}

type OverridesRoutesDeps = WithSessionDeps & {
  overrides: () => OverridesResponse
  visibleIds: VisibleIdsLookup
}

/**
 * Creates the route for the overrides (settings and the operator's file), limited to what the account sees in Butlr.
 * The response is `no-store`, like every response under `/api/`; a client that stores it anyway can send
 * `If-None-Match`.
 */
export function createOverridesRoutes(parts: OverridesRoutesDeps): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/overrides', async (c) => {
    const answer = await withSession(c, parts, async (session, signal) => {
      const all = parts.overrides()
      return all.configured ? visibleOverrides(all, await parts.visibleIds(session, signal)) : all
    })
    return sendCompressed(c, compressBody(JSON.stringify(answer)))
  })
  return routes
}
