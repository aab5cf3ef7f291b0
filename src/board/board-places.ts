import type { BoardDraft } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/** Returns the rooms that a board would show, by the same rules as the gateway. */
export function selectBoardRooms<TRoom extends Pick<LiveRoom, 'id' | 'floorId' | 'tags'>>(
  { rooms: wanted }: Pick<BoardDraft, 'rooms'>,
  rooms: readonly TRoom[],
  topology: Topology | undefined,
): TRoom[] {
  const floors = new Map(topology?.floors.map((floor) => [floor.id, floor.buildingId]))
  const sites = new Map(topology?.buildings.map(({ id, siteId }) => [id, siteId]))
  return rooms.filter(({ id, floorId, tags }) => {
    const building = floors.get(floorId ?? '')
    switch (wanted.kind) {
      case 'all':
        return true
      case 'site':
        return sites.get(building ?? '') === wanted.id
      case 'building':
        return building === wanted.id
      case 'floor':
        return floorId === wanted.id
      case 'tag':
        return tags.some((tag) => tag.id === wanted.id)
      case 'rooms':
        return wanted.ids.includes(id)
    }
  })
}

/**
 * Returns the part of the topology that a board receives: the rooms, and the floors, buildings and sites that contain
 * them. A board of free rooms also receives the floor of the display.
 */
export function limitTopologyToRooms(
  { layout, location }: Pick<BoardDraft, 'layout' | 'location'>,
  roomIds: readonly string[],
  topology: Topology,
): Topology {
  const shown = new Set(roomIds)
  const rooms = topology.rooms.filter(({ id }) => shown.has(id))
  const floorIds = new Set<string | null>(rooms.map(({ floorId }) => floorId))
  if (layout === 'find-room') floorIds.add(location)
  const floors = topology.floors.filter(({ id }) => floorIds.has(id))
  const buildings = topology.buildings.filter(({ id }) =>
    floors.some(({ buildingId }) => buildingId === id),
  )
  return {
    ...topology,
    rooms,
    floors,
    buildings,
    sites: topology.sites.filter(({ id }) => buildings.some(({ siteId }) => siteId === id)),
  }
}

/** Returns the zone of a board's clock: that of its first room. */
export function getBoardZone(rooms: readonly LiveRoom[], topology: Topology | undefined): TimeZone {
  return findRoomTimeZone(topology, rooms[0]?.id ?? '')
}
