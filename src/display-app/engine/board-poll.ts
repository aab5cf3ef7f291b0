import { ContractError } from '#src/contract/errors.ts'
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
import { createPollingTask, type PollingTask, type TaskTiming } from './polling-task.ts'
import { createRequestSchedule, type RequestSchedule } from './request-schedule.ts'

/** Poll interval until the gateway sends one, in milliseconds. */
const defaultIntervalMs = 5 * second
/**
 * Timeouts of a poll, which sends up to two requests. The timeout is short while a board is known, so that a hanging
 * request does not delay recovery, and long while the whole board must be loaded. Slow responses extend both.
 */
const pollTimeoutMs = { known: 10 * second, unknown: 30 * second }
/** Interval between fetches of the board, in case a change was missed. */
const boardRefreshMs = 5 * minute
/** Delay before the board is fetched again after a failure. */
const boardRetryMs = minute
/** Share of the interval by which a poll precedes the time at which readings become late. */
const earlyShare = 0.05

type BoardPollOptions = TaskTiming & {
  api: DisplayApi
  store: BoardStore
  now: () => number
  /** Called with a new board, and again with the same board when its readings change. */
  onBoardChange: (board: ShownBoard) => void
  onBoard: (answer: DisplayBoardResponse) => void
  onReadings: (readings: ReadingsResponse) => void
  onFailure: (error: unknown) => void
}

/**
 * Creates a task that polls the readings of a board. If the board may have changed, the task fetches the board first.
 */
export function createBoardPollTask(options: BoardPollOptions): PollingTask {
  const { api, store, monotonic, random } = options
  const schedules = createIntervalSchedule(options)
  const intervalMs = () => store.board()?.intervalMs ?? defaultIntervalMs
  let boardEtag: string | null = null
  let boardDueAt = Number.NEGATIVE_INFINITY
  /** The board tag of the latest readings. */
  let boardTag: string | null = null
  /** Whether the latest readings are of a later version of the board, which has not been fetched yet. */
  let isOutdated = false
  let readingsEtag: string | null = null

  const fetchBoard = async (signal: AbortSignal) => {
    const retryMs = isOutdated ? intervalMs() : boardRetryMs
    boardDueAt = monotonic() + retryMs * (0.5 + random())
    const answer = await api.board(boardEtag, signal)
    if (signal.aborted) return
    boardDueAt = monotonic() + boardRefreshMs * (0.9 + 0.2 * random())
    isOutdated = false
    if (!answer.changed) return
    options.onBoardChange(store.setBoard(answer.data))
    options.onBoard(answer.data)
    boardEtag = answer.etag
    readingsEtag = null
  }

  /**
   * Compares the version of the board to which readings belong with that of the previous readings. All displays of a board
   * receive a new tag at nearly the same time, so each delays its fetch by a random time. The first tag also causes a
   * fetch, because it may be newer than the board.
   */
  const checkBoardTag = (answer: ReadingsResponse) => {
    if (!answer.changed || answer.data.boardTag === '' || answer.data.boardTag === boardTag) return
    isOutdated = boardTag !== null
    const withinMs = isOutdated ? intervalMs() : boardRetryMs
    boardDueAt = Math.min(boardDueAt, monotonic() + withinMs * random())
    boardTag = answer.data.boardTag
  }

  const applyReadings = (answer: ReadingsResponse) => {
    checkBoardTag(answer)
    // Another version of the board can have other rooms, and states instead of counts. The last values stay and age.
    if (isOutdated) return
    const shown = store.applyReadings(toPolledReadings(answer, options))
    if (shown !== null) options.onBoardChange(shown)
    if (answer.changed) readingsEtag = answer.etag
  }

  const task = createPollingTask({
    name: 'board poll',
    schedule: () => schedules(intervalMs()),
    timeoutMs: () => pollTimeout(store.board() !== null, schedules(intervalMs())),
    timers: options.timers,
    monotonic,
    async request(signal) {
      const known = store.board() !== null
      if (!known || monotonic() >= boardDueAt) {
        await fetchBoard(signal).catch((error: unknown) => {
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
    maxDelayMs() {
      const beforeLateMs = delayBeforeLate(options, schedules(intervalMs()))
      return isOutdated
        ? Math.max(0, Math.min(beforeLateMs, boardDueAt - monotonic()))
        : beforeLateMs
    },
  })

  return {
    ...task,
    stop() {
      task.stop()
      boardEtag = null
      boardDueAt = Number.NEGATIVE_INFINITY
      boardTag = null
      isOutdated = false
      readingsEtag = null
    },
  }
}

/** Returns a function that creates a new schedule when the interval changes. */
function createIntervalSchedule({
  monotonic,
  random,
}: BoardPollOptions): (intervalMs: number) => RequestSchedule {
  let schedule: RequestSchedule | null = null
  return (intervalMs) => {
    if (schedule?.intervalMs !== intervalMs) {
      schedule = createRequestSchedule({ intervalMs, monotonic, random })
    }
    return schedule
  }
}

function pollTimeout(isBoardKnown: boolean, schedule: RequestSchedule): number {
  if (!isBoardKnown) return pollTimeoutMs.unknown
  const wanted = Math.max(pollTimeoutMs.known, 2 * (schedule.latencyMs() ?? 0))
  return Math.min(wanted, pollTimeoutMs.unknown)
}

/**
 * Returns the maximum delay before the next poll, in milliseconds. Readings can be nearly one interval old when they
 * arrive. If the next poll followed a full interval later, they would briefly count as late.
 */
function delayBeforeLate({ store, now }: BoardPollOptions, schedule: RequestSchedule): number {
  const at = store.snapshot()?.at ?? now()
  const { intervalMs } = schedule
  // A response that takes longer than one interval usually follows an outage, so the excess does not predict the next
  // response.
  const latencyMs = Math.min(schedule.latencyMs() ?? 0, intervalMs)
  const spareMs = latencyMs + intervalMs * earlyShare
  return Math.max(intervalMs / 2, at + 2 * intervalMs - spareMs - now())
}

/** Returns the readings of a response, or the latest readings if they are unchanged. */
function toPolledReadings(
  answer: ReadingsResponse,
  { store, now }: BoardPollOptions,
): PolledReadings {
  const readings = answer.changed ? parseReadings(answer.data.data) : store.snapshot()?.readings
  if (readings === undefined) {
    throw new ContractError(
      'GET /api/display/readings',
      '304 response to a request without an ETag',
    )
  }
  return {
    readings,
    // Limits future times to the current time.
    at: Math.min(answer.asOf, now()),
    sensorStatus: answer.changed ? sensorStatusFrom(answer.data) : store.sensorStatus(),
    sensorsCheckedAt: answer.sensorsAsOf,
    usual: answer.changed ? (answer.data.usual ?? []) : null,
    incomplete: (answer.changed ? answer.data : store.snapshot())?.incomplete === true,
  }
}

function sensorStatusFrom({
  zerosWithheld,
  health,
}: DisplayReadingsResponse): PolledReadings['sensorStatus'] {
  return { zerosWithheld, health }
}
