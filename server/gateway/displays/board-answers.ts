import * as v from 'valibot'
import { countOnce } from '#src/domain/readings/count-once.ts'
import { PlacesAnswer, SensorsAnswer } from '#src/topology/contract.ts'
import type { Overrides } from '#src/topology/overrides-contract.ts'
import type { Board } from '#src/wall-display/board-contract.ts'
import type { DisplayBoardAnswer } from '#src/wall-display/display-contract.ts'
import {
  boardRooms,
  isOnBoard,
  overridesOf,
  placesOf,
  roomsOfSensors,
  sensorsOf,
} from './board-rooms.ts'
import { readingsOf } from './board-readings.ts'
import { pack, type Packed } from './packed.ts'
import type { KeptReadings } from './shared-readings.ts'

/** What the gateway knows at the moment. `places` and `sensors` are answers as JSON, the same text while they are the same. */
export type Known = {
  board: Board
  places: string
  sensors: string
  overrides: Overrides | null
}
type Made = { from: Known; places: PlacesAnswer; rooms: ReturnType<typeof boardRooms>; tag: string }

/** Most boards that anybody shows at once; of others the answers are made anew. */
const mostBoards = 200
const Places = v.pipe(v.string(), v.parseJson(), PlacesAnswer)
const Sensors = v.pipe(v.string(), v.parseJson(), SensorsAnswer)

/**
 * What displays are answered, made once for all that show a board. `version` is the app's that the gateway serves.
 */
export function createBoardAnswers(version: string) {
  const made = new Map<string, Made>()
  const packed = new Map<
    string,
    { tag: string; readings: KeptReadings['readings']; packed: Packed }
  >()
  const parsePlaces = lastOf((text: string) => v.parse(Places, text))
  const parseSensors = lastOf((text: string) => v.parse(Sensors, text))

  function madeOf(known: Known): Made {
    const before = made.get(known.board.id)
    if (before && isSame(before.from, known)) return before
    const all = parsePlaces(known.places)
    const rooms = boardRooms(known.board, all, known.overrides)
    const places = placesOf(rooms, all)
    const { sites } = places
    const { tag } = pack(
      JSON.stringify([known.board, sites, overridesOf(rooms, places, known.overrides)]),
    )
    const one = { from: known, places, rooms, tag }
    remember(made, known.board.id, one)
    return one
  }

  return {
    /** Everything of a board but its figures. */
    board(known: Known): Pick<DisplayBoardAnswer, 'board' | 'places' | 'sensors' | 'overrides'> {
      const { rooms, places } = madeOf(known)
      const shortNames = Object.fromEntries(
        Object.entries(known.board.shortNames).filter(([id]) => isOnBoard(rooms, id)),
      )
      return {
        board: { ...known.board, shortNames },
        places,
        sensors: sensorsOf(rooms, parseSensors(known.sensors)),
        overrides: overridesOf(rooms, places, known.overrides),
      }
    },
    /** Its figures, packed once for each answer of Butlr. */
    readings(known: Known, { readings }: KeptReadings): Packed {
      const { rooms, tag } = madeOf(known)
      const before = packed.get(known.board.id)
      if (before?.tag === tag && before.readings === readings) return before.packed
      const homes = () => roomsOfSensors(parseSensors(known.sensors))
      const data = readingsOf(rooms, countOnce(readings, homes))
      const answer = pack(JSON.stringify({ boardTag: tag, version, data }))
      remember(packed, known.board.id, { tag, readings, packed: answer })
      return answer
    },
  }
}
export type BoardAnswers = ReturnType<typeof createBoardAnswers>

function isSame(a: Known, b: Known): boolean {
  return (
    a.board.revision === b.board.revision && a.places === b.places && a.overrides === b.overrides
  )
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
