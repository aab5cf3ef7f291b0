import type { ListGap, MissingPart, StandIn } from '#src/contract/topology.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'

const placeKinds = ['sites', 'buildings', 'floors', 'rooms'] as const
type PlaceKind = (typeof placeKinds)[number]

/** The IDs in an account's topology, by kind, except the stand-in IDs that the gateway generates. */
export type AccessScope = Record<PlaceKind | 'tags', ReadonlySet<string>> & {
  /** Parts that are missing from the response or malformed in it. */
  missing: readonly MissingPart[]
  /** Lists that may be longer in Butlr than in the response. */
  gaps: readonly ListGap[]
  /** When Butlr sent the response, in Unix milliseconds. */
  asOf: number
}

export function toAccessScope({
  sites,
  missing,
  gaps = [],
  standIns = [],
  asOf,
}: PlacesSummary): AccessScope {
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

/** Returns whether rooms, or locations with rooms, are known to be missing from a response. */
export function isIncomplete({ missing }: Pick<AccessScope, 'missing'>): boolean {
  return missing.some(({ kind }) => !['zone', 'sensor', 'hive'].includes(kind))
}

/** Returns whether a response may lack rooms, or locations with rooms. */
export function mayLackRooms({ gaps }: Pick<AccessScope, 'gaps'>): boolean {
  return gaps.some(({ kind }) => kind !== 'zone' && kind !== 'tag')
}

/** Merges the IDs of two scopes and takes everything else from the first scope. */
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

export function sharesSite(one: AccessScope, other: AccessScope): boolean {
  return [...one.sites].some((id) => other.sites.has(id))
}

/** Returns whether an account sees every location and room that another account is known to see. */
export function seesEveryId(own: AccessScope, all: AccessScope): boolean {
  return placeKinds.every((kind) => [...all[kind]].every((id) => own[kind].has(id)))
}

/** A response to the `places` query, and the IDs in it. */
export type PlacesAnswer = { places: PlacesSummary; all: AccessScope }

/** The topology of one account: its latest response, and the last complete response if the latest may lack rooms. */
export type KnownPlaces = {
  /** The IDs of all `answers` combined, and the remaining gaps. */
  scope: AccessScope
  answers: readonly PlacesAnswer[]
}

/** How long a topology stays valid while Butlr sends no newer complete topology, in milliseconds. */
export const maxPlacesAgeMs = 60 * 60_000

/**
 * Returns whether a response is still valid. Returns false for a time in the future, because its age is unknown once
 * the clock has been set back.
 */
export function isRecent(asOf: number, now: number): boolean {
  return now >= asOf && now - asOf < maxPlacesAgeMs
}

/**
 * Returns a function that combines the latest topology of one account with the last complete topology, if the latest
 * may lack rooms and the complete topology is recent.
 *
 * @param now Unix milliseconds
 */
export function createKnownPlaces(now: () => number): (latest: PlacesSummary) => KnownPlaces {
  let answer: PlacesAnswer | null = null
  let complete: PlacesAnswer | null = null
  return (latest) => {
    if (answer?.places !== latest) answer = { places: latest, all: toAccessScope(latest) }
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

/**
 * Returns the gaps of a response that a complete response does not fill: gaps in zones and tags, and in locations that
 * the complete response lacks.
 */
function remainingGaps({ gaps }: AccessScope, complete: AccessScope): ListGap[] {
  return gaps.filter(({ kind, id }) => {
    if (kind === 'zone' || kind === 'tag') return true
    if (kind === 'site' || kind === 'unknown' || id === null) return false
    return !complete[holderKinds[kind]].has(id)
  })
}
