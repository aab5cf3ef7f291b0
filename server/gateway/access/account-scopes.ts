import {
  type ListGap,
  type MissingPart,
  PlacesResponse,
  type StandIn,
} from '#src/contract/topology.ts'
import * as v from 'valibot'
import { ButlrError, toButlrError, isUnauthorized } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { accountKey } from '#server/gateway/topology/account-cache.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'

const placeKinds = ['sites', 'buildings', 'floors', 'rooms'] as const
type PlaceKind = (typeof placeKinds)[number]

/** The ids that an account sees in its topology, by kind. Those that the gateway invented are not among them. */
export type AccessScope = Record<PlaceKind | 'tags', ReadonlySet<string>> & {
  /** What Butlr did not send, or sent malformed. */
  missing: readonly MissingPart[]
  /** The lists that may hold more. */
  gaps: readonly ListGap[]
  /** When Butlr answered, Unix milliseconds. */
  asOf: number
}

/** The ids of an answer. */
export function toAccessScope({
  sites,
  missing,
  gaps = [],
  standIns = [],
  asOf,
}: PlacesResponse): AccessScope {
  const buildings = sites.flatMap((site) => site.buildings)
  const floors = buildings.flatMap((building) => building.floors)
  const rooms = floors.flatMap((floor) => floor.rooms)
  const zones = floors.flatMap((floor) => floor.zones)
  return {
    sites: toIdSet(sites, standIns, 'site'),
    buildings: toIdSet(buildings, standIns, 'building'),
    floors: toIdSet(floors, standIns, 'floor'),
    rooms: new Set(rooms.map(({ id }) => id)),
    tags: new Set([...floors, ...rooms, ...zones].flatMap(({ tags }) => tags.map(({ id }) => id))),
    missing,
    gaps,
    asOf,
  }
}

function toIdSet(
  places: readonly { id: string }[],
  standIns: readonly StandIn[],
  kind: StandIn['kind'],
): ReadonlySet<string> {
  const invented = new Set(standIns.flatMap((one) => (one.kind === kind ? [one.id] : [])))
  return new Set(places.flatMap(({ id }) => (invented.has(id) ? [] : [id])))
}

/** Whether rooms, or places with rooms, are known to be missing from an answer. */
export function isIncomplete({ missing }: Pick<AccessScope, 'missing'>): boolean {
  return missing.some(({ kind }) => !['zone', 'sensor', 'hive'].includes(kind))
}

/** Whether there may be more rooms, or places with rooms, than an answer has. */
export function mayLackRooms({ gaps }: Pick<AccessScope, 'gaps'>): boolean {
  return gaps.some(({ kind }) => kind !== 'zone' && kind !== 'tag')
}

/** The ids of both; in all else it is the first. */
function mergeScopes(one: AccessScope, other: AccessScope): AccessScope {
  return {
    ...one,
    sites: new Set([...one.sites, ...other.sites]),
    buildings: new Set([...one.buildings, ...other.buildings]),
    floors: new Set([...one.floors, ...other.floors]),
    rooms: new Set([...one.rooms, ...other.rooms]),
    tags: new Set([...one.tags, ...other.tags]),
  }
}

/** Whether two accounts see a site in common. */
export function sharesSite(one: AccessScope, other: AccessScope): boolean {
  return [...one.sites].some((id) => other.sites.has(id))
}

/** Whether an account sees every place that another one is known to see. */
export function seesEveryId(own: AccessScope, all: AccessScope): boolean {
  return placeKinds.every((kind) => [...all[kind]].every((id) => own[kind].has(id)))
}

/** An answer, and its ids. */
export type PlacesAnswer = { places: PlacesResponse; all: AccessScope }

/** The topology of one account: its latest answer, and its last complete one where the latest may lack something. */
export type KnownPlaces = {
  /** The ids of both answers, and the gaps that are in both. */
  scope: AccessScope
  answers: readonly PlacesAnswer[]
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
  let last: { json: string; answer: PlacesAnswer } | null = null
  let complete: PlacesAnswer | null = null
  return (json) => {
    if (last?.json !== json) {
      const parsed = v.safeParse(PlacesJson, json)
      if (!parsed.success) throw new ButlrError('unreadable')
      last = { json, answer: { places: parsed.output, all: toAccessScope(parsed.output) } }
    }
    const { answer } = last
    if (!mayLackRooms(answer.all)) complete = answer
    if (complete === answer || complete === null || !isRecent(complete.all.asOf, now())) {
      return { scope: answer.all, answers: [answer] }
    }
    const gaps = remainingGaps(answer.all, complete.all)
    return {
      scope: { ...mergeScopes(answer.all, complete.all), gaps },
      answers: [answer, complete],
    }
  }
}

const holderKinds = { building: 'sites', floor: 'buildings', room: 'floors' } as const

/** The gaps of an answer that one without gaps does not fill: those of places that it does not have. */
function remainingGaps({ gaps }: AccessScope, complete: AccessScope): ListGap[] {
  return gaps.filter(({ kind, id }) => {
    if (kind === 'zone' || kind === 'tag') return true
    if (kind === 'site' || kind === 'unknown' || id === null) return false
    return !complete[holderKinds[kind]].has(id)
  })
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
        'Your Butlr account doesn’t have access to building details, so Headroom can’t tell which boards and displays to show you.',
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
        'Headroom’s own Butlr account doesn’t have access to building details, so your access can’t be checked. Ask your administrator.',
    }),
  })
}
