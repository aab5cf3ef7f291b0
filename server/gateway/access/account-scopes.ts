import { type MissingPart, PlacesResponse } from '#src/contract/topology.ts'
import type { RoomSelection } from '#src/contract/board.ts'
import { selectRooms } from '#server/gateway/displays/board-rooms.ts'
import * as v from 'valibot'
import { ButlrError, toButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'

const placeKinds = ['sites', 'buildings', 'floors', 'rooms'] as const
type PlaceKind = (typeof placeKinds)[number]

/** The ids that an account sees in its topology, by kind. */
export type AccessScope = Record<PlaceKind, ReadonlySet<string>> & {
  /** What Butlr did not send, or sent malformed. */
  missing: readonly MissingPart[]
  /** When Butlr answered, Unix milliseconds. */
  asOf: number
}

/** The ids of an answer. */
export function toAccessScope({ sites, missing, asOf }: PlacesResponse): AccessScope {
  const buildings = sites.flatMap((site) => site.buildings)
  const floors = buildings.flatMap((building) => building.floors)
  return {
    sites: toIdSet(sites),
    buildings: toIdSet(buildings),
    floors: toIdSet(floors),
    rooms: toIdSet(floors.flatMap((floor) => floor.rooms)),
    missing,
    asOf,
  }
}

/** Whether rooms, or places with rooms, are missing from an answer. */
export function isIncomplete({ missing }: Pick<AccessScope, 'missing'>): boolean {
  return missing.some(({ kind }) => !['zone', 'sensor', 'hive'].includes(kind))
}

/** The ids of both; in all else it is the first. */
function mergeScopes(one: AccessScope, other: AccessScope): AccessScope {
  return {
    ...one,
    sites: new Set([...one.sites, ...other.sites]),
    buildings: new Set([...one.buildings, ...other.buildings]),
    floors: new Set([...one.floors, ...other.floors]),
    rooms: new Set([...one.rooms, ...other.rooms]),
  }
}

/** Whether two accounts see a site in common. */
export function sharesSite(one: AccessScope, other: AccessScope): boolean {
  return [...one.sites].some((id) => other.sites.has(id))
}

/**
 * Whether an account sees every place that another one sees. Sites that are missing from an answer count as sites: an
 * account that sees fewer may lack the missing one.
 */
export function seesEverything(own: AccessScope, all: AccessScope): boolean {
  return (
    placeKinds.every((kind) => [...all[kind]].every((id) => own[kind].has(id))) &&
    countSites(own) >= countSites(all)
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
  own: AccessScope,
  wanted: RoomSelection,
  { places, all }: { places: PlacesResponse; all: AccessScope },
): boolean {
  const sees = (kind: PlaceKind, id: string) =>
    own[kind].has(id) || (!all[kind].has(id) && !isIncomplete(all))
  if (!selectRooms(wanted, places).every(({ room }) => own.rooms.has(room.id))) return false
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

function countSites({ sites, missing }: AccessScope): number {
  const lost = missing.filter(({ kind }) => kind === 'site')
  return sites.size + lost.reduce((sum, { count }) => sum + count, 0)
}

function toIdSet(places: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(places.map(({ id }) => id))
}

/** The topology of one account: its latest answer, and its last complete one where the latest lacks something. */
export type KnownPlaces = {
  /** The ids of both answers. */
  scope: AccessScope
  answers: readonly { places: PlacesResponse; all: AccessScope }[]
}

/** How long what an account saw counts while Butlr does not answer, or not completely, in milliseconds. */
export const maxPlacesAgeMs = 60 * 60_000

/** Whether an answer still counts. After a clock was set back, the age of one from the future is unknown. */
export function isRecent(asOf: number, now: number): boolean {
  return now >= asOf && now - asOf < maxPlacesAgeMs
}

const PlacesJson = v.pipe(v.string(), v.parseJson(), PlacesResponse)

/**
 * Returns a function that reads an account's topology from the gateway's JSON, and again only when the JSON changed. Throws
 * `ButlrError` for JSON that is no such answer.
 *
 * @param now epoch milliseconds
 */
export function createPlacesParser(now: () => number): (json: string) => KnownPlaces {
  let last: { json: string; answer: KnownPlaces['answers'][number] } | null = null
  let complete: KnownPlaces['answers'][number] | null = null
  return (json) => {
    if (last?.json !== json) {
      const parsed = v.safeParse(PlacesJson, json)
      if (!parsed.success) throw new ButlrError('unreadable')
      last = { json, answer: { places: parsed.output, all: toAccessScope(parsed.output) } }
    }
    const { answer } = last
    if (!isIncomplete(answer.all)) complete = answer
    if (complete === answer || complete === null || !isRecent(complete.all.asOf, now())) {
      return { scope: answer.all, answers: [answer] }
    }
    return { scope: mergeScopes(answer.all, complete.all), answers: [answer, complete] }
  }
}

/** What the people who are signed in see in their own topology. */
export type AccountScopes = {
  /**
   * What an account sees, as Butlr said within the last hour. Throws `forbidden` where Butlr refuses it, `access_unknown`
   * where nothing is known, and `ButlrError` where Butlr refuses the session (401).
   */
  get: (session: Session, signal: AbortSignal) => Promise<AccessScope>
  /** The same as of the last minute, where Butlr answers in time. */
  fresh: (session: Session, signal: AbortSignal) => Promise<AccessScope>
  /** Whether Butlr refused this account its topology within the last minute. */
  isRefused: (session: Session) => boolean
}

type AccountEntry = { read: (json: string) => KnownPlaces; refusedAt: number }

const maxAccounts = 200
const minuteMs = 60_000
/** How long a change waits for a newer answer while an older one would do. */
const maxFreshWaitMs = 3_000
const retrySeconds = 5

/** @param now epoch milliseconds */
export function createAccountScopes(topology: TopologyCache, now: () => number): AccountScopes {
  const accounts = new Map<string, AccountEntry>()

  function getAccount(session: Session): AccountEntry {
    const key = accountKey(session)
    const account = accounts.get(key) ?? {
      read: createPlacesParser(now),
      refusedAt: Number.NEGATIVE_INFINITY,
    }
    accounts.delete(key)
    accounts.set(key, account)
    for (const oldest of accounts.keys()) if (accounts.size > maxAccounts) accounts.delete(oldest)
    return account
  }

  async function loadScope(
    session: Session,
    fresherThanSeconds: number | undefined,
    signal: AbortSignal,
  ) {
    const account = getAccount(session)
    const request = {
      document: 'places' as const,
      ...(fresherThanSeconds === undefined ? {} : { fresherThanSeconds }),
    }
    try {
      const { scope } = account.read(await topology.get(session, request, signal))
      account.refusedAt = Number.NEGATIVE_INFINITY
      return scope
    } catch (error) {
      const failure = toButlrError(error, signal)
      if (failure.status === 403) account.refusedAt = now()
      throw failure
    }
  }

  async function get(session: Session, signal: AbortSignal): Promise<AccessScope> {
    try {
      return await loadScope(session, undefined, signal)
    } catch (error) {
      throw toScopeError(toButlrError(error, signal))
    }
  }

  return {
    get,
    async fresh(session, signal) {
      const scope = await get(session, signal)
      const patience = AbortSignal.any([signal, AbortSignal.timeout(maxFreshWaitMs)])
      try {
        return await loadScope(session, minuteMs / 1_000, patience)
      } catch (error) {
        const failure = toButlrError(error, patience)
        if (isUnauthorized(failure) || failure.status === 403) throw toScopeError(failure)
        return scope
      }
    },
    isRefused: (session) => now() - getAccount(session).refusedAt < minuteMs,
  }
}

function toScopeError(failure: ButlrError): ButlrError | GatewayError {
  if (isUnauthorized(failure)) return failure
  if (failure.status === 403) {
    return new GatewayError('forbidden', {
      message:
        'Your Butlr account may not read the topology, so Headroom cannot tell which boards and displays are yours.',
      cause: failure,
    })
  }
  return accessUnknownError(failure)
}

/** The problem of not knowing who may do what, because Butlr does not say. */
export function accessUnknownError(failure: ButlrError | GatewayError): GatewayError {
  const isForbidden = failure instanceof GatewayError && failure.code === 'forbidden'
  return new GatewayError('access_unknown', {
    retryAfterSeconds: failure.retryAfterSeconds ?? retrySeconds,
    cause: failure,
    ...(isForbidden && {
      message:
        'Butlr refuses the topology to the gateway’s own account, so Headroom cannot check your access. Ask your administrator.',
    }),
  })
}
