import * as v from 'valibot'
import { countOnce } from '#src/domain/readings/readings.ts'
import { PlacesAnswer, SensorsAnswer } from '#src/contract/topology.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Board } from '#src/contract/board.ts'
import type { DisplayBoardAnswer, SensorHealth } from '#src/contract/display.ts'
import {
  boardRooms,
  boardRoomsWithoutPlaces,
  isOnBoard,
  overridesOf,
  placesOf,
  trustedPlaces,
  roomsOfSensors,
  sensorHealthOf,
  sensorsOf,
  type BoardRooms,
} from './board-rooms.ts'
import { readingsOf, withholdsZeros } from './board-readings.ts'
import { pack, tagOf, type Packed } from '#server/gateway/http/compressed-body.ts'
import type { KeptReadings } from './display-data.ts'

/**
 * What the gateway knows at the moment. `places` and `sensors` are answers as JSON, the same text while they are the
 * same; `sensors` is null while nothing is known of them.
 */
export type Known = {
  board: Board
  places: string
  sensors: string | null
  overrides: Overrides | null
}
type Made = {
  from: Known
  places: PlacesAnswer
  rooms: BoardRooms
  /** Names everything of the board but its sensors and counts. */
  placesTag: string
  sensors: SensorsAnswer
  health: SensorHealth | null
  /** Changes when the answer of `/api/display/board` does. */
  tag: string
}
type PackedReadings = { packed: Packed; sensorsAsOf: number | null }
type MadeReadings = { made: Made; from: KeptReadings; packed: Packed }

/** Most boards that anybody shows at once; of others the answers are made anew. */
const mostBoards = 200
const Places = v.pipe(v.string(), v.parseJson(), PlacesAnswer)
const Sensors = v.pipe(v.string(), v.parseJson(), SensorsAnswer)
const noSensors: SensorsAnswer = { sensors: [], hives: [], missing: [], asOf: 0 }

/**
 * What displays are answered, made once for all that show a board. `version` is the app's that the gateway serves.
 */
export function createBoardAnswers(version: string) {
  const made = new Map<string, Made>()
  const packed = new Map<string, MadeReadings>()
  const parsePlaces = lastOf((text: string) => v.parse(Places, text))
  const parseSensors = lastOf((text: string) => v.parse(Sensors, text))
  const zerosWithheldIn = lastOf(withholdsZeros)
  const packOnce = lastOf(pack)

  function madeOf(known: Known): Made {
    const before = made.get(known.board.id)
    if (before && isSame(before.from, known)) return before
    const one = withSensors(before && isSamePlace(before.from, known) ? before : placed(known))
    remember(made, known.board.id, one)
    return one

    function withSensors(base: Pick<Made, 'places' | 'rooms' | 'placesTag'>): Made {
      const { places, rooms, placesTag } = base
      const all = known.sensors === null ? null : parseSensors(known.sensors)
      const sensors = all === null ? noSensors : sensorsOf(rooms, all)
      const tag = tagOf([
        placesTag,
        all === null ? null : sensors.sensors.map(identityOf).toSorted(),
      ])
      const health = all && sensorHealthOf(rooms, all)
      return { from: known, places, rooms, placesTag, sensors, health, tag }
    }
  }

  function placed(known: Known): Pick<Made, 'places' | 'rooms' | 'placesTag'> {
    const all = trustedPlaces(parsePlaces(known.places), known.board)
    const rooms = boardRooms(known.board, all, known.overrides)
    const places = placesOf(rooms, all)
    const overrides = overridesOf(rooms, places, known.overrides)
    return { places, rooms, placesTag: tagOf([known.board, places.sites, overrides]) }
  }

  /** Readings in which each sensor counts in one room. */
  function countedOnce({ sensors }: Pick<Known, 'sensors'>, { readings }: KeptReadings) {
    return countOnce(readings, () =>
      sensors === null ? new Map() : roomsOfSensors(parseSensors(sensors)),
    )
  }

  return {
    /** Everything of a board but its figures. */
    board(known: Known): Pick<DisplayBoardAnswer, 'board' | 'places' | 'sensors' | 'overrides'> {
      const { rooms, places, sensors } = madeOf(known)
      const overrides = overridesOf(rooms, places, known.overrides)
      const shortNames = Object.fromEntries(
        Object.entries(known.board.shortNames).filter(([id]) => isOnBoard(rooms, id)),
      )
      return { board: { ...known.board, shortNames }, places, sensors, overrides }
    },
    /**
     * Its counts and how its sensors are, packed once for each answer of Butlr. `sensorsAsOf` is when Butlr said how
     * the sensors are, epoch milliseconds.
     */
    readings(known: Known, kept: KeptReadings): PackedReadings {
      const one = madeOf(known)
      const { rooms, tag, health, sensors } = one
      const sensorsAsOf = health === null ? null : sensors.asOf
      const before = packed.get(known.board.id)
      if (before?.made === one && before.from.readings === kept.readings) {
        return { packed: before.packed, sensorsAsOf }
      }
      const data = readingsOf(rooms, countedOnce(known, kept))
      const zerosWithheld = zerosWithheldIn(kept.readings)
      const text = JSON.stringify({ boardTag: tag, version, zerosWithheld, health, data })
      const answer = before?.packed.text === text ? before.packed : pack(text)
      remember(packed, known.board.id, { made: one, from: kept, packed: answer })
      return { packed: answer, sensorsAsOf }
    },
    /**
     * Its counts while nothing is known of places, for a display that already has its board: the empty tag tells that
     * the board is not known to have changed.
     */
    readingsWithoutPlaces(known: Omit<Known, 'places'>, kept: KeptReadings): PackedReadings {
      const rooms = boardRoomsWithoutPlaces(known.board, known.overrides)
      const sensors = known.sensors === null ? null : parseSensors(known.sensors)
      const health = sensors && sensorHealthOf(rooms, sensors)
      const data = readingsOf(rooms, countedOnce(known, kept))
      const zerosWithheld = zerosWithheldIn(kept.readings)
      const text = JSON.stringify({ boardTag: '', version, zerosWithheld, health, data })
      return { packed: packOnce(text), sensorsAsOf: sensors?.asOf ?? null }
    },
  }
}
export type BoardAnswers = ReturnType<typeof createBoardAnswers>

function isSame(a: Known, b: Known): boolean {
  return isSamePlace(a, b) && a.sensors === b.sensors
}

function isSamePlace(a: Known, b: Known): boolean {
  return (
    a.board.revision === b.board.revision && a.places === b.places && a.overrides === b.overrides
  )
}

/** What a display needs to know of a sensor before it knows how the sensor is. */
function identityOf(sensor: SensorsAnswer['sensors'][number]): string {
  const { mac_address: mac, room_id: roomId, mode, installation_status: status } = sensor
  return JSON.stringify([mac, roomId, mode, status])
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.keys().next()
  if (map.size > mostBoards && !oldest.done) map.delete(oldest.value)
}

/** A function that keeps its last answer for as long as it is asked the same. */
function lastOf<TKey, TValue>(make: (key: TKey) => TValue): (key: TKey) => TValue {
  let last: { key: TKey; value: TValue } | null = null
  return (key) => {
    if (last === null || last.key !== key) last = { key, value: make(key) }
    return last.value
  }
}
