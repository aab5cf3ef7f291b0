import * as v from 'valibot'
import {
  ListGap,
  MissingPart,
  PlacesResponse,
  SensorsResponse,
  type DocumentName,
} from '#src/contract/topology.ts'
import { sensorHealthIntervalMs } from '#src/contract/display.ts'
import { mapFloors } from './board-rooms.ts'

const PlacesJson = v.pipe(v.string(), v.parseJson(), PlacesResponse)
const SensorsJson = v.pipe(v.string(), v.parseJson(), SensorsResponse)
const LossesJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ missing: v.array(MissingPart), gaps: v.optional(v.array(ListGap)), asOf: v.number() }),
)
/** Kinds that an account may lack permanently and that decide neither which rooms nor which counts a board shows. */
const minorKinds: ReadonlySet<string> = new Set(['hive', 'tag', 'zone'])

/** The responses for a document, as JSON. */
export type TopologyAnswers = {
  /** Adds a response. */
  add: (json: string) => void
  /** When the last response was added, epoch milliseconds; null before the first. */
  addedAt: () => number | null
  /**
   * Returns the last response. While it is incomplete, the records that it lacks come from the last complete one. Returns
   * null if there is none that may be used. Returns the same string until something changes.
   */
  current: () => string | null
}

type Answer = { json: string; at: number }

/**
 * Creates the store of the responses for a document. A response is the last complete one if Butlr sent it whole, or if
 * it contains all rooms or sensors of the one before. Each record is as old as the response in which Butlr sent it.
 *
 * @param now epoch milliseconds
 * @param usableMs maximum age of a record, in milliseconds
 */
export function createTopologyAnswers(
  document: DocumentName,
  now: () => number,
  usableMs: number,
): TopologyAnswers {
  const fill = document === 'places' ? fillPlaces : fillSensors
  let addedAt: number | null = null
  /** `filled` is the response with the records that only `base` contains; null if there are none. */
  let latest: (Answer & { filled: string | null }) | null = null
  let base: Answer | null = null

  function isUsable({ at }: Answer): boolean {
    const age = now() - at
    return age >= 0 && age < usableMs
  }

  return {
    add(json) {
      addedAt = now()
      // The topology cache returns a response several times.
      if (json === latest?.json) return
      const { asOf, isComplete } = readLosses(json)
      const at = Math.min(asOf, addedAt)
      const filled =
        base !== null && !isComplete && isUsable(base) ? fill(json, base.json, now()) : null
      latest = { json, at, filled }
      if (filled === null) base = { json, at }
    },
    addedAt: () => addedAt,
    current() {
      if (latest === null || !isUsable(latest)) return null
      return latest.filled !== null && base !== null && isUsable(base) ? latest.filled : latest.json
    },
  }
}

function readLosses(json: string): { asOf: number; isComplete: boolean } {
  const { missing, gaps = [], asOf } = v.parse(LossesJson, json)
  return { asOf, isComplete: [...missing, ...gaps].every(({ kind }) => minorKinds.has(kind)) }
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
  return mapFloors(sites, (floor) => ({
    ...floor,
    rooms: floor.rooms
      .filter(({ id }) => !present.has(id))
      .map((room) => ({ ...room, malformed: true })),
  }))
}

/**
 * Returns the newer sensors with those that only the older ones contain; null if there are none. The health of the older
 * ones is used for two intervals; the response is then as old as that health. Later it is unknown.
 *
 * @param now epoch milliseconds
 */
function fillSensors(newerJson: string, olderJson: string, now: number): string | null {
  const newer = v.parse(SensorsJson, newerJson)
  const older = v.parse(SensorsJson, olderJson)
  const present = new Set(newer.sensors.flatMap((sensor) => [sensor.id, sensor.mac_address]))
  const isPresent = (id: string | null | undefined) => Boolean(id) && present.has(id)
  const absent = older.sensors.filter(
    ({ id, mac_address: mac }) => !isPresent(id) && !isPresent(mac),
  )
  if (absent.length === 0) return null
  const isHealthUsable = now - older.asOf <= 2 * sensorHealthIntervalMs
  const kept = isHealthUsable ? absent : absent.map((sensor) => ({ ...sensor, is_online: null }))
  return JSON.stringify({
    ...newer,
    asOf: isHealthUsable ? Math.min(newer.asOf, older.asOf) : newer.asOf,
    sensors: [...newer.sensors, ...kept],
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
