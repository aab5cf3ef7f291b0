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

/** Poll interval until the gateway sends one. */
const defaultIntervalMs = 5 * second
/** Timeout of a poll, which makes up to two requests. */
const pollTimeoutMs = 30 * second
/** How often the board is fetched in case a change went unnoticed, and how soon it is fetched again after a failure. */
const boardRefreshMs = 5 * minute
const boardRetryMs = minute
/**
 * Maximum retry delay. Boards are live again within about this time after an outage. With full jitter, 200 displays at
 * this delay send 27 requests/s.
 */
export const maxRetryDelayMs = 15 * second
/** Safety margin for replacing readings before they become late, as a fraction of the poll interval. */
const earlyShare = 0.05

type BoardPollOptions = {
  api: DisplayApi
  store: BoardStore
  now: () => number
  monotonic: () => number
  timers: Timers
  random: () => number
  /** Called with a new board, and with the same board when its readings change. */
  onBoardChange: (board: ShownBoard) => void
  onBoard: (answer: DisplayBoardResponse) => void
  onReadings: (readings: ReadingsResponse) => void
  onFailure: (error: unknown) => void
}

/** Creates a task that polls the readings of a board, and first fetches the board itself if it may have changed. */
export function createBoardPollTask(options: BoardPollOptions): PollingTask {
  const { api, store, monotonic, random } = options
  const pollers = createIntervalPoller(options)
  const intervalMs = () => store.board()?.intervalMs ?? defaultIntervalMs
  let boardEtag: string | null = null
  let boardDueAt = Number.NEGATIVE_INFINITY
  /** Board tag of the latest readings. */
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
      throw new ContractError(
        'GET /api/display/readings',
        '304 response to a request without an ETag',
      )
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
    // Every display of a board sees a new tag in the same poll, so the fetch is delayed by a random time. For the first
    // tag, it is unknown whether it matches the board that was fetched just before.
    if (answer.data.boardTag === '') return
    if (boardTag !== answer.data.boardTag) {
      const withinMs = boardTag === null ? boardRetryMs : intervalMs()
      boardDueAt = Math.min(boardDueAt, monotonic() + withinMs * random())
    }
    boardTag = answer.data.boardTag
  }

  const task = createPollingTask({
    name: 'board poll',
    poller: () => pollers(intervalMs()),
    deadlineMs: pollTimeoutMs,
    timers: options.timers,
    monotonic,
    async request(signal) {
      const known = store.board() !== null
      if (!known || monotonic() >= boardDueAt) {
        await fetchBoard(signal).catch((error: unknown) => {
          // Readings for an outdated board are better than none.
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

/** Returns a function that returns the poller for an interval; it creates a new one only when the interval changes. */
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
 * Returns the maximum delay until the next poll, in milliseconds. The gateway may send readings that are nearly an
 * interval old; after a full interval, they would be late for a moment although nothing is wrong.
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
