import { plan, type FloorPlan, type RoomPlan, type SitePlan } from './plan.ts'
import type { RoomKind } from './topology.ts'

const roomsPerFloor = 50

const mixture: { kind: RoomKind; type: string; capacity: number }[] = [
  { kind: 'meeting', type: 'Meeting room', capacity: 8 },
  { kind: 'booth', type: 'Phone booth', capacity: 1 },
  { kind: 'meeting', type: 'Meeting room', capacity: 12 },
  { kind: 'desks', type: 'Open desks', capacity: 16 },
  { kind: 'quiet', type: 'Focus room', capacity: 4 },
]

/** A site of a chosen size, for load: floors of fifty rooms, each room with the same number of sensors. */
export function generatedSite(rooms: number, sensorsPerRoom: number): SitePlan {
  const floors: FloorPlan[] = []
  for (let first = 0; first < rooms; first += roomsPerFloor) {
    const number = floors.length
    const plans = Array.from({ length: Math.min(roomsPerFloor, rooms - first) }, (_, position) =>
      roomPlan(number, position, sensorsPerRoom),
    )
    const half = Math.ceil(plans.length / 2)
    floors.push({
      name: `Floor ${number}`,
      number,
      north: plans.slice(0, half),
      south: plans.slice(half),
    })
  }
  return {
    name: 'Northgate',
    timezone: 'Europe/Berlin',
    buildings: [{ name: 'Main building', number: 1, floors }],
  }
}

function roomPlan(floor: number, position: number, sensors: number): RoomPlan {
  const sort = mixture[position % mixture.length] ?? {
    kind: 'meeting',
    type: 'Meeting room',
    capacity: 8,
  }
  const name = `Room ${floor}.${String(position + 1).padStart(2, '0')}`
  return plan(name, sort.kind, sort.type, sort.capacity, sensors, Math.max(5, 2 * sensors))
}
