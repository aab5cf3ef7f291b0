import { ContractError } from '#src/contract/errors.ts'
import { createPoller, type Poller } from '#src/lib/poller.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import type { DisplayBoardResponse, DisplayReadingsResponse } from '#src/contract/display.ts'
import type { BoardStore, PolledReadings } from './board-store.ts'
import {
  type DisplayApi,
  type ReadingsResponse,
  isNotPaired,
  gatewayResponded,
} from './display-api.ts'
import type { ShownBoard } from './display-state.ts'
import { createPollingTask, type PollingTask, type Timers } from './polling-task.ts'

/** Until the gateway has said how often to ask. */
const defaultIntervalMs = 5 * second
/** Of a poll, which is up to two requests. */
const pollTimeoutMs = 30 * second
/** The board is asked for again now and then, in case nobody said that it changed; and when it could not be had. */
const boardRefreshMs = 5 * minute
const boardRetryMs = minute
/** After an outage a wall is live again within about this time; with full jitter 200 displays then ask 27 times a second. */
export const maxRetryDelayMs = 15 * second
/** Figures are replaced this share of an interval before they would be late. */
const earlyShare = 0.05

export type BoardPollOptions = {
  api: DisplayApi
  store: BoardStore
  now: () => number
  monotonic: () => number
  timers: Timers
  random: () => number
  /** Another board, or the same with other figures. */
  onBoardChange: (board: ShownBoard) => void
  onBoard: (answer: DisplayBoardResponse) => void
  onReadings: (readings: ReadingsResponse) => void
  onFailure: (error: unknown) => void
}

/** Asks for the figures of a board each time, and before that for the board where it may have changed. */
export function createBoardPollTask(options: BoardPollOptions): PollingTask {
  const { api, store, monotonic, random } = options
  const pollers = createIntervalPoller(options)
  const intervalMs = () => store.board()?.intervalMs ?? defaultIntervalMs
  let boardEtag: string | null = null
  let boardDueAt = Number.NEGATIVE_INFINITY
  /** What the latest readings said of the board. */
  let boardTag: string | null = null
  let readingsEtag: string | null = null

  const fetchBoard = async (signal: AbortSignal) => {
    boardDueAt = monotonic() + boardRetryMs * (0.5 + random())
    const answer = await api.board(boardEtag, signal)
    if (signal.aborted) return
    boardDueAt = monotonic() + boardRefreshMs * (0.9 + 0.2 * random())
    if (!answer.changed) return
    options.onBoardChange(store.setBoard(answer.data))
    options.onBoard(answer.data)
    boardEtag = answer.etag
    readingsEtag = null
  }

  const applyReadings = (answer: ReadingsResponse) => {
    const readings = answer.changed ? parseReadings(answer.data.data) : store.snapshot()?.readings
    if (readings === undefined) {
      throw new ContractError('GET /api/display/readings', '304 to no etag')
    }
    const shown = store.applyReadings({
      readings,
      // Clamp future timestamps to now.
      at: Math.min(answer.asOf, options.now()),
      sensorStatus: answer.changed ? sensorStatusFrom(answer.data) : store.sensorStatus(),
      sensorsCheckedAt: answer.sensorsAsOf,
      incomplete: (answer.changed ? answer.data : store.snapshot())?.incomplete === true,
    })
    if (shown !== null) options.onBoardChange(shown)
    if (!answer.changed) return
    readingsEtag = answer.etag
    // All displays of a board learn in the same poll that it changed. Of the first answer nobody knows whether it is of
    // the board that was asked for just before.
    if (answer.data.boardTag === '') return
    if (boardTag !== answer.data.boardTag) {
      const withinMs = boardTag === null ? boardRetryMs : intervalMs()
      boardDueAt = Math.min(boardDueAt, monotonic() + withinMs * random())
    }
    boardTag = answer.data.boardTag
  }

  const task = createPollingTask({
    name: 'a poll',
    poller: () => pollers(intervalMs()),
    deadlineMs: pollTimeoutMs,
    timers: options.timers,
    monotonic,
    async request(signal) {
      const known = store.board() !== null
      if (!known || monotonic() >= boardDueAt) {
        await fetchBoard(signal).catch((error: unknown) => {
          // Figures of the board as it was are better than none.
          if (!known || isNotPaired(error) || !gatewayResponded(error)) throw error
        })
      }
      return api.readings(readingsEtag, signal)
    },
    onResult(answer) {
      applyReadings(answer)
      options.onReadings(answer)
    },
    onError: options.onFailure,
    maxDelayMs: () => delayBeforeLate(options, pollers(intervalMs())),
  })

  return {
    ...task,
    stop() {
      task.stop()
      boardEtag = null
      boardDueAt = Number.NEGATIVE_INFINITY
      boardTag = null
      readingsEtag = null
    },
  }
}

/** A poller that is replaced when the gateway says another interval. */
function createIntervalPoller({
  monotonic,
  random,
}: BoardPollOptions): (intervalMs: number) => Poller {
  let poller: Poller | null = null
  return (intervalMs) => {
    if (poller?.intervalMs !== intervalMs) {
      poller = createPoller(intervalMs, monotonic, random, maxRetryDelayMs)
    }
    return poller
  }
}

/**
 * Within how many milliseconds figures have to be replaced. The gateway answers with some that may be nearly an
 * interval old already. Asked for again only an interval later, they would be late for a moment, with nothing wrong.
 */
function delayBeforeLate({ store, now }: BoardPollOptions, poller: Poller): number {
  const at = store.snapshot()?.at ?? now()
  const spareMs = (poller.latencyMs() ?? 0) + poller.intervalMs * earlyShare
  return Math.max(poller.intervalMs / 2, at + 2 * poller.intervalMs - spareMs - now())
}

function sensorStatusFrom({
  zerosWithheld,
  health,
}: DisplayReadingsResponse): PolledReadings['sensorStatus'] {
  return { zerosWithheld, health }
}
