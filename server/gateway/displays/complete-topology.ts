import { sensorHealthIntervalMs } from '#src/contract/display.ts'
import type { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'
import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import { mapFloors } from './board-rooms.ts'

/** Kinds that an account may be unable to read, and that affect neither the rooms nor the counts of a board. */
const minorKinds: ReadonlySet<string> = new Set(['hive', 'tag', 'zone'])

/** Returns whether a response contains everything that determines which rooms and counts a board shows. */
export function isComplete({ missing, gaps = [] }: Pick<PlacesSummary, 'missing' | 'gaps'>) {
  return [...missing, ...gaps].every(({ kind }) => minorKinds.has(kind))
}

/**
 * Returns the newer locations plus the rooms that only the older locations contain, or null if there are no such rooms.
 */
export function fillPlaces(newer: PlacesResponse, all: PlacesResponse): PlacesResponse | null {
  const present = new Set(floorsOf(newer).flatMap(({ rooms }) => rooms.map(({ id }) => id)))
  const older = keepAbsentRooms(all, present)
  if (older.length === 0) return null
  const sites = mergeById(newer.sites, older, (site, before) => ({
    ...site,
    buildings: mergeById(site.buildings, before.buildings, (building, { floors }) => ({
      ...building,
      floors: mergeById(building.floors, floors, (floor, { rooms, zones }) => ({
        ...floor,
        rooms: sortByName([...floor.rooms, ...rooms]),
        zones: mergeById(floor.zones, zones, (zone) => zone),
      })),
    })),
  }))
  return { ...newer, sites }
}

function floorsOf({ sites }: PlacesResponse) {
  return sites.flatMap(({ buildings }) => buildings.flatMap(({ floors }) => floors))
}

/**
 * Returns the older locations without the rooms whose IDs are in `present`. Marks the remaining rooms as malformed,
 * because their capacity may have changed in the meantime and the privacy rules must not rely on it.
 */
function keepAbsentRooms({ sites }: PlacesResponse, present: ReadonlySet<string>) {
  return mapFloors(sites, (floor) => ({
    ...floor,
    rooms: floor.rooms
      .filter(({ id }) => !present.has(id))
      .map((room) => ({ ...room, malformed: true })),
  }))
}

/**
 * Returns the newer sensors plus the sensors that only the older response contains, or null if there are no such
 * sensors. Until the older response is two intervals old, the added sensors keep their health, and the earlier `asOf`
 * applies; after that, their health is unknown.
 *
 * @param now Unix milliseconds
 */
export function fillSensors(
  newer: SensorsResponse,
  older: SensorsResponse,
  now: number,
): SensorsResponse | null {
  const present = new Set(newer.sensors.flatMap((sensor) => [sensor.id, sensor.mac_address]))
  const isPresent = (id: string | null | undefined) => Boolean(id) && present.has(id)
  const absent = older.sensors.filter(
    ({ id, mac_address: mac }) => !isPresent(id) && !isPresent(mac),
  )
  if (absent.length === 0) return null
  const isHealthUsable = now - older.asOf <= 2 * sensorHealthIntervalMs
  const kept = isHealthUsable ? absent : absent.map((sensor) => ({ ...sensor, is_online: null }))
  return {
    ...newer,
    asOf: isHealthUsable ? Math.min(newer.asOf, older.asOf) : newer.asOf,
    sensors: [...newer.sensors, ...kept],
    hives: mergeById(newer.hives, older.hives, (hive) => hive),
  }
}

/**
 * Returns the newer items, each combined with the older item that has the same ID, followed by all other older items.
 */
function mergeById<TItem extends { id: string }>(
  newer: readonly TItem[],
  older: readonly TItem[],
  combine: (item: TItem, before: TItem) => TItem,
): TItem[] {
  const before = new Map(older.map((item) => [item.id, item]))
  const ids = new Set(newer.map(({ id }) => id))
  const combined = newer.map((item) => {
    const old = before.get(item.id)
    return old === undefined ? item : combine(item, old)
  })
  return [...combined, ...older.filter(({ id }) => !ids.has(id))]
}
