import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Board } from '#src/contract/board.ts'
import type { SensorConnectivity } from '#src/contract/display.ts'
import {
  resolveBoardRooms,
  filterBoardOverrides,
  filterPlaces,
  toSensorHealth,
  filterSensors,
  type ResolvedBoardRooms,
} from './board-rooms.ts'
import { contentTag } from '#server/gateway/http/compressed-body.ts'

/**
 * What the gateway currently knows about a board. `places` and `sensors` are JSON responses and remain the same string
 * while unchanged; `sensors` is null while unknown.
 */
export type UpstreamState = {
  board: Board
  /** Rooms of the board that the requesting display does not show. */
  excludedRooms?: readonly string[]
  places: string
  sensors: string | null
  overrides: Overrides | null
}

/** A board with its rooms, locations and sensors, as far as displays need them. */
export type CacheEntry = {
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

/** Maximum number of cached boards; the least recently used are evicted and computed again when requested. */
export const maxCachedBoards = 200
const Places = v.pipe(v.string(), v.parseJson(), PlacesResponse)
const Sensors = v.pipe(v.string(), v.parseJson(), SensorsResponse)
const noSensors: SensorsResponse = { sensors: [], hives: [], missing: [], asOf: 0 }

/** Creates the cache of board entries. An entry is built again only when the state of its board has changed. */
export function createBoardEntryCache(): {
  get: (state: UpstreamState) => CacheEntry
  /** Parses the sensors of a state, once for all boards. */
  parseSensors: (text: string) => SensorsResponse
} {
  const cache = new LRUCache<string, CacheEntry>({ max: maxCachedBoards })
  const parsePlaces = memoizeLast((text: string) => v.parse(Places, text))
  const parseSensors = memoizeLast((text: string) => v.parse(Sensors, text))

  return {
    get(state) {
      const key = cacheKey(state)
      const cached = cache.get(key)
      if (cached && isSameState(cached.state, state)) return cached
      const places = cached && hasSamePlaces(cached.state, state) ? cached : buildPlaces(state)
      const entry = withSensors(places, state)
      cache.set(key, entry)
      return entry
    },
    parseSensors,
  }

  function buildPlaces(state: UpstreamState): PlacesEntry {
    const all = parsePlaces(state.places)
    const rooms = resolveBoardRooms(state.board, all, state.overrides, state.excludedRooms)
    const places = filterPlaces(rooms, all)
    const overrides = filterBoardOverrides(rooms, places, state.overrides)
    return { places, rooms, placesTag: contentTag([state.board, places.sites, overrides]) }
  }

  function withSensors(
    { places, rooms, placesTag }: PlacesEntry,
    state: UpstreamState,
  ): CacheEntry {
    const all = state.sensors === null ? null : parseSensors(state.sensors)
    const sensors = all === null ? noSensors : filterSensors(rooms, all)
    const tag = contentTag([
      placesTag,
      all === null ? null : sensors.sensors.map(sensorIdentity).toSorted(),
    ])
    const health = all && toSensorHealth(rooms, all)
    return { state, places, rooms, placesTag, sensors, health, tag }
  }
}

/** Returns the key under which displays that exclude the same rooms from a board share its responses. */
export function cacheKey({ board, excludedRooms = [] }: UpstreamState): string {
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
export function memoizeLast<TKey, TValue>(make: (key: TKey) => TValue): (key: TKey) => TValue {
  let last: { key: TKey; value: TValue } | null = null
  return (key) => {
    if (last === null || last.key !== key) last = { key, value: make(key) }
    return last.value
  }
}
