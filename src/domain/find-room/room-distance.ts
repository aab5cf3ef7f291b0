import { locateFloors, type FloorTopology, type Topology } from '#src/domain/topology/topology.ts'

/** The direction from the floor of the display to the floor of a room. */
export type RoomDirection = {
  /**
   * `here`: on the same floor. Null in another building, on another floor of equal or unknown level, or if either floor
   * is unknown.
   */
  way: 'here' | 'up' | 'down' | null
  /** Name of the floor; null if unknown. */
  floor: string | null
  /** Name of the floor, with the building unless it is the display's building; null if unknown. */
  label: string | null
  /** Sort key, nearest first: the difference between the levels; a large number if unknown or in another building. */
  distance: number
}

/** Distances of floors that cannot be compared; greater than the number of floors of any building. */
const unknownLevel = 1_000
const otherBuilding = 2_000
const nowhere = 3_000

/**
 * Creates a function that returns the direction to a floor.
 *
 * @param location ID of the floor of the display; null if not set
 */
export function createDirections(
  topology: FloorTopology,
  location: string | null,
): (floorId: string | null) => RoomDirection {
  const floors = new Map(topology.floors.map((floor) => [floor.id, floor]))
  const labels = locateFloors(topology)
  const here = floors.get(location ?? '')

  return (floorId) => {
    const floor = floors.get(floorId ?? '')
    if (floor === undefined) return { way: null, floor: null, label: null, distance: nowhere }
    const { name } = floor
    const label = labels.get(floor.id)?.label ?? name
    if (here === undefined) return { way: null, floor: name, label, distance: 0 }
    if (floor.id === here.id) return { way: 'here', floor: name, label: name, distance: 0 }
    if (floor.buildingId !== here.buildingId) {
      return { way: null, floor: name, label, distance: otherBuilding }
    }
    if (floor.level === null || here.level === null || floor.level === here.level) {
      return { way: null, floor: name, label: name, distance: unknownLevel }
    }
    const way = floor.level > here.level ? 'up' : 'down'
    return { way, floor: name, label: name, distance: Math.abs(floor.level - here.level) }
  }
}

export function hasLocation(
  { floors }: Pick<Topology, 'floors'>,
  location: string | null,
): boolean {
  return location !== null && floors.some(({ id }) => id === location)
}

/** Returns the building and floor of a display, such as `Northgate West` and `Floor 3`, or null if they are unknown. */
export function displayPlace(
  { floors, buildings }: Pick<Topology, 'floors' | 'buildings'>,
  location: string | null,
): { building: string | null; floor: string } | null {
  const floor = floors.find(({ id }) => id === location)
  if (floor === undefined) return null
  const building = buildings.find(({ id }) => id === floor.buildingId)
  return { building: building?.name ?? null, floor: floor.name }
}
