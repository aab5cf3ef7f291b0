import * as v from 'valibot'
import { currentOccupancy } from '#src/contract/reporting.ts'
import { textOf, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { Butlr } from '#server/gateway/butlr/butlr-client.ts'
import { failureOf, isRefusal, ButlrFailure } from '#server/gateway/butlr/butlr-error.ts'
import { accountOf, type Session } from '#server/gateway/auth/session.ts'
import { GroupedReadings } from '#server/gateway/displays/board-readings.ts'
import { answerBytes } from '#server/gateway/butlr/report-limits.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import {
  knownForMs,
  type OwnScopes,
  isIncomplete,
  type Scope,
} from '#server/gateway/access/account-scopes.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import type { Overrides, OverridesAnswer } from '#src/contract/overrides.ts'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import { relay, type RelayParts } from '#server/gateway/auth/with-session.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'

/**
 * The ids of the rooms in an account's own reports of the last hour, as far as the gateway has asked. Throws
 * `ButlrFailure`.
 */
export type ReportedRooms = (session: Session, signal: AbortSignal) => Promise<ReadonlySet<string>>

type Account = { askedAt: number; lastSeen: Map<string, number> }

const Readings = v.pipe(v.string(), v.parseJson(), GroupedReadings)
const mostAccounts = 200
const askEveryMs = 60_000

/** @param now epoch milliseconds */
export function createReportedRooms(
  butlr: Butlr,
  read: AnswerReader,
  now: () => number,
): ReportedRooms {
  const accounts = new Map<string, Account>()

  function knownOf(session: Session): Account {
    const key = accountKey(session)
    const account = accounts.get(key) ?? { askedAt: Number.NEGATIVE_INFINITY, lastSeen: new Map() }
    accounts.delete(key)
    accounts.set(key, account)
    for (const oldest of accounts.keys()) if (accounts.size > mostAccounts) accounts.delete(oldest)
    return account
  }

  return async function reportedRooms(session, signal) {
    const { token } = session
    const account = knownOf(session)
    const { lastSeen } = account
    const age = now() - account.askedAt
    if (age < 0 || age >= askEveryMs) {
      try {
        const answer = await butlr({
          path: '/api/v3/reporting',
          body: currentOccupancy,
          token,
          account: accountOf(session),
          signal,
          read: read({ kind: 'readings' }),
          maxBytes: answerBytes.live,
        })
        account.askedAt = now()
        for (const id of Object.keys(v.parse(Readings, textOf(answer)))) lastSeen.set(id, now())
      } catch (error) {
        const failure = failureOf(error, signal)
        if (isRefusal(failure) || lastSeen.size === 0) throw failure
      }
    }
    for (const [id, at] of lastSeen) if (now() - at >= knownForMs) lastSeen.delete(id)
    return new Set(lastSeen.keys())
  }
}

const none: ReadonlySet<string> = new Set()

/**
 * Returns a function that says which ids an account sees: those of its topology. Where Butlr refuses or does not send
 * that, or not completely, the rooms of its own reports count too. Throws `ButlrFailure`.
 */
export function createVisibleIds(own: OwnScopes, reportedRooms: ReportedRooms) {
  return async function visibleIds(session: Session, signal: AbortSignal): Promise<Ids> {
    const scope = own.isRefused(session)
      ? null
      : await own.get(session, signal).catch((error: unknown) => {
          if (error instanceof GatewayProblem) return null
          throw error
        })
    if (scope !== null && !isIncomplete(scope)) return scope
    try {
      const reported = await reportedRooms(session, signal)
      if (scope === null) return { sites: none, buildings: none, floors: none, rooms: reported }
      return { ...scope, rooms: new Set([...scope.rooms, ...reported]) }
    } catch (error) {
      if (scope === null || isRefusal(error) || !(error instanceof ButlrFailure)) throw error
      return scope
    }
  }
}
export type VisibleIds = ReturnType<typeof createVisibleIds>

/** The ids that an account sees. */
export type Ids = Pick<Scope, 'sites' | 'buildings' | 'floors' | 'rooms'>

const kinds = ['sites', 'buildings', 'floors', 'rooms'] as const

/** The operator's overrides of the places that an account sees; a problem with another place is told without its id. */
export function visibleOverrides(answer: OverridesAnswer, ids: Ids): OverridesAnswer {
  const { overrides, problem } = answer
  return {
    ...answer,
    overrides: overrides && cut(overrides, ids),
    problem: problem && {
      ...problem,
      where: isVisible(problem.where, ids) ? problem.where : theFile,
    },
  }
}

const theFile = 'the file'

/** What holds for every room stays. */
function cut({ sites, buildings, floors, rooms, ...general }: Overrides, ids: Ids): Overrides {
  return {
    ...general,
    ...(sites && { sites: only(sites, ids.sites) }),
    ...(buildings && { buildings: only(buildings, ids.buildings) }),
    ...(floors && { floors: only(floors, ids.floors) }),
    ...(rooms && { rooms: only(rooms, ids.rooms) }),
  }
}

function only<TValue>(
  values: Record<string, TValue>,
  ids: ReadonlySet<string>,
): Record<string, TValue> {
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.has(id)))
}

/**
 * Whether a place in the file may be told: `rooms.room_1.capacity` to accounts that see the room, a line, or a key that is
 * a word. Anything else may be the id of a foreign place.
 */
function isVisible(where: string, ids: Ids): boolean {
  const kind = kinds.find((one) => where.startsWith(`${one}.`))
  if (kind === undefined) return /^(the file|line \d+, column \d+|[a-z]+)$/i.test(where)
  const path = where.slice(kind.length + 1)
  return [...ids[kind]].some((id) => path === id || path.startsWith(`${id}.`))
}

type OverridesParts = RelayParts & { overrides: () => OverridesAnswer; visibleIds: VisibleIds }

/**
 * The operator's names, capacities and hidden rooms, cut to what the account sees at Butlr. Like every answer under
 * `/api/` it is `no-store`, so no browser keeps it; a client that keeps it itself may ask with `If-None-Match`.
 */
export function createOverridesRoutes(parts: OverridesParts): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/overrides', etag(), async (c) => {
    const answer = await relay(c, parts, async (session, signal) => {
      const all = parts.overrides()
      return all.configured ? visibleOverrides(all, await parts.visibleIds(session, signal)) : all
    })
    return c.json(answer)
  })
  return routes
}
