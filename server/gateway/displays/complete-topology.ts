import * as v from 'valibot'
import {
  ListGap,
  MissingPart,
  PlacesResponse,
  SensorsResponse,
  type DocumentName,
} from '#src/contract/topology.ts'

const PlacesJson = v.pipe(v.string(), v.parseJson(), PlacesResponse)
const SensorsJson = v.pipe(v.string(), v.parseJson(), SensorsResponse)
const LossesJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ missing: v.array(MissingPart), gaps: v.optional(v.array(ListGap)) }),
)
/** Kinds that an account may lack permanently and that decide neither which rooms nor which counts a board shows. */
const minorKinds: ReadonlySet<string> = new Set(['hive', 'tag', 'zone'])

/**
 * Creates a function that completes an incomplete response with the records of the last complete one. A response is the
 * last complete one if Butlr sent it whole, or if it contains all rooms or sensors of the one before.
 *
 * @param isUsable whether a response received at a time (epoch milliseconds) may still be used
 */
export function createTopologyCompleter(
  document: DocumentName,
  now: () => number,
  isUsable: (at: number) => boolean,
): (json: string) => string {
  const fill = document === 'places' ? fillPlaces : fillSensors
  let base: { json: string; at: number } | null = null
  return (json) => {
    if (base !== null && isUsable(base.at) && !isComplete(json)) {
      const filled = fill(json, base.json)
      if (filled !== null) return filled
    }
    base = { json, at: now() }
    return json
  }
}

function isComplete(json: string): boolean {
  const { missing, gaps = [] } = v.parse(LossesJson, json)
  return [...missing, ...gaps].every(({ kind }) => minorKinds.has(kind))
}

/** Returns the newer locations with the rooms that only the older ones contain; null if there are none. */
function fillPlaces(newerJson: string, olderJson: string): string | null {
  const newer = v.parse(PlacesJson, newerJson)
  const present = new Set(floorsOf(newer).flatMap(({ rooms }) => rooms.map(({ id }) => id)))
  const older = keepAbsentRooms(v.parse(PlacesJson, olderJson), present)
  if (older.length === 0) return null
  const sites = mergeById(newer.sites, older, (site, before) => ({
    ...site,
    buildings: mergeById(site.buildings, before.buildings, (building, { floors }) => ({
      ...building,
      floors: mergeById(building.floors, floors, (floor, { rooms, zones }) => ({
        ...floor,
        rooms: [...floor.rooms, ...rooms],
        zones: mergeById(floor.zones, zones, (zone) => zone),
      })),
    })),
  }))
  return JSON.stringify({ ...newer, sites } satisfies PlacesResponse)
}

function floorsOf({ sites }: PlacesResponse) {
  return sites.flatMap(({ buildings }) => buildings.flatMap(({ floors }) => floors))
}

/**
 * Returns the locations with only the rooms whose IDs are not present. Marks these rooms as malformed, because their
 * capacity may have changed since and the privacy rules must not rely on it.
 */
function keepAbsentRooms({ sites }: PlacesResponse, present: ReadonlySet<string>) {
  return sites
    .map((site) => ({
      ...site,
      buildings: site.buildings
        .map((building) => ({
          ...building,
          floors: building.floors
            .map((floor) => ({
              ...floor,
              rooms: floor.rooms
                .filter(({ id }) => !present.has(id))
                .map((room) => ({ ...room, malformed: true })),
            }))
            .filter(({ rooms }) => rooms.length > 0),
        }))
        .filter(({ floors }) => floors.length > 0),
    }))
    .filter(({ buildings }) => buildings.length > 0)
}

/** Returns the newer sensors with those that only the older ones contain; null if there are none. */
function fillSensors(newerJson: string, olderJson: string): string | null {
  const newer = v.parse(SensorsJson, newerJson)
  const older = v.parse(SensorsJson, olderJson)
  const present = new Set(newer.sensors.flatMap((sensor) => [sensor.id, sensor.mac_address]))
  const isPresent = (id: string | null | undefined) => Boolean(id) && present.has(id)
  const absent = older.sensors.filter(
    ({ id, mac_address: mac }) => !isPresent(id) && !isPresent(mac),
  )
  if (absent.length === 0) return null
  return JSON.stringify({
    ...newer,
    sensors: [...newer.sensors, ...absent],
    hives: mergeById(newer.hives, older.hives, (hive) => hive),
  } satisfies SensorsResponse)
}

/** Returns the newer items, combined with the older item of the same ID, followed by all other older items. */
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
