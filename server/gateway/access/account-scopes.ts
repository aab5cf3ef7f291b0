import { type Missing, PlacesAnswer } from '#src/contract/topology.ts'
import type { BoardRooms } from '#src/contract/board.ts'
import { chosenRooms } from '#server/gateway/displays/board-rooms.ts'
import * as v from 'valibot'
import { ButlrFailure, failureOf, isRefusal } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'

const kinds = ['sites', 'buildings', 'floors', 'rooms'] as const
type Kind = (typeof kinds)[number]

/** The ids that an account sees in its topology, by kind. */
export type Scope = Record<Kind, ReadonlySet<string>> & {
  /** What Butlr did not send, or sent malformed. */
  missing: readonly Missing[]
  /** When Butlr answered, Unix milliseconds. */
  asOf: number
}

/** The ids of an answer. */
export function scopeOf({ sites, missing, asOf }: PlacesAnswer): Scope {
  const buildings = sites.flatMap((site) => site.buildings)
  const floors = buildings.flatMap((building) => building.floors)
  return {
    sites: idsOf(sites),
    buildings: idsOf(buildings),
    floors: idsOf(floors),
    rooms: idsOf(floors.flatMap((floor) => floor.rooms)),
    missing,
    asOf,
  }
}

/** Whether rooms, or places with rooms, are missing from an answer. */
export function isIncomplete({ missing }: Pick<Scope, 'missing'>): boolean {
  return missing.some(({ kind }) => !['zone', 'sensor', 'hive'].includes(kind))
}

/** The ids of both; in all else it is the first. */
export function unitedScope(one: Scope, other: Scope): Scope {
  return {
    ...one,
    sites: new Set([...one.sites, ...other.sites]),
    buildings: new Set([...one.buildings, ...other.buildings]),
    floors: new Set([...one.floors, ...other.floors]),
    rooms: new Set([...one.rooms, ...other.rooms]),
  }
}

/** Whether two accounts see a site in common. */
export function sharesSite(one: Scope, other: Scope): boolean {
  return [...one.sites].some((id) => other.sites.has(id))
}

/**
 * Whether an account sees every place that another one sees. Sites that are missing from an answer count as sites: an
 * account that sees fewer may lack the missing one.
 */
export function seesEverything(own: Scope, all: Scope): boolean {
  return (
    kinds.every((kind) => [...all[kind]].every((id) => own[kind].has(id))) &&
    siteCount(own) >= siteCount(all)
  )
}

/**
 * Whether an account that does not see everything sees every room of a choice, as the gateway's topology resolves it. Stricter than the rooms alone
 * where an answer may lack some: a chosen place must itself be seen, and for all rooms every place (they include rooms
 * that only the reporting API knows). An id that no longer exists is ignored, unless it may only be missing.
 *
 * @param own what the account sees
 * @param places what the gateway's own account sees, and `all` its ids
 */
export function seesRooms(
  own: Scope,
  wanted: BoardRooms,
  { places, all }: { places: PlacesAnswer; all: Scope },
): boolean {
  const sees = (kind: Kind, id: string) =>
    own[kind].has(id) || (!all[kind].has(id) && !isIncomplete(all))
  if (!chosenRooms(wanted, places).every(({ room }) => own.rooms.has(room.id))) return false
  switch (wanted.kind) {
    case 'all':
      return false
    case 'site':
      return sees('sites', wanted.id)
    case 'building':
      return sees('buildings', wanted.id)
    case 'floor':
      return sees('floors', wanted.id)
    case 'rooms':
      return wanted.ids.every((id) => sees('rooms', id))
    case 'tag':
      return true
  }
}

function siteCount({ sites, missing }: Scope): number {
  const lost = missing.filter(({ kind }) => kind === 'site')
  return sites.size + lost.reduce((sum, { count }) => sum + count, 0)
}

function idsOf(places: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(places.map(({ id }) => id))
}

/** The topology of one account: its latest answer, and its last complete one where the latest lacks something. */
export type KnownPlaces = {
  /** The ids of both answers. */
  scope: Scope
  answers: readonly { places: PlacesAnswer; all: Scope }[]
}

/** How long what an account saw counts while Butlr does not answer, or not completely, in milliseconds. */
export const knownForMs = 60 * 60_000

/** Whether an answer still counts. After a clock was set back, the age of one from the future is unknown. */
export function isRecent(asOf: number, now: number): boolean {
  return now >= asOf && now - asOf < knownForMs
}

const Places = v.pipe(v.string(), v.parseJson(), PlacesAnswer)

