import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { zoneOfRoom, type Topology } from '#src/domain/topology/tree.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { BoardDraft } from '#src/contract/board.ts'

/** The rooms that a board would show, as the gateway chooses them. */
export function roomsOfBoard(
  { rooms: wanted }: Pick<BoardDraft, 'rooms'>,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
): LiveRoom[] {
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

/** The places that some rooms lie in, and nothing else: what their board knows of the building. */
export function placesOfRooms(rooms: readonly LiveRoom[], topology: Topology): Topology {
  const ids = new Set(rooms.map(({ floorId }) => floorId))
  const floors = topology.floors.filter(({ id }) => ids.has(id))
  const buildings = topology.buildings.filter(({ id }) =>
    floors.some(({ buildingId }) => buildingId === id),
  )
  return {
    ...topology,
    floors,
    buildings,
    sites: topology.sites.filter(({ id }) => buildings.some(({ siteId }) => siteId === id)),
  }
}

/** The zone of a board's clock: that of its first room. */
export function zoneOfBoard(rooms: readonly LiveRoom[], topology: Topology | undefined): Zone {
  return zoneOfRoom(topology, rooms[0]?.id ?? '')
}
