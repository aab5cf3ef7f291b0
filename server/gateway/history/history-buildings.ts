import type { Overrides } from '#src/contract/overrides.ts'
import type { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { HistoryBuilding } from '#src/domain/history/minutes.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { applyOverrides } from '#src/domain/topology/apply-overrides.ts'
import { parseSensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { parseTopology, type Room } from '#src/domain/topology/topology.ts'

/**
 * Returns the topology with overrides as the history stores it. Hidden rooms are included; pages do not list them.
 * Sorts by ID, regardless of the order in Butlr's response, because every difference from the last topology is stored
 * for a year.
 */
export function toHistoryBuildings(
  places: PlacesResponse,
  sensors: SensorsResponse,
  overrides: Overrides | null,
): HistoryBuilding[] {
  const topology = parseTopology(places)
  const { sites, buildings, floors, rooms } = applyOverrides(topology, withoutHidden(overrides))
  const { byRoom } = parseSensorDirectory(sensors)
  const zones = new Map(sites.map(({ id, zone }) => [id, zone.name]))
  const floorsById = new Map(floors.map((floor) => [floor.id, floor]))
  const roomsByBuilding = new Map<string, Room[]>()
  for (const room of rooms) {
    const building = floorsById.get(room.floorId)?.buildingId ?? ''
    const known = roomsByBuilding.get(building)
    if (known === undefined) roomsByBuilding.set(building, [room])
    else known.push(room)
  }
  return buildings.toSorted(compareIds).map(({ id, name, siteId }) => ({
    id,
    name,
    timeZone: zones.get(siteId) ?? 'UTC',
    rooms: (roomsByBuilding.get(id) ?? []).toSorted(compareIds).map((room) => ({
      id: room.id,
      name: room.name,
      floor: floorsById.get(room.floorId)?.name ?? null,
      capacity: room.capacity,
      maximumCount: maximumPlausibleCount(room),
      sensors: [...new Set((byRoom[room.id] ?? []).map(({ mac }) => mac))].toSorted(),
    })),
  }))
}

/**
 * Returns the overrides without hidden rooms: hiding a room must not end its history, because the room may be shown
 * again.
 */
function withoutHidden(overrides: Overrides | null): Overrides | null {
  if (overrides?.rooms === undefined) return overrides
  const rooms = Object.entries(overrides.rooms).map(([id, room]): [string, typeof room] => [
    id,
    { ...room, hidden: false },
  ])
  return { ...overrides, rooms: Object.fromEntries(rooms) }
}

function compareIds(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}