/**
 * Returns a function that reads an account's topology from the gateway's JSON, and again only when the JSON changed. Throws
 * `ButlrFailure` for JSON that is no such answer.
 *
 * @param now epoch milliseconds
 */
export function createPlacesReader(now: () => number): (json: string) => KnownPlaces {
  let last: { json: string; answer: KnownPlaces['answers'][number] } | null = null
  let complete: KnownPlaces['answers'][number] | null = null
  return (json) => {
    if (last?.json !== json) {
      const parsed = v.safeParse(Places, json)
      if (!parsed.success) throw new ButlrFailure('unreadable')
      last = { json, answer: { places: parsed.output, all: scopeOf(parsed.output) } }
    }
    const { answer } = last
    if (!isIncomplete(answer.all)) complete = answer
    if (complete === answer || complete === null || !isRecent(complete.all.asOf, now())) {
      return { scope: answer.all, answers: [answer] }
    }
    return { scope: unitedScope(answer.all, complete.all), answers: [answer, complete] }
  }
}

/** What the people who are signed in see in their own topology. */
export type OwnScopes = {
  /**
   * What an account sees, as Butlr said within the last hour. Throws `forbidden` where Butlr refuses it, `access_unknown`
   * where nothing is known, and `ButlrFailure` where Butlr refuses the session (401).
   */
  get: (session: Session, signal: AbortSignal) => Promise<Scope>
  /** The same as of the last minute, where Butlr answers in time. */
  fresh: (session: Session, signal: AbortSignal) => Promise<Scope>
  /** Whether Butlr refused this account its topology within the last minute. */
  isRefused: (session: Session) => boolean
}

type Account = { read: (json: string) => KnownPlaces; refusedAt: number }

const mostAccounts = 200
const minuteMs = 60_000
/** How long a change waits for a newer answer while an older one would do. */
const patienceMs = 3_000
const retrySeconds = 5

/** @param now epoch milliseconds */
export function createOwnScopes(topology: TopologyCache, now: () => number): OwnScopes {
  const accounts = new Map<string, Account>()

  function accountOf(session: Session): Account {
    const key = accountKey(session)
    const account = accounts.get(key) ?? {
      read: createPlacesReader(now),
      refusedAt: Number.NEGATIVE_INFINITY,
    }
    accounts.delete(key)
    accounts.set(key, account)
    for (const oldest of accounts.keys()) if (accounts.size > mostAccounts) accounts.delete(oldest)
    return account
  }

  async function ask(
    session: Session,
    fresherThanSeconds: number | undefined,
    signal: AbortSignal,
  ) {
    const account = accountOf(session)
    const request = {
      document: 'places' as const,
      ...(fresherThanSeconds === undefined ? {} : { fresherThanSeconds }),
    }
    try {
      const { scope } = account.read(await topology.get(session, request, signal))
      account.refusedAt = Number.NEGATIVE_INFINITY
      return scope
    } catch (error) {
      const failure = failureOf(error, signal)
      if (failure.status === 403) account.refusedAt = now()
      throw failure
    }
  }

  async function get(session: Session, signal: AbortSignal): Promise<Scope> {
    try {
      return await ask(session, undefined, signal)
    } catch (error) {
      throw problemFrom(failureOf(error, signal))
    }
  }

  return {
    get,
    async fresh(session, signal) {
      const scope = await get(session, signal)
      const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
      try {
        return await ask(session, minuteMs / 1_000, patience)
      } catch (error) {
        const failure = failureOf(error, patience)
        if (isRefusal(failure) || failure.status === 403) throw problemFrom(failure)
        return scope
      }
    },
    isRefused: (session) => now() - accountOf(session).refusedAt < minuteMs,
  }
}

function problemFrom(failure: ButlrFailure): ButlrFailure | GatewayProblem {
  if (isRefusal(failure)) return failure
  if (failure.status === 403) {
    return new GatewayProblem('forbidden', {
      message:
        'Your Butlr account may not read the topology, so Headroom cannot tell which boards and displays are yours.',
      cause: failure,
    })
  }
  return accessUnknown(failure)
}

/** The problem of not knowing who may do what, because Butlr does not say. */
export function accessUnknown(failure: ButlrFailure | GatewayProblem): GatewayProblem {
  const isForbidden = failure instanceof GatewayProblem && failure.code === 'forbidden'
  return new GatewayProblem('access_unknown', {
    retryAfterSeconds: failure.retryAfterSeconds ?? retrySeconds,
    cause: failure,
    ...(isForbidden && {
      message:
        'Butlr refuses the topology to the gateway’s own account, so Headroom cannot check your access. Ask your administrator.',
    }),
  })
}
