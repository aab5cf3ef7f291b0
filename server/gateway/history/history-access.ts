import type { Overrides } from '#src/contract/overrides.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { isSmallCapacity } from '#src/domain/history/minutes.ts'
import {
  createOpeningLookup,
  siteOpening,
  usedFromMinutes,
} from '#src/domain/settings/site-opening.ts'
import { isListed, type AccountList } from '#server/gateway/access/account-list.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { roomCountLimit } from '#server/gateway/displays/board-rooms.ts'
import type { DisplayTopology } from '#server/gateway/displays/display-topology.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { VisibleIdsLookup } from '#server/gateway/overrides/overrides-routes.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'
import type { FormerRoom, GroupRoom, RoomGroup, RoomQuery } from '#server/history/protocol.ts'

/** What a query needs to know about a room, except its ID and the period. */
type QueriedRoom = Omit<RoomQuery, 'room' | 'range'>

type HistoryAccessDeps = {
  visibleIds: VisibleIdsLookup
  accountScopes: AccountScopes
  topology: TopologyCache
  displayTopology: DisplayTopology
  overrides: () => Overrides | null
  managers: AccountList | undefined
  /** Whether the privacy rules of small rooms are off. */
  keepsSmallRoomMinutes: boolean
  findFormerRoom: (room: string, signal: AbortSignal) => Promise<FormerRoom | null>
}

/** A session sees the rooms in its own topology, or in its own reports if Butlr denies it access to the topology. */
export type HistoryAccess = {
  /**
   * Returns the data of a room that a query requires. Managers also see former rooms of buildings that they see.
   * Throws `not_found` for all other rooms.
   */
  room: (session: Session, room: string, signal: AbortSignal) => Promise<QueriedRoom>
  /** Returns the rooms that the session sees, by the time zone and the opening hours of their site. */
  rooms: (session: Session, signal: AbortSignal) => Promise<readonly RoomGroup[]>
  /** Returns the rooms that the gateway account sees, except small rooms, grouped like `rooms`. */
  largerRooms: (signal: AbortSignal) => Promise<readonly RoomGroup[]>
  /** Returns the minutes in use from which an hour counts as used. */
  usedFromMinutes: () => number
}

export function createHistoryAccess(deps: HistoryAccessDeps): HistoryAccess {
  const { visibleIds, accountScopes, topology, displayTopology, managers } = deps

  async function findFormer(session: Session, room: string, signal: AbortSignal) {
    if (!isListed(managers, session) || accountScopes.isRefused(session)) return null
    const former = await deps.findFormerRoom(room, signal)
    if (former === null) return null
    const { buildings } = await accountScopes.get(session, signal)
    return buildings.has(former.building) ? former : null
  }

  function applyPrivacy(capacity: number | null, isMalformed = false): boolean {
    if (deps.keepsSmallRoomMinutes) return false
    return capacity === null ? isMalformed : isSmallCapacity(capacity)
  }

  async function accessRoom(session: Session, room: string, signal: AbortSignal) {
    const overrides = deps.overrides()
    if (overrides?.rooms?.[room]?.hidden === true) throw new GatewayError('not_found')
    const { rooms } = await visibleIds(session, signal)
    if (!rooms.has(room)) {
      const former = await findFormer(session, room, signal)
      if (former === null) throw new GatewayError('not_found')
      const { timeZone } = former
      const places = await displayTopology.placesIfKnown(signal)
      const site = findSiteOfBuilding(places?.summary, former.building)
      const { capacity } = roomCountLimit(
        { id: room, capacity: { max: former.capacity } },
        overrides,
      )
      return {
        timeZone,
        capacity,
        isSmall: applyPrivacy(capacity),
        opening: siteOpening(overrides?.sites?.[site?.id ?? '']),
        usedFromMinutes: usedFromMinutes(overrides),
      }
    }
    const places = await displayTopology.placesIfKnown(signal)
    const found =
      findRoom(places?.summary, room) ?? findRoom(topology.cached(session, 'places'), room)
    const { capacity } = roomCountLimit(found?.room ?? { id: room }, overrides)
    return {
      timeZone: timeZoneOf(found?.site, overrides),
      capacity,
      isSmall: applyPrivacy(capacity, found?.room.malformed),
      opening: siteOpening(overrides?.sites?.[found?.site.id ?? '']),
      usedFromMinutes: usedFromMinutes(overrides),
    }
  }

  async function accessRooms(session: Session, signal: AbortSignal) {
    const visible = await visibleIds(session, signal)
    const listed = new Map<string, { site: Site; room: Room }>()
    const places = await displayTopology.placesIfKnown(signal)
    for (const summary of [topology.cached(session, 'places'), places?.summary]) {
      for (const one of listRooms(summary)) listed.set(one.room.id, one)
    }
    return groupRooms(visible.rooms, listed, deps.overrides(), applyPrivacy)
  }

  async function accessLargerRooms(signal: AbortSignal) {
    const overrides = deps.overrides()
    const places = await displayTopology.placesIfKnown(signal)
    const larger = [...listRooms(places?.summary)].filter(({ room }) => {
      const { capacity } = roomCountLimit(room, overrides)
      return room.malformed !== true && !isSmallCapacity(capacity)
    })
    const listed = new Map(larger.map((one) => [one.room.id, one]))
    return groupRooms(listed.keys(), listed, overrides, applyPrivacy)
  }

  return {
    room: accessRoom,
    rooms: accessRooms,
    largerRooms: accessLargerRooms,
    usedFromMinutes: () => usedFromMinutes(deps.overrides()),
  }
}

/** Groups rooms by the time zone and the opening hours of their site. Leaves out hidden rooms. */
function groupRooms(
  rooms: Iterable<string>,
  listed: ReadonlyMap<string, { site: Site; room: Room }>,
  overrides: Overrides | null,
  applyPrivacy: (capacity: number | null, isMalformed?: boolean) => boolean,
): RoomGroup[] {
  const findOpening = createOpeningLookup(overrides)
  const groups = new Map<string, RoomGroup & { rooms: GroupRoom[] }>()
  for (const room of rooms) {
    if (overrides?.rooms?.[room]?.hidden === true) continue
    const found = listed.get(room)
    const timeZone = timeZoneOf(found?.site, overrides)
    const { opening, openingKey } = findOpening(found?.site.id)
    const key = JSON.stringify([timeZone, openingKey])
    const group = groups.get(key) ?? { timeZone, opening, rooms: [] }
    groups.set(key, group)
    const { capacity } = roomCountLimit(found?.room ?? { id: room }, overrides)
    const isSmall = applyPrivacy(capacity, found?.room.malformed)
    group.rooms.push({ id: room, capacity, isSmall })
  }
  return [...groups.values()]
}

function timeZoneOf(site: Site | undefined, overrides: Overrides | null): string {
  return toTimeZone(overrides?.sites?.[site?.id ?? '']?.timezone ?? site?.timezone).name
}

type Site = PlacesSummary['sites'][number]
type Room = Site['buildings'][number]['floors'][number]['rooms'][number]

function* listRooms(places: PlacesSummary | null | undefined) {
  for (const site of places?.sites ?? []) {
    for (const building of site.buildings) {
      for (const floor of building.floors) for (const room of floor.rooms) yield { site, room }
    }
  }
}

function findSiteOfBuilding(places: PlacesSummary | null | undefined, id: string) {
  return places?.sites.find((site) => site.buildings.some((building) => building.id === id))
}

function findRoom(places: PlacesSummary | null | undefined, id: string) {
  for (const found of listRooms(places)) if (found.room.id === id) return found
  return null
}
