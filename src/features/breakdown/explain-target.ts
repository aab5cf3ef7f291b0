import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { siteZone, type Zone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

const placeKinds = ['floor', 'building', 'site'] as const

/** A place whose total is explained; all of them together are one too. */
export type PlaceSubject = { kind: (typeof placeKinds)[number]; id: string } | { kind: 'all' }

/** What is explained: the figure of a room, or the total of a place. */
export type Subject = { kind: 'room'; id: string } | PlaceSubject

/** Reads a subject from a link: `all`, `room:room_1`. Null for what means nothing. */
export function subjectFrom(text: string): Subject | null {
  if (text === 'all') return { kind: 'all' }
  const colon = text.indexOf(':')
  const id = text.slice(colon + 1)
  if (colon < 0 || id === '') return null
  const word = text.slice(0, colon)
  if (word === 'room') return { kind: word, id }
  const kind = placeKinds.find((one) => one === word)
  return kind === undefined ? null : { kind, id }
}

/** Writes a subject as links hold it. */
export function subjectText(subject: Subject): string {
  return subject.kind === 'all' ? 'all' : `${subject.kind}:${subject.id}`
}

/** A place and the rooms in it. */
export type Place = {
  subject: PlaceSubject
  name: string
  /** Null where its rooms lie in several zones. */
  zone: Zone | null
  floorIds: ReadonlySet<string>
  rooms: readonly LiveRoom[]
}

/**
 * The place that is explained, with its rooms; null for one that the topology does not know. Everything holds all rooms,
 * also those that only the reporting API knows.
 */
export function placeOf(
  subject: PlaceSubject,
  topology: Topology | undefined,
  rooms: readonly LiveRoom[],
): Place | null {
  const floorIds = floorIdsOf(subject, topology)
  if (subject.kind === 'all') {
    const zones = new Map(topology?.sites.map(({ zone }) => [zone.name, zone]))
    const [zone = siteZone(null)] = zones.values()
    return { subject, name: 'Everywhere', zone: zones.size > 1 ? null : zone, floorIds, rooms }
  }
  const listed = { site: topology?.sites, building: topology?.buildings, floor: topology?.floors }
  const known = listed[subject.kind]?.find(({ id }) => id === subject.id)
  if (!known) return null
  return {
    subject,
    name: known.name,
    zone: zoneOf(subject, topology),
    floorIds,
    rooms: rooms.filter(({ floorId }) => floorId !== null && floorIds.has(floorId)),
  }
}

/** The places that a place is divided into, in the topology's order; a floor has none, only rooms. */
export function placesIn(subject: PlaceSubject, topology: Topology | undefined): PlaceSubject[] {
  const { sites = [], buildings = [], floors = [] } = topology ?? {}
  switch (subject.kind) {
    case 'all':
      return sites.map(({ id }) => ({ kind: 'site', id }))
    case 'site':
      return buildings
        .filter(({ siteId }) => siteId === subject.id)
        .map(({ id }) => ({ kind: 'building', id }))
    case 'building':
      return floors
        .filter(({ buildingId }) => buildingId === subject.id)
        .map(({ id }) => ({ kind: 'floor', id }))
    case 'floor':
      return []
  }
}

function floorIdsOf(subject: PlaceSubject, topology: Topology | undefined): ReadonlySet<string> {
  if (subject.kind === 'floor') return new Set([subject.id])
  return new Set(placesIn(subject, topology).flatMap((one) => [...floorIdsOf(one, topology)]))
}

function zoneOf(subject: Exclude<PlaceSubject, { kind: 'all' }>, topology: Topology | undefined) {
  const floor = topology?.floors.find(({ id }) => subject.kind === 'floor' && id === subject.id)
  const buildingId = subject.kind === 'building' ? subject.id : floor?.buildingId
  const building = topology?.buildings.find(({ id }) => id === buildingId)
  const siteId = subject.kind === 'site' ? subject.id : building?.siteId
  return topology?.sites.find(({ id }) => id === siteId)?.zone ?? siteZone(null)
}
