import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import {
  omitsZeros,
  isPlausibleCount,
  maximumPlausibleCount,
} from '#src/domain/occupancy/room-occupancy.ts'
import { deduplicateSensors } from '#src/domain/readings/readings.ts'
import { MetricValues } from '#src/contract/reporting.ts'
import { testDevicePattern } from '#src/contract/butlr-values.ts'
import type { DisplayBoardResponse, DisplayReadingsResponse } from '#src/contract/display.ts'
import {
  resolveBoardRoomsWithoutPlaces,
  isCountVisible,
  isOnBoard,
  filterBoardOverrides,
  roomsBySensor,
  toSensorHealth,
  type ResolvedBoardRooms,
} from './board-rooms.ts'
import {
  cacheKey,
  createBoardEntryCache,
  maxCachedBoards,
  memoizeLast,
  type CacheEntry,
  type UpstreamState,
} from './board-entry-cache.ts'
import type { GroupedReadings } from '#server/gateway/butlr/answer-task.ts'
import { compressBody, type CompressedBody } from '#server/gateway/http/compressed-body.ts'
import type { ReadingsSnapshot } from './display-data.ts'

type CompressedReadings = { body: CompressedBody; sensorsAsOf: number | null }
type ReadingsCacheEntry = { entry: CacheEntry; source: ReadingsSnapshot; body: CompressedBody }

/** Creates the builder of responses for displays, which caches them per board. `version` is the served app version. */
export function createBoardAnswers(version: string) {
  const readingsCache = new LRUCache<string, ReadingsCacheEntry>({ max: maxCachedBoards })
  const entries = createBoardEntryCache()
  const zerosWithheldIn = memoizeLast(accountOmitsZeros)
  const packOnce = memoizeLast(compressBody)

  /** Returns the readings with each sensor counted in one room only. */
  function countedOnce(
    { sensors }: Pick<UpstreamState, 'sensors'>,
    { readings }: ReadingsSnapshot,
  ) {
    return deduplicateSensors(
      readings,
      () => (sensors === null ? new Map() : roomsBySensor(entries.parseSensors(sensors))),
      isCount,
    )
  }

  return {
    /** Returns the response with everything about a board except its readings. */
    board(
      known: UpstreamState,
    ): Pick<DisplayBoardResponse, 'board' | 'places' | 'sensors' | 'overrides'> {
      const { rooms, places, sensors } = entries.get(known)
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
      const entry = entries.get(known)
      const { rooms, tag, health, sensors } = entry
      const sensorsAsOf = health === null ? null : sensors.asOf
      const before = readingsCache.get(cacheKey(known))
      if (before?.entry === entry && before.source.readings === kept.readings) {
        return { body: before.body, sensorsAsOf }
      }
      const data = toDisplayReadings(rooms, countedOnce(known, kept))
      const zerosWithheld = zerosWithheldIn(kept.readings)
      const text = readingsText({ boardTag: tag, version, zerosWithheld, health, data }, kept)
      const answer = before?.body.text === text ? before.body : compressBody(text)
      readingsCache.set(cacheKey(known), { entry, source: kept, body: answer })
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
      const sensors = known.sensors === null ? null : entries.parseSensors(known.sensors)
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

/** The limits of a room that only the reporting API returns, not the topology. */
const unlistedRoom = { capacity: null, maximumSensorCount: null }

/** Counts by room and sensor as sent to displays; null if a sensor sent no valid count. */
type DisplayReadings = Record<string, Record<string, { last: number } | null>>

/**
 * Reduces the readings of a board's rooms to what a display shows: only `last`, without test devices, in a fixed order,
 * so that the response changes only when a count changes.
 */
export function toDisplayReadings(
  rooms: ResolvedBoardRooms,
  readings: GroupedReadings,
): DisplayReadings {
  return Object.fromEntries(
    sortedEntries(readings)
      .filter(([roomId]) => roomId !== '' && isOnBoard(rooms, roomId))
      .map(([roomId, sensors]) => {
        const counts = toCounts(sensors ?? {})
        const maximum = rooms.maximumCounts.get(roomId) ?? maximumPlausibleCount(unlistedRoom)
        return [roomId, isCountVisible(rooms, roomId) ? counts : maskCounts(counts, maximum)]
      }),
  )
}

/**
 * Whether the API omits zeros, determined from all rooms of the account: a board with few rooms has too few readings to
 * tell, and displays do not get the counts of private rooms.
 */
function accountOmitsZeros(readings: GroupedReadings): boolean {
  return omitsZeros(iterateReadings(readings))
}

function* iterateReadings(readings: GroupedReadings) {
  for (const sensors of Object.values(readings)) {
    for (const [mac, metrics] of Object.entries(sensors ?? {})) {
      if (testDevicePattern.test(mac)) continue
      const parsed = v.safeParse(MetricValues, metrics)
      if (parsed.success) yield { kind: 'reading' as const, metrics: parsed.output }
    }
  }
}

/** Whether a sensor sent a valid count. */
function isCount(metrics: unknown): boolean {
  return v.is(MetricValues, metrics)
}

function toCounts(sensors: Record<string, unknown>): DisplayReadings[string] {
  return Object.fromEntries(
    sortedEntries(sensors)
      .filter(([mac]) => mac !== '' && !testDevicePattern.test(mac))
      .map(([mac, metrics]) => {
        const parsed = v.safeParse(MetricValues, metrics)
        return [mac, parsed.success ? { last: parsed.output.last } : null]
      }),
  )
}

/**
 * Masks counts so that they reveal only whether the room is in use: the first sensor with a positive count reports 1
 * and all others 0, so that their sum is 0 or 1. Malformed and implausible readings become null.
 */
function maskCounts(counts: DisplayReadings[string], maximum: number): DisplayReadings[string] {
  let inUse = false
  return Object.fromEntries(
    Object.entries(counts).map(([mac, count]) => {
      if (count === null || !isPlausibleCount(count.last, maximum)) return [mac, null]
      const last = count.last > 0 && !inUse ? 1 : 0
      if (last === 1) inUse = true
      return [mac, { last }]
    }),
  )
}

function sortedEntries<TValue>(record: Record<string, TValue>): [string, TValue][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
