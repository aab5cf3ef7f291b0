import { omitDefaultOptions, type Board } from '#src/contract/board.ts'
import type { DisplayBoardResponse, SensorConnectivity } from '#src/contract/display.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import { contentTag, textTag } from '#server/gateway/http/compressed-body.ts'
import {
  filterBoardOverrides,
  filterPlaces,
  filterSensors,
  isOnBoard,
  resolveBoardRooms,
  resolveBoardRoomsWithoutPlaces,
  type ResolvedBoardRooms,
  toSensorHealth,
} from './board-rooms.ts'

/** The settings that decide, together with the topology, which rooms a board shows, and how. */
export type BoardSettings = {
  board: Board
  /** Rooms of the board that the requesting display must not show (see `roomsToExclude`). */
  excludedRooms: readonly string[]
  overrides: Overrides | null
}

/** A board as sent to displays, without its counts, and the data that the counts depend on. */
export type BoardDocument = {
  /** The JSON of `BoardResponse`; empty while the locations are unknown. */
  json: Uint8Array<ArrayBuffer>
  /** The `ETag` of `json`. */
  jsonTag: string
  rooms: ResolvedBoardRooms
  health: SensorConnectivity | null
  /** When Butlr sent the sensors, in Unix milliseconds; null if they are unknown. */
  sensorsAsOf: number | null
  /**
   * Changes when the board, its locations, overrides or sensors change, but not with the health of sensors, which is
   * part of the readings. Empty while the locations are unknown.
   */
  tag: string
  /** Time zone names of the board's sites, as set in Butlr or in the overrides, without duplicates. */
  timeZones: readonly string[]
}

/** The response of `/api/display/board` without the display's own fields. */
export type BoardResponse = Pick<DisplayBoardResponse, 'places' | 'sensors' | 'overrides'> & {
  board: Record<string, unknown>
}

const noSensors: SensorsResponse = { sensors: [], hives: [], missing: [], asOf: 0 }

/** Builds the document of a board from the topology. `places` and `sensors` are null if unknown. */
export function buildBoardDocument(
  settings: BoardSettings,
  places: PlacesResponse | null,
  sensors: SensorsResponse | null,
): BoardDocument {
  const sensorsAsOf = sensors?.asOf ?? null
  if (places === null) {
    const rooms = resolveBoardRoomsWithoutPlaces(settings)
    const health = sensors && toSensorHealth(rooms, sensors)
    const empty = { json: new Uint8Array(), jsonTag: '', tag: '', timeZones: [] }
    return { ...empty, rooms, health, sensorsAsOf }
  }
  const { board, excludedRooms, overrides } = settings
  const rooms = resolveBoardRooms(board, places, overrides, excludedRooms)
  const response = toBoardResponse(settings, rooms, filterPlaces(rooms, places), sensors)
  const json = new TextEncoder().encode(JSON.stringify(response))
  const tag = contentTag([
    omitDefaultOptions(board),
    response.places.sites,
    response.overrides,
    sensors === null ? null : response.sensors.sensors.map(sensorIdentity).toSorted(),
  ])
  const health = sensors && toSensorHealth(rooms, sensors)
  const timeZones = timeZoneNames(response)
  return { json, jsonTag: textTag(json), rooms, health, sensorsAsOf, tag, timeZones }
}

function timeZoneNames({ places, overrides }: BoardResponse): string[] {
  const names = places.sites.map(
    ({ id, timezone }) => overrides?.sites?.[id]?.timezone ?? timezone ?? '',
  )
  return [...new Set(names.map((name) => name.trim()))]
}

function toBoardResponse(
  { board, overrides }: BoardSettings,
  rooms: ResolvedBoardRooms,
  places: PlacesResponse,
  sensors: SensorsResponse | null,
): BoardResponse {
  const shortNames = Object.fromEntries(
    Object.entries(board.shortNames).filter(([id]) => isOnBoard(rooms, id)),
  )
  return {
    board: omitDefaultOptions({ ...board, shortNames }),
    places,
    sensors: sensors === null ? noSensors : filterSensors(rooms, sensors),
    overrides: filterBoardOverrides(rooms, places, overrides),
  }
}

/** Returns those fields of a sensor that require a new board response when they change. */
function sensorIdentity(sensor: SensorsResponse['sensors'][number]): string {
  const { mac_address: mac, room_id: roomId, mode, installation_status: status } = sensor
  return JSON.stringify([mac, roomId, mode, status])
}
