import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import { deduplicateSensors } from '#src/domain/readings/readings.ts'
import { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Board } from '#src/contract/board.ts'
import type {
  DisplayBoardResponse,
  DisplayReadingsResponse,
  SensorConnectivity,
} from '#src/contract/display.ts'
import {
  resolveBoardRooms,
  resolveBoardRoomsWithoutPlaces,
  isOnBoard,
  filterBoardOverrides,
  filterPlaces,
  clearMalformedCapacities,
  roomsBySensor,
  toSensorHealth,
  filterSensors,
  type ResolvedBoardRooms,
} from './board-rooms.ts'
import { toDisplayReadings, accountOmitsZeros, isCount } from './board-readings.ts'
import {
  compressBody,
  contentTag,
  type CompressedBody,
} from '#server/gateway/http/compressed-body.ts'
import type { ReadingsSnapshot } from './display-data.ts'

/**
 * What the gateway currently knows about a board. `places` and `sensors` are JSON responses and remain the same string
 * while unchanged; `sensors` is null while unknown.
 */
type UpstreamState = {
  board: Board
  /** Rooms of the board that the requesting display does not show. */
  excludedRooms?: readonly string[]
  places: string
  sensors: string | null
  overrides: Overrides | null
}
type CacheEntry = {
  state: UpstreamState
  places: PlacesResponse
  rooms: ResolvedBoardRooms
  /** Hash of the board with its locations and overrides, but without sensors and counts. */
  placesTag: string
  sensors: SensorsResponse
  health: SensorConnectivity | null
  /** Changes whenever the response of `/api/display/board` changes. */
  tag: string
}
type PlacesEntry = Pick<CacheEntry, 'places' | 'rooms' | 'placesTag'>
type CompressedReadings = { body: CompressedBody; sensorsAsOf: number | null }
type ReadingsCacheEntry = { entry: CacheEntry; source: ReadingsSnapshot; body: CompressedBody }

/** Maximum number of cached boards; the least recently used are evicted and computed again when requested. */
const maxCachedBoards = 200
const Places = v.pipe(v.string(), v.parseJson(), PlacesResponse)
const Sensors = v.pipe(v.string(), v.parseJson(), SensorsResponse)
const noSensors: SensorsResponse = { sensors: [], hives: [], missing: [], asOf: 0 }

type ParseSensors = (text: string) => SensorsResponse

/** Creates a lookup of board entries that builds a new entry only when the data of the board has changed. */
function createEntryCache(parseSensors: ParseSensors): (known: UpstreamState) => CacheEntry {
  const cache = new LRUCache<string, CacheEntry>({ max: maxCachedBoards })
  const parsePlaces = memoizeLast((text: string) => v.parse(Places, text))

  return function getEntry(known) {
    const before = cache.get(cacheKey(known))
    if (before && isSameState(before.state, known)) return before
    const one = withSensors(
      before && hasSamePlaces(before.state, known) ? before : buildPlaces(known),
      known,
    )
    cache.set(cacheKey(known), one)
    return one
  }

  function buildPlaces(known: UpstreamState): PlacesEntry {
    const all = clearMalformedCapacities(parsePlaces(known.places), known.board)
    const rooms = resolveBoardRooms(known.board, all, known.overrides, known.excludedRooms)
    const places = filterPlaces(rooms, all)
    const overrides = filterBoardOverrides(rooms, places, known.overrides)
    return { places, rooms, placesTag: contentTag([known.board, places.sites, overrides]) }
  }

  function withSensors(
    { places, rooms, placesTag }: PlacesEntry,
    known: UpstreamState,
  ): CacheEntry {
    const all = known.sensors === null ? null : parseSensors(known.sensors)
    const sensors = all === null ? noSensors : filterSensors(rooms, all)
    const tag = contentTag([
      placesTag,
      all === null ? null : sensors.sensors.map(sensorIdentity).toSorted(),
    ])
    const health = all && toSensorHealth(rooms, all)
    return { state: known, places, rooms, placesTag, sensors, health, tag }
  }
}

