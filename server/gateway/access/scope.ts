import type { Missing, PlacesAnswer } from '#src/contract/topology.ts'
import type { BoardRooms } from '#src/contract/board.ts'
import { chosenRooms } from '#server/gateway/displays/board-rooms.ts'

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
