import * as v from 'valibot'
import type { Readings } from '#src/domain/readings/readings.ts'
import { minute } from '#src/domain/time/duration.ts'
import { DisplayBoardAnswer, SensorHealth } from '#src/contract/display.ts'
import type { BoardKnowledge } from './board-store.ts'
import type { Memory } from './safe-storage.ts'

/** People by room and sensor: of all metrics a display shows only `last`. */
export const CompactReadings = v.record(
  v.string(),
  v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(0))),
)
export type CompactReadings = v.InferOutput<typeof CompactReadings>

/** Readings in a tenth of their size. A malformed reading is left out, as if it had not come. */
export function compactReadings(readings: Readings): CompactReadings {
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

/** The readings again, with nothing but their `last`. */
export function readingsFromCompact(rooms: CompactReadings): Readings {
  const readings: Readings = {}
  for (const [roomId, counts] of Object.entries(rooms)) {
    const sensors: Readings[string] = {}
    for (const [mac, last] of Object.entries(counts)) {
      sensors[mac] = { kind: 'reading', metrics: { ...nothing, last } }
    }
    readings[roomId] = sensors
  }
  return readings
}

const nothing = {
  sum: null,
  min: null,
  max: null,
  count: null,
  mean: null,
  median: null,
  stddev: null,
  first: null,
}

const KeptFigures = v.object({
  at: v.number(),
  skewMs: v.number(),
  rooms: CompactReadings,
  /** Sensors that have fallen silent; releases before this one did not keep them, nor what follows. */
  gone: v.optional(
    v.record(v.string(), v.record(v.string(), v.object({ last: v.number(), seenAt: v.number() }))),
    {},
  ),
  judged: v.optional(
    v.object({
      zerosWithheld: v.optional(v.boolean()),
      health: v.optional(v.nullable(SensorHealth)),
    }),
    {},
  ),
  sensorsAt: v.optional(v.nullable(v.number()), null),
})
type KeptFigures = v.InferOutput<typeof KeptFigures>

/** What is shown after a reload until the gateway answers: the board, and its last figures with their moment. */
export type Kept = { board: DisplayBoardAnswer; figures: KeptFigures | null }

type KnownFigures = Pick<BoardKnowledge, 'snapshot' | 'judged' | 'sensorsAt'>

/** Keeps the last board and figures over a reload. */
export type Keepsake = {
  /** What was kept; null when there is nothing, or nothing that can be read. */
  recall: () => Kept | null
  board: (answer: DisplayBoardAnswer) => void
  /**
   * Keeps figures at most once a minute, or at once before a reload.
   *
   * @param skewMs device minus server
   */
  figures: (known: KnownFigures, skewMs: number, atOnce: boolean) => void
  /** The display is not paired any more: what it knew is nobody's business. */
  forget: () => void
}

const boardKey = 'headroom.display.board'
const figuresKey = 'headroom.display.figures'
/** Browsers give some 5 million characters to everything on one origin. */
const longest = 2_000_000

/** @param monotonic milliseconds */
export function createKeepsake(memory: Memory, monotonic: () => number): Keepsake {
  let keptAt = Number.NEGATIVE_INFINITY
  let keptBoard: string | null = null

  /** What cannot be kept must not leave something older in its place. */
  const write = (key: string, value: DisplayBoardAnswer | KeptFigures) => {
    const text = JSON.stringify(value)
    if (text.length > longest || !memory.write(key, text)) memory.remove(key)
  }

  return {
    recall() {
      const board = parse(DisplayBoardAnswer, memory.read(boardKey))
      return board && { board, figures: parse(KeptFigures, memory.read(figuresKey)) }
    },
    board(answer) {
      const { id, revision } = answer.board
      const which = `${id} ${revision}`
      if (keptBoard !== null && keptBoard !== which) memory.remove(figuresKey)
      keptBoard = which
      // The welcome screen alone shows who paired the display, so the account is not stored on it.
      const { pairedBy: _pairedBy, ...display } = answer.display
      write(boardKey, { ...answer, display })
    },
    figures(known, skewMs, atOnce) {
      const snapshot = known.snapshot()
      if (snapshot === null || (!atOnce && monotonic() - keptAt < minute)) return
      keptAt = monotonic()
      const kept: KeptFigures = {
        at: snapshot.at,
        skewMs,
        rooms: compactReadings(snapshot.readings),
        gone: snapshot.gone,
        judged: known.judged(),
        sensorsAt: known.sensorsAt(),
      }
      write(figuresKey, kept)
    },
    forget() {
      memory.remove(boardKey)
      memory.remove(figuresKey)
    },
  }
}

function parse<TSchema extends v.GenericSchema>(
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
