import * as v from 'valibot'
import { minute } from '#src/time/duration.ts'
import { DisplayBoardAnswer } from '#src/wall-display/display-contract.ts'
import { CompactReadings } from './compact-readings.ts'
import type { Memory } from './memory.ts'

const KeptFigures = v.object({ at: v.number(), skewMs: v.number(), rooms: CompactReadings })
type KeptFigures = v.InferOutput<typeof KeptFigures>

/** What is shown after a reload until the gateway answers: the board, and its last figures with their moment. */
export type Kept = { board: DisplayBoardAnswer; figures: KeptFigures | null }

/** Keeps the last board and figures over a reload. */
export type Keepsake = {
  /** What was kept; null when there is nothing, or nothing that can be read. */
  recall: () => Kept | null
  board: (answer: DisplayBoardAnswer) => void
  /** Keeps figures at most once a minute, or at once before a reload. */
  figures: (figures: () => KeptFigures, atOnce?: boolean) => void
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

  const write = (key: string, value: unknown) => {
    const text = JSON.stringify(value)
    // Old figures beside a new board would be those of other rooms.
    if (text.length > longest || !memory.write(key, text)) memory.remove(key)
    return text
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
      write(boardKey, answer)
    },
    figures(figures, atOnce = false) {
      if (!atOnce && monotonic() - keptAt < minute) return
      keptAt = monotonic()
      write(figuresKey, figures())
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
