import type { Overrides } from '#src/contract/overrides.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { smallRoomCapacity } from '#src/domain/history/minutes.ts'
import { isListed, type AccountList } from '#server/gateway/access/account-list.ts'
import type { AccountScopes } from '#server/gateway/access/account-scopes.ts'
import type { Session } from '#server/gateway/auth/session.ts'
import { roomCountLimit } from '#server/gateway/displays/board-rooms.ts'
import type { DisplayTopology } from '#server/gateway/displays/display-topology.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { VisibleIdsLookup } from '#server/gateway/overrides/overrides-routes.ts'
import type { TopologyCache } from '#server/gateway/topology/topology-cache.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'
import type { FormerRoom, RoomQuery } from '#server/history/protocol.ts'

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

/**
 * Returns what a query needs to know about a room in the session's own topology, or in its own reports if Butlr denies
 * the session access to the topology. Managers also see former rooms of buildings that they see. Throws `not_found` for all other
 * rooms.
 */
export type HistoryAccess = (
  session: Session,
  room: string,
  signal: AbortSignal,
) => Promise<QueriedRoom>

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
    return capacity === null ? isMalformed : capacity <= smallRoomCapacity
  }

  return async function accessRoom(session, room, signal) {
    const overrides = deps.overrides()
    if (overrides?.rooms?.[room]?.hidden === true) throw new GatewayError('not_found')
    const { rooms } = await visibleIds(session, signal)
    if (!rooms.has(room)) {
      const former = await findFormer(session, room, signal)
      if (former === null) throw new GatewayError('not_found')
      const { timeZone } = former
      const { capacity } = roomCountLimit(
        { id: room, capacity: { max: former.capacity } },
        overrides,
      )
      return { timeZone, capacity, isSmall: applyPrivacy(capacity) }
    }
    const places = await displayTopology.placesIfKnown(signal)
    const found =
      findRoom(places?.summary, room) ?? findRoom(topology.cached(session, 'places'), room)
    const { capacity } = roomCountLimit(found?.room ?? { id: room }, overrides)
    const site = found?.site
    return {
      timeZone: toTimeZone(overrides?.sites?.[site?.id ?? '']?.timezone ?? site?.timezone).name,
      capacity,
      isSmall: applyPrivacy(capacity, found?.room.malformed),
    }
  }
}

function findRoom(places: PlacesSummary | null | undefined, id: string) {
  for (const site of places?.sites ?? []) {
    for (const building of site.buildings) {
      for (const floor of building.floors) {
        const room = floor.rooms.find((one) => one.id === id)
        if (room !== undefined) return { site, room }
      }
    }
  }
  return null
}
