import * as v from 'valibot'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { minute } from '#src/domain/time/duration.ts'
import { FiniteNumber } from '#src/contract/butlr-values.ts'
import { DisplayBoardResponse, SensorConnectivity } from '#src/contract/display.ts'
import type { KeyValueStorage } from '#src/lib/storage.ts'

/** Counts by room and sensor. `last` is the only metric that a display shows. */
const CompactReadings = v.record(
  v.string(),
  v.record(v.string(), v.pipe(FiniteNumber, v.minValue(0))),
)
type CompactReadings = v.InferOutput<typeof CompactReadings>

/** Compacts readings to a tenth of their size. Malformed readings become missing. */
function compactReadings(readings: ReadingsByRoom): CompactReadings {
  const rooms: CompactReadings = {}
  for (const [roomId, sensors] of Object.entries(readings)) {
    const counts: CompactReadings[string] = {}
    for (const [mac, reading] of Object.entries(sensors)) {
      if (reading.kind === 'reading') counts[mac] = reading.metrics.last
    }
    rooms[roomId] = counts
  }
  return rooms
}

/** Expands compact readings. All metrics except `last` are null. */
export function expandReadings(rooms: CompactReadings): ReadingsByRoom {
  const readings: ReadingsByRoom = {}
  for (const [roomId, counts] of Object.entries(rooms)) {
    const sensors: ReadingsByRoom[string] = {}
    for (const [mac, last] of Object.entries(counts)) {
      sensors[mac] = { kind: 'reading', metrics: { ...noOtherMetrics, last } }
    }
    readings[roomId] = sensors
  }
  return readings
}

const noOtherMetrics = {
  sum: null,
  min: null,
  max: null,
  count: null,
  mean: null,
  median: null,
  stddev: null,
  first: null,
}

const VanishedSensor = v.object({
  last: v.number(),
  seenAt: v.number(),
  missingSince: v.optional(v.number()),
})

const CachedReadings = v.object({
  at: v.number(),
  skewMs: v.number(),
  rooms: CompactReadings,
  /** Vanished sensors. Earlier releases did not store this field or the following ones. */
  gone: v.optional(v.record(v.string(), v.record(v.string(), VanishedSensor)), {}),
  judged: v.optional(
    v.object({
      zerosWithheld: v.optional(v.boolean()),
      health: v.optional(v.nullable(SensorConnectivity)),
    }),
    {},
  ),
  sensorsAt: v.optional(v.nullable(v.number()), null),
  incomplete: v.optional(v.boolean(), false),
})
type CachedReadings = v.InferOutput<typeof CachedReadings>

/** The data to show after a reload until the gateway responds. */
export type CachedBoard = { board: DisplayBoardResponse; readings: CachedReadings | null }

type KnownReadings = {
  snapshot: () => Snapshot | null
  sensorStatus: () => CachedReadings['judged']
  sensorsCheckedAt: () => number | null
}

/** Caches the last board and its readings across reloads. */
type LastKnownCache = {
  /** Returns the cached board, or null if there is none or it cannot be parsed. */
  load: () => CachedBoard | null
  saveBoard: (answer: DisplayBoardResponse) => void
  /**
   * Stores readings at most once a minute, or immediately if `atOnce` is set (before a reload).
   *
   * @param skewMs device time minus server time in milliseconds
   */
  saveReadings: (known: KnownReadings, skewMs: number, atOnce: boolean) => void
  /** Call when the display is unpaired or suspended. */
  clear: () => void
}

const boardKey = 'headroom.display.board'
const readingsKey = 'headroom.display.figures'
/**
 * Maximum length of a stored value in characters. Browsers limit the storage of an origin to about 5 million
 * characters.
 */
const maxStoredLength = 2_000_000

/**
 * Creates a cache for the last board.
 *
 * @param monotonic monotonic clock in milliseconds
 */
export function createLastKnownCache(
  storage: KeyValueStorage,
  monotonic: () => number,
): LastKnownCache {
  let savedAt = Number.NEGATIVE_INFINITY
  let savedBoard: string | null = null

  /** Stores a value. Removes the key if that fails, so that no older value remains. */
  const save = (key: string, value: DisplayBoardResponse | CachedReadings) => {
    const text = JSON.stringify(value)
    if (text.length > maxStoredLength || !storage.write(key, text)) storage.remove(key)
  }

  return {
    load() {
      const board = parseStored(DisplayBoardResponse, storage.read(boardKey))
      return board && { board, readings: parseStored(CachedReadings, storage.read(readingsKey)) }
    },
    saveBoard(answer) {
      const { id, revision } = answer.board
      const which = `${id} ${revision}`
      if (savedBoard !== null && savedBoard !== which) storage.remove(readingsKey)
      savedBoard = which
      // Only the welcome screen needs the account, so it is not stored on the device.
      const { pairedBy: _pairedBy, ...display } = answer.display
      save(boardKey, { ...answer, display })
    },
    saveReadings(known, skewMs, atOnce) {
      const snapshot = known.snapshot()
      if (snapshot === null || (!atOnce && monotonic() - savedAt < minute)) return
      savedAt = monotonic()
      const cached: CachedReadings = {
        at: snapshot.at,
        skewMs,
        rooms: compactReadings(snapshot.readings),
        gone: snapshot.vanished,
        judged: known.sensorStatus(),
        sensorsAt: known.sensorsCheckedAt(),
        incomplete: snapshot.incomplete === true,
      }
      save(readingsKey, cached)
    },
    clear() {
      storage.remove(boardKey)
      storage.remove(readingsKey)
    },
  }
}

function parseStored<TSchema extends v.GenericSchema>(
  schema: TSchema,
  text: string | null,
): v.InferOutput<TSchema> | null {
  if (text === null) return null
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
