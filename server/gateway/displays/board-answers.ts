import { LRUCache } from 'lru-cache'
import type { DisplayReadingsResponse, UsualHour } from '#src/contract/display.ts'
import type { UsualPeople } from '#src/contract/history.ts'
import type { LatestUsual } from '#server/gateway/history/usual-cache.ts'
import { isPlausibleCount, maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import {
  countSensorsOnce,
  type ReadingColumns,
  roomCounts,
  type SensorCount,
} from '#server/gateway/butlr/reading-columns.ts'
import { compressBody, type CompressedBody } from '#server/gateway/http/compressed-body.ts'
import {
  type BoardFacts,
  type BoardJson,
  cacheKey,
  createBoardEntryCache,
  maxCachedBoards,
  type UpstreamState,
} from './board-entry-cache.ts'
import { isCountVisible, isOnBoard, type ResolvedBoardRooms } from './board-rooms.ts'
import type { ReadingsSnapshot } from './shared-readings.ts'

type CompressedReadings = { body: CompressedBody; sensorsAsOf: number | null }
type ReadingsCacheEntry = {
  facts: BoardFacts
  readings: ReadingColumns
  people: UsualPeople | null
  body: CompressedBody
}

/** Builds the responses for displays, and caches them per board. */
export type BoardAnswers = {
  /** Returns everything about a board except its readings. Throws `GatewayError`. */
  board: (known: UpstreamState) => Promise<BoardJson>
  /**
   * Returns the counts and sensor health of a board, compressed once per response from Butlr. `sensorsAsOf` is when
   * Butlr sent the sensor health, in Unix milliseconds. While the locations are unknown, `boardTag` is empty, which
   * tells the display that no change to the board is known. Throws `GatewayError`.
   */
  readings: (known: UpstreamState, kept: ReadingsSnapshot) => Promise<CompressedReadings>
}

/** @param version the version of the display page that the gateway serves */
export function createBoardAnswers(
  version: string,
  runOnTexts: TaskRunner,
  latestUsual: LatestUsual = () => null,
): BoardAnswers {
  const cache = new LRUCache<string, ReadingsCacheEntry>({ max: maxCachedBoards })
  const boards = createBoardEntryCache(runOnTexts)
  const countedOnce = createCountedOnce()

  return {
    board: boards.json,
    async readings(known, kept) {
      const facts = await boards.facts(known)
      const { rooms, tag, health, sensorsAsOf } = facts
      const before = cache.get(cacheKey(known))
      const { usual: wantsUsual, privacy } = known.board
      const people = wantsUsual && privacy === 'exact' ? latestUsual() : null
      const isSame = before?.readings === kept.readings && before.people === people
      if (isSame && before.facts === facts) {
        return { body: before.body, sensorsAsOf }
      }
      const { zerosWithheld } = kept.readings
      const data = toDisplayReadings(rooms, countedOnce(known, kept))
      const text = readingsText(
        {
          boardTag: tag,
          version,
          zerosWithheld,
          health,
          data,
          ...(people && { usual: toUsualHours(rooms, people) }),
        },
        kept,
      )
      const body = before?.body.content === text ? before.body : compressBody(text)
      cache.set(cacheKey(known), { facts, readings: kept.readings, people, body })
      return { body, sensorsAsOf }
    },
  }
}

const noRooms: ReadonlyMap<string, null> = new Map()

/** Returns a function that counts each sensor in one room only. All boards share its last result. */
function createCountedOnce() {
  let last: {
    sensors: UpstreamState['sensors']
    from: ReadingColumns
    once: ReadingColumns
  } | null = null
  return function countedOnce(
    { sensors }: Pick<UpstreamState, 'sensors'>,
    { readings }: ReadingsSnapshot,
  ): ReadingColumns {
    if (last?.from !== readings || last.sensors !== sensors) {
      const once = countSensorsOnce(readings, sensors?.summary.sensorRooms ?? noRooms)
      last = { sensors, from: readings, once }
    }
    return last.once
  }
}

function toUsualHours(rooms: ResolvedBoardRooms, { groups }: UsualPeople): UsualHour[] {
  return groups.map(({ from, to, rooms: listed }) => ({
    from,
    to,
    rooms: listed.flatMap(({ room, usual }) =>
      usual !== null && isOnBoard(rooms, room) && isCountVisible(rooms, room)
        ? [{ room, lower: usual.lower, upper: usual.upper }]
        : [],
    ),
  }))
}

function readingsText(
  answer: DisplayReadingsResponse,
  { incomplete }: Pick<ReadingsSnapshot, 'incomplete'>,
): string {
  return JSON.stringify({ ...answer, ...(incomplete && { incomplete }) })
}

/** The limits of a room that is in a report but not in the topology. */
const unlistedRoom = { capacity: null, maximumSensorCount: null }

/** Counts by room and sensor as sent to displays; null if a sensor sent no valid count. */
type DisplayReadings = Record<string, Record<string, { last: number } | null>>

/**
 * Reduces the readings of a board's rooms to what a display shows: only `last`, without test devices, in a fixed order,
 * so that the response changes only when a count changes.
 */
export function toDisplayReadings(
  rooms: ResolvedBoardRooms,
  readings: ReadingColumns,
): DisplayReadings {
  return toDictionary(
    [...roomCounts(readings)]
      .filter(([roomId]) => isOnBoard(rooms, roomId))
      .toSorted(([a], [b]) => compareText(a, b))
      .map(([roomId, sensors]) => {
        const counts = toCounts(sensors)
        const maximum = rooms.maximumCounts.get(roomId) ?? maximumPlausibleCount(unlistedRoom)
        return [roomId, isCountVisible(rooms, roomId) ? counts : maskCounts(counts, maximum)]
      }),
  )
}

function toCounts(sensors: readonly SensorCount[]): DisplayReadings[string] {
  return toDictionary(
    sensors
      .toSorted((a, b) => compareText(a.mac, b.mac))
      .map(({ mac, count }) => [mac, count === null ? null : { last: count }]),
  )
}

/**
 * Masks counts so that they reveal only whether the room is in use: the first sensor with a positive count reports 1
 * and all others 0, so that their sum is 0 or 1. Malformed and implausible readings become null.
 */
function maskCounts(counts: DisplayReadings[string], maximum: number): DisplayReadings[string] {
  let inUse = false
  return toDictionary(
    Object.entries(counts).map(([mac, count]) => {
      if (count === null || !isPlausibleCount(count.last, maximum)) return [mac, null]
      const last = count.last > 0 && !inUse ? 1 : 0
      if (last === 1) inUse = true
      return [mac, { last }]
    }),
  )
}

/**
 * Like `Object.fromEntries`, but the returned object has no prototype. `Object.fromEntries` takes five times as long
 * for thousands of objects that have no keys in common.
 */
function toDictionary<TValue>(entries: readonly [string, TValue][]): Record<string, TValue> {
  const dictionary: Record<string, TValue> = Object.create(null)
  for (const [key, value] of entries) dictionary[key] = value
  return dictionary
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : 1
}
