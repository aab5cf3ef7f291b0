import { ContractError } from '#src/contract/errors.ts'
import { createPoller, type Poller } from '#src/lib/poller.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import type { DisplayBoardAnswer, DisplayReadingsAnswer } from '#src/contract/display.ts'
import type { BoardKnowledge, PolledFigures } from './board-store.ts'
import { type DisplayApi, type ReadingsAnswer, isNotPaired, wasAnswered } from './display-api.ts'
import type { ShownBoard } from './display-state.ts'
import { createLoop, type Loop, type Timers } from './polling-task.ts'

/** Until the gateway has said how often to ask. */
const usualIntervalMs = 5 * second
/** Of a poll, which is up to two requests. */
const deadlineMs = 30 * second
/** The board is asked for again now and then, in case nobody said that it changed; and when it could not be had. */
const boardEveryMs = 5 * minute
const boardAgainMs = minute
/** After an outage a wall is live again within about this time; with full jitter 200 displays then ask 27 times a second. */
export const longestPauseMs = 15 * second
/** Figures are replaced this share of an interval before they would be late. */
const spareShare = 0.05

export type BoardPollParts = {
  api: DisplayApi
  knowledge: BoardKnowledge
  now: () => number
  monotonic: () => number
  timers: Timers
  random: () => number
  /** Another board, or the same with other figures. */
  shown: (board: ShownBoard) => void
  boardAnswered: (answer: DisplayBoardAnswer) => void
  answered: (readings: ReadingsAnswer) => void
  failed: (error: unknown) => void
}

/** Asks for the figures of a board each time, and before that for the board where it may have changed. */
export function createBoardPoll(parts: BoardPollParts): Loop {
  const { api, knowledge, monotonic, random } = parts
  const pollers = intervalPollers(parts)
  const intervalMs = () => knowledge.shown()?.intervalMs ?? usualIntervalMs
  let boardEtag: string | null = null
  let boardDueAt = Number.NEGATIVE_INFINITY
  /** What the latest readings said of the board. */
  let boardTag: string | null = null
  let readingsEtag: string | null = null

  const askBoard = async (signal: AbortSignal) => {
    boardDueAt = monotonic() + boardAgainMs * (0.5 + random())
    const answer = await api.board(boardEtag, signal)
    if (signal.aborted) return
    boardDueAt = monotonic() + boardEveryMs * (0.9 + 0.2 * random())
    if (!answer.changed) return
    parts.shown(knowledge.takeBoard(answer.data))
    parts.boardAnswered(answer.data)
    boardEtag = answer.etag
    readingsEtag = null
  }

  const takeReadings = (answer: ReadingsAnswer) => {
    const readings = answer.changed
      ? parseReadings(answer.data.data)
      : knowledge.snapshot()?.readings
    if (readings === undefined) {
      throw new ContractError('GET /api/display/readings', '304 to no etag')
    }
    const shown = knowledge.takeReadings({
      readings,
      // Clamp future timestamps to now.
      at: Math.min(answer.asOf, parts.now()),
      judged: answer.changed ? judgedBy(answer.data) : knowledge.judged(),
      sensorsAt: answer.sensorsAsOf,
    })
    if (shown !== null) parts.shown(shown)
    if (!answer.changed) return
    readingsEtag = answer.etag
    // All displays of a board learn in the same poll that it changed. Of the first answer nobody knows whether it is of
    // the board that was asked for just before.
    if (answer.data.boardTag === '') return
    if (boardTag !== answer.data.boardTag) {
      const withinMs = boardTag === null ? boardAgainMs : intervalMs()
      boardDueAt = Math.min(boardDueAt, monotonic() + withinMs * random())
    }
    boardTag = answer.data.boardTag
  }

  const loop = createLoop({
    name: 'a poll',
    poller: () => pollers(intervalMs()),
    deadlineMs,
    timers: parts.timers,
    monotonic,
    async ask(signal) {
      const known = knowledge.shown() !== null
      if (!known || monotonic() >= boardDueAt) {
        await askBoard(signal).catch((error: unknown) => {
          // Figures of the board as it was are better than none.
          if (!known || isNotPaired(error) || !wasAnswered(error)) throw error
        })
      }
      return api.readings(readingsEtag, signal)
    },
    answered(answer) {
      takeReadings(answer)
      parts.answered(answer)
    },
    failed: parts.failed,
    withinMs: () => soonerMs(parts, pollers(intervalMs())),
  })

  return {
    ...loop,
    stop() {
      loop.stop()
      boardEtag = null
      boardDueAt = Number.NEGATIVE_INFINITY
      boardTag = null
      readingsEtag = null
    },
  }
}

/** A poller that is replaced when the gateway says another interval. */
function intervalPollers({ monotonic, random }: BoardPollParts): (intervalMs: number) => Poller {
  let poller: Poller | null = null
  return (intervalMs) => {
    if (poller?.intervalMs !== intervalMs) {
      poller = createPoller(intervalMs, monotonic, random, longestPauseMs)
    }
    return poller
  }
}

/**
 * Within how many milliseconds figures have to be replaced. The gateway answers with some that may be nearly an
 * interval old already. Asked for again only an interval later, they would be late for a moment, with nothing wrong.
 */
function soonerMs({ knowledge, now }: BoardPollParts, poller: Poller): number {
  const at = knowledge.snapshot()?.at ?? now()
  const spareMs = (poller.latencyMs() ?? 0) + poller.intervalMs * spareShare
  return Math.max(poller.intervalMs / 2, at + 2 * poller.intervalMs - spareMs - now())
}

function judgedBy({ zerosWithheld, health }: DisplayReadingsAnswer): PolledFigures['judged'] {
  return { zerosWithheld, health }
}