/** Creates the builder of responses for displays, which caches them per board. `version` is the served app version. */
export function createBoardAnswers(version: string) {
  const readingsCache = new LRUCache<string, ReadingsCacheEntry>({ max: maxCachedBoards })
  const parseSensors = memoizeLast((text: string) => v.parse(Sensors, text))
  const getEntry = createEntryCache(parseSensors)
  const zerosWithheldIn = memoizeLast(accountOmitsZeros)
  const packOnce = memoizeLast(compressBody)

  /** Returns the readings with each sensor counted in one room only. */
  function countedOnce(
    { sensors }: Pick<UpstreamState, 'sensors'>,
    { readings }: ReadingsSnapshot,
  ) {
    return deduplicateSensors(
      readings,
      () => (sensors === null ? new Map() : roomsBySensor(parseSensors(sensors))),
      isCount,
    )
  }

  return {
    /** Returns the response with everything about a board except its readings. */
    board(
      known: UpstreamState,
    ): Pick<DisplayBoardResponse, 'board' | 'places' | 'sensors' | 'overrides'> {
      const { rooms, places, sensors } = getEntry(known)
      const overrides = filterBoardOverrides(rooms, places, known.overrides)
      const shortNames = Object.fromEntries(
        Object.entries(known.board.shortNames).filter(([id]) => isOnBoard(rooms, id)),
      )
      return { board: { ...known.board, shortNames }, places, sensors, overrides }
    },
    /**
     * Returns the counts and sensor health of a board, compressed once per response of Butlr. `sensorsAsOf` is when
     * Butlr sent the sensor health, in epoch milliseconds.
     */
    readings(known: UpstreamState, kept: ReadingsSnapshot): CompressedReadings {
      const one = getEntry(known)
      const { rooms, tag, health, sensors } = one
      const sensorsAsOf = health === null ? null : sensors.asOf
      const before = readingsCache.get(cacheKey(known))
      if (before?.entry === one && before.source.readings === kept.readings) {
        return { body: before.body, sensorsAsOf }
      }
      const data = toDisplayReadings(rooms, countedOnce(known, kept))
      const zerosWithheld = zerosWithheldIn(kept.readings)
      const text = readingsText({ boardTag: tag, version, zerosWithheld, health, data }, kept)
      const answer = before?.body.text === text ? before.body : compressBody(text)
      readingsCache.set(cacheKey(known), { entry: one, source: kept, body: answer })
      return { body: answer, sensorsAsOf }
    },
    /**
     * Returns the counts of a board while no topology is known, for a display that already has the board. The empty tag
     * tells the display that no change of the board is known.
     */
    readingsWithoutPlaces(
      known: Omit<UpstreamState, 'places'>,
      kept: ReadingsSnapshot,
    ): CompressedReadings {
      const rooms = resolveBoardRoomsWithoutPlaces(known)
      const sensors = known.sensors === null ? null : parseSensors(known.sensors)
      const health = sensors && toSensorHealth(rooms, sensors)
      const data = toDisplayReadings(rooms, countedOnce(known, kept))
      const zerosWithheld = zerosWithheldIn(kept.readings)
      const text = readingsText({ boardTag: '', version, zerosWithheld, health, data }, kept)
      return { body: packOnce(text), sensorsAsOf: sensors?.asOf ?? null }
    },
  }
}
export type BoardAnswers = ReturnType<typeof createBoardAnswers>

function readingsText(
  answer: DisplayReadingsResponse,
  { incomplete }: Pick<ReadingsSnapshot, 'incomplete'>,
): string {
  return JSON.stringify({ ...answer, ...(incomplete && { incomplete }) })
}

/** Returns the key under which displays that exclude the same rooms from a board share its responses. */
function cacheKey({ board, excludedRooms = [] }: UpstreamState): string {
  return JSON.stringify([board.id, ...excludedRooms])
}

function isSameState(a: UpstreamState, b: UpstreamState): boolean {
  return hasSamePlaces(a, b) && a.sensors === b.sensors
}

function hasSamePlaces(a: UpstreamState, b: UpstreamState): boolean {
  return (
    a.board.revision === b.board.revision && a.places === b.places && a.overrides === b.overrides
  )
}

/** Returns the fields of a sensor whose change requires a new board response. Sensor health is part of the readings. */
function sensorIdentity(sensor: SensorsResponse['sensors'][number]): string {
  const { mac_address: mac, room_id: roomId, mode, installation_status: status } = sensor
  return JSON.stringify([mac, roomId, mode, status])
}

/** Returns a function that caches its last result and returns it while the argument stays the same. */
function memoizeLast<TKey, TValue>(make: (key: TKey) => TValue): (key: TKey) => TValue {
  let last: { key: TKey; value: TValue } | null = null
  return (key) => {
    if (last === null || last.key !== key) last = { key, value: make(key) }
    return last.value
  }
}
