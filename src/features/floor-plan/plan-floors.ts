import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import type { Topology } from '#src/domain/topology/tree.ts'

/** A floor of the list beside the plan, with every room on it. */
export type PlanFloor = { id: string; name: string; rooms: readonly RoomInView[] }

/** Floors of one building. `name` is null where there is only one building. */
export type PlanBuilding = { id: string; name: string | null; floors: readonly PlanFloor[] }

/** The floors that a plan can show, by building, in the topology's order; floors without rooms are left out. */
export function planBuildings(
  all: readonly RoomInView[],
  { buildings, floors }: Topology,
): PlanBuilding[] {
  const rooms = new Map<string | null, RoomInView[]>()
  for (const one of all) {
    const before = rooms.get(one.room.floorId)
    if (before) before.push(one)
    else rooms.set(one.room.floorId, [one])
  }
  const groups = buildings.flatMap(({ id, name }) => {
    const own = floors
      .filter(({ buildingId }) => buildingId === id)
      .map((floor) => ({ id: floor.id, name: floor.name, rooms: rooms.get(floor.id) ?? [] }))
      .filter((floor) => floor.rooms.length > 0)
    return own.length > 0 ? [{ id, name, floors: own }] : []
  })
  return groups.length > 1 ? groups : groups.map((group) => ({ ...group, name: null }))
}

/**
 * The floor to show: the one that is asked for, or the first of the place asked for that has rooms left by the filters,
 * or the first of that place at all. Undefined where the topology has no floor with rooms.
 */
export function floorToShow(
  buildings: readonly PlanBuilding[],
  placeId: string | null,
  shownFloorIds: ReadonlySet<string | null>,
): PlanFloor | undefined {
  const floors = buildings.flatMap((building) => building.floors)
  const within = floors.filter(({ id, rooms }) =>
    [null, id, rooms[0]?.place.buildingId, rooms[0]?.place.siteId].includes(placeId),
  )
  const candidates = within.length > 0 ? within : floors
  return candidates.find(({ id }) => shownFloorIds.has(id)) ?? candidates[0]
}
