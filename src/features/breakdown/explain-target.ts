import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { allSites } from '#messages/breakdown.tsx'

const locationKinds = ['floor', 'building', 'site'] as const

/** A location whose total is explained; `all` means all locations together. */
export type LocationTarget = { kind: (typeof locationKinds)[number]; id: string } | { kind: 'all' }

/** The value that is explained: the occupancy of a room, or the total of a location. */
type ExplainTarget = { kind: 'room'; id: string } | LocationTarget

/** Parses a target from a URL, such as `all` or `room:room_1`. Returns null if the text is malformed. */
export function parseTarget(text: string): ExplainTarget | null {
  if (text === 'all') return { kind: 'all' }
  const colon = text.indexOf(':')
  const id = text.slice(colon + 1)
  if (colon < 0 || id === '') return null
  const word = text.slice(0, colon)
  if (word === 'room') return { kind: word, id }
  const kind = locationKinds.find((one) => one === word)
  return kind === undefined ? null : { kind, id }
}

export function serializeTarget(target: ExplainTarget): string {
  return target.kind === 'all' ? 'all' : `${target.kind}:${target.id}`
}

export type ResolvedLocation = {
  target: LocationTarget
  name: string
  /** Null if the location has sites in several zones. */
  zone: TimeZone | null
  floorIds: ReadonlySet<string>
  rooms: readonly LiveRoom[]
}

/**
 * Returns a location with its rooms, or null if the topology does not contain it. `all` includes every room, even those
 * that only the reporting API returns.
 */
export function resolveLocation(
  subject: LocationTarget,
  topology: Topology | undefined,
  rooms: readonly LiveRoom[],
): ResolvedLocation | null {
  const floorIds = getFloorIds(subject, topology)
  if (subject.kind === 'all') {
    const zones = new Map(topology?.sites.map(({ zone }) => [zone.name, zone]))
    const [zone = toTimeZone(null)] = zones.values()
    return {
      target: subject,
      name: allSites,
      zone: zones.size > 1 ? null : zone,
      floorIds,
      rooms,
    }
  }
  const listed = { site: topology?.sites, building: topology?.buildings, floor: topology?.floors }
  const known = listed[subject.kind]?.find(({ id }) => id === subject.id)
  if (!known) return null
  return {
    target: subject,
    name: known.name,
    zone: getLocationZone(subject, topology),
    floorIds,
    rooms: rooms.filter(({ floorId }) => floorId !== null && floorIds.has(floorId)),
  }
}

/** Returns the direct children of a location, in the topology's order; a floor has none, only rooms. */
export function getChildLocations(
  target: LocationTarget,
  topology: Topology | undefined,
): LocationTarget[] {
  const { sites = [], buildings = [], floors = [] } = topology ?? {}
  switch (target.kind) {
    case 'all':
      return sites.map(({ id }) => ({ kind: 'site', id }))
    case 'site':
      return buildings
        .filter(({ siteId }) => siteId === target.id)
        .map(({ id }) => ({ kind: 'building', id }))
    case 'building':
      return floors
        .filter(({ buildingId }) => buildingId === target.id)
        .map(({ id }) => ({ kind: 'floor', id }))
    case 'floor':
      return []
  }
}

function getFloorIds(target: LocationTarget, topology: Topology | undefined): ReadonlySet<string> {
  if (target.kind === 'floor') return new Set([target.id])
  return new Set(
    getChildLocations(target, topology).flatMap((one) => [...getFloorIds(one, topology)]),
  )
}

function getLocationZone(
  target: Exclude<LocationTarget, { kind: 'all' }>,
  topology: Topology | undefined,
) {
  const floor = topology?.floors.find(({ id }) => target.kind === 'floor' && id === target.id)
  const buildingId = target.kind === 'building' ? target.id : floor?.buildingId
  const building = topology?.buildings.find(({ id }) => id === buildingId)
  const siteId = target.kind === 'site' ? target.id : building?.siteId
  return topology?.sites.find(({ id }) => id === siteId)?.zone ?? toTimeZone(null)
}
