import type { Board } from '#src/contract/board.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'

type Site = PlacesSummary['sites'][number]
type Floor = Site['buildings'][number]['floors'][number]
type Room = Floor['rooms'][number]

export type PlacedRoom = {
  site: Site
  building: Site['buildings'][number]
  floor: Floor
  room: Room
}

/**
 * Returns the rooms of a selection in a topology. A room that Butlr lists twice is returned twice. The stand-in ID of a
 * location selects nothing.
 */
export function selectRooms(wanted: Board['rooms'], places: PlacesSummary): PlacedRoom[] {
  const isStandIn = places.standIns?.some(
    ({ kind, id }) => kind === wanted.kind && 'id' in wanted && id === wanted.id,
  )
  if (isStandIn === true) return []
  const isWanted = ({ site, building, floor, room }: PlacedRoom) => {
    switch (wanted.kind) {
      case 'all':
        return true
      case 'site':
        return site.id === wanted.id
      case 'building':
        return building.id === wanted.id
      case 'floor':
        return floor.id === wanted.id
      case 'tag':
        return roomTagIds(floor, room).includes(wanted.id)
      case 'rooms':
        return wanted.ids.includes(room.id)
    }
  }
  return places.sites
    .flatMap((site) => site.buildings.map((building) => ({ site, building })))
    .flatMap((above) => above.building.floors.map((floor) => ({ ...above, floor })))
    .flatMap((above) => above.floor.rooms.map((room) => ({ ...above, room })))
    .filter(isWanted)
}

function roomTagIds(floor: Floor, room: Room): string[] {
  const zones = floor.zones.filter((zone) => zone.room_id === room.id)
  return [room, floor, ...zones].flatMap(({ tags }) => tags.map(({ id }) => id))
}
