import { wingDepth } from './floor-layout.ts'
import {
  planRoom,
  type FloorPlan,
  type RoomPlan,
  type SitePlan,
  type WingPlan,
} from './site-plan.ts'
import type { RoomKind } from './topology.ts'

const roomMix: { kind: RoomKind; type: string; capacity: number }[] = [
  { kind: 'meeting', type: 'Meeting room', capacity: 8 },
  { kind: 'booth', type: 'Phone booth', capacity: 1 },
  { kind: 'meeting', type: 'Meeting room', capacity: 12 },
  { kind: 'desks', type: 'Open desks', capacity: 16 },
  { kind: 'quiet', type: 'Focus room', capacity: 4 },
]

/** Generates a site of the given size, for load tests. Every room has the same number of sensors. */
export function generateSite(
  rooms: number,
  sensorsPerRoom: number,
  roomsPerFloor: number,
): SitePlan {
  const floors: FloorPlan[] = []
  for (let first = 0; first < rooms; first += roomsPerFloor) {
    const number = floors.length
    const plans = Array.from({ length: Math.min(roomsPerFloor, rooms - first) }, (_, position) =>
      generateRoom(number, position, sensorsPerRoom),
    )
    const [wing = { north: plans, south: [] }, ...beyond] = splitIntoWings(plans)
    floors.push({ name: `Floor ${number}`, number, ...wing, furtherWings: beyond })
  }
  return {
    name: 'Northgate',
    timezone: 'Europe/Berlin',
    country: 'DE',
    buildings: [{ name: 'Main building', number: 1, floors }],
  }
}

/** Maximum total width of the rooms on a floor with one wing, in metres: 30 rooms of the minimum width. */
const maxWingFrontage = 150
/** Approximate maximum ratio of width to depth for a floor with several wings. */
const targetAspectRatio = 3

/** Splits the rooms of a floor into wings, so that the floor does not become one long corridor. */
function splitIntoWings(plans: RoomPlan[]): WingPlan[] {
  const frontage = plans.reduce((metres, { width }) => metres + width, 0)
  const wings =
    frontage <= maxWingFrontage
      ? 1
      : Math.ceil(Math.sqrt(frontage / (2 * targetAspectRatio * wingDepth)))
  const perWing = Math.ceil(plans.length / wings)
  return Array.from({ length: Math.ceil(plans.length / perWing) }, (_, index) => {
    const inThisWing = plans.slice(index * perWing, (index + 1) * perWing)
    const half = Math.ceil(inThisWing.length / 2)
    return { north: inThisWing.slice(0, half), south: inThisWing.slice(half) }
  })
}

function generateRoom(floor: number, position: number, sensors: number): RoomPlan {
  const template = roomMix[position % roomMix.length] ?? {
    kind: 'meeting',
    type: 'Meeting room',
    capacity: 8,
  }
  const name = `Room ${floor}.${String(position + 1).padStart(2, '0')}`
  return planRoom(
    name,
    template.kind,
    template.type,
    template.capacity,
    sensors,
    Math.max(5, 2 * sensors),
  )
}
