import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { totals, type Totals } from '#src/domain/occupancy/totals.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { inDigits, inPercent, peopleInWords } from '#src/format/numbers.ts'

/** A place among all, with what is true of it now. */
export type PlaceRow = {
  /** Null is everywhere. */
  id: string | null
  name: string
  /** 0 everywhere, 1 a site, 2 a building, 3 a floor. */
  depth: 0 | 1 | 2 | 3
  /** A site's; buildings and floors share it. */
  zone: Zone | null
  totals: Totals
  /** People in the rooms with a known capacity, and what those are meant for; null where no capacity is known. */
  filled: { people: number; capacity: number } | null
}

/** Everywhere, then every site with its buildings and their floors, in the topology's order. */
export function placeRows(topology: Topology, rooms: readonly LiveRoom[]): PlaceRow[] {
  const byFloor = groupedByFloor(rooms)
  const roomsOn = (floorIds: readonly string[]) => floorIds.flatMap((id) => byFloor.get(id) ?? [])
  const floorsOf = (buildingId: string) =>
    topology.floors.filter((floor) => floor.buildingId === buildingId)
  const row = (
    place: Pick<PlaceRow, 'id' | 'name' | 'depth'>,
    within: readonly LiveRoom[],
    zone: Zone | null = null,
  ): PlaceRow => ({ ...place, zone, totals: totals(within), filled: filledOf(within) })

  const rows = topology.sites.flatMap((site): PlaceRow[] => {
    const buildings = topology.buildings.filter(({ siteId }) => siteId === site.id)
    const below = buildings.flatMap((building): PlaceRow[] => {
      const floors = floorsOf(building.id)
      return [
        row({ ...building, depth: 2 }, roomsOn(floors.map(({ id }) => id))),
        ...floors.map((floor) => row({ ...floor, depth: 3 }, roomsOn([floor.id]))),
      ]
    })
    const all = buildings.flatMap(({ id }) => floorsOf(id).map((floor) => floor.id))
    return [row({ ...site, depth: 1 }, roomsOn(all), site.zone), ...below]
  })
  return [row({ id: null, name: 'Everywhere', depth: 0 }, rooms), ...rows]
}

function groupedByFloor(rooms: readonly LiveRoom[]): ReadonlyMap<string, LiveRoom[]> {
  const groups = new Map<string, LiveRoom[]>()
  for (const room of rooms) {
    if (room.floorId === null) continue
    const group = groups.get(room.floorId)
    if (group) group.push(room)
    else groups.set(room.floorId, [room])
  }
  return groups
}

/** Only rooms of which both people and capacity are known tell how full a place is. */
function filledOf(rooms: readonly LiveRoom[]): PlaceRow['filled'] {
  const filled = { people: 0, capacity: 0 }
  for (const { figure, capacity } of rooms) {
    if (capacity === null || (figure.kind !== 'exact' && figure.kind !== 'at-least')) continue
    filled.people += figure.people
    filled.capacity += capacity
  }
  return filled.capacity === 0 ? null : filled
}

/** What stands beside a place: `286+`, `17 of 25 rooms in use`, `41 % full`. */
export function placeLine({ totals, filled }: PlaceRow): {
  people: string
  inUse: string
  share: string
} {
  return {
    people: `${inDigits(totals.people)}${totals.atLeast ? '+' : ''}`,
    inUse: `${inDigits(totals.inUse)} of ${inDigits(totals.rooms)} ${totals.rooms === 1 ? 'room' : 'rooms'} in use`,
    share: filled === null ? '' : `${inPercent(filled.people / filled.capacity)} full`,
  }
}

/**
 * A place's accessible name: `Floor 3, at least 79 people, 7 of 10 rooms in use, 41 % full`.
 *
 * @param known whether the figures are true now
 */
export function placeName(row: PlaceRow, known: boolean): string {
  if (!known) return `${row.name}, no data now`
  const { inUse, share } = placeLine(row)
  const people = `${row.totals.atLeast ? 'at least ' : ''}${peopleInWords(row.totals.people)}`
  return [row.name, people, inUse, share].filter(Boolean).join(', ')
}
