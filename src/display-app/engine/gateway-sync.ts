import { second, minute } from '#src/domain/time/duration.ts'
import type { DisplayStatus, DisplayBoardResponse } from '#src/contract/display.ts'
import { type DisplayApi, gatewayResponded, isNotPaired, suspensionReason } from './display-api.ts'
import { createPairingTask } from './pairing-task.ts'
import { createBoardPollTask } from './board-poll.ts'
import {
  createPollingTask,
  withTimeout,
  type PollingTask,
  type TaskTiming,
} from './polling-task.ts'
import { createRequestSchedule } from './request-schedule.ts'
import type { BoardStore } from './board-store.ts'
import type { DisplayClock } from './display-clock.ts'
import type { ScreenController } from './display-state.ts'

/** Details that only the page can provide. */
export type ScreenInfo = Pick<DisplayStatus, 'page' | 'screen' | 'awake'>

const statusIntervalMs = minute
const statusTimeoutMs = 20 * second
const statusRetry = { min: 30 * second, max: statusIntervalMs }

/**
 * Reports the display's status to the gateway every minute. Failures have no effect, because the next report replaces
 * the failed one.
 */
function createStatusTask(
  options: TaskTiming & {
    api: DisplayApi
    /** Returns null if there is nothing to report. */
    status: () => DisplayStatus | null
    failed: (error: unknown) => void
  },
): PollingTask {
  const { monotonic, random } = options
  const schedule = createRequestSchedule({
    intervalMs: statusIntervalMs,
    monotonic,
    random,
    retry: statusRetry,
  })
  return createPollingTask({
    name: 'status report',
    schedule: () => schedule,
    timeoutMs: () => statusTimeoutMs,
    timers: options.timers,
    monotonic,
    async request(signal) {
      const status = options.status()
      if (status !== null) await options.api.sendStatus(status, signal)
    },
    onResult: () => {},
    onError: options.failed,
  })
}

/** The background requests of a display: board, pairing and status. */
type GatewaySync = {
  start: () => void
  stop: () => void
  /** Polls soon. Call after the page was asleep or offline. */
  wake: () => void
  /** Ends the pairing and offers a new one. Throws the errors of `DisplayApi`. */
  unpair: () => Promise<void>
  /** Call when there is a status to report for the first time. */
  reportStatusSoon: () => void
  /** When the next board poll is due, by the monotonic clock. Null during a poll, and while polling is stopped. */
  pollDueAt: () => number | null
  tasks: readonly PollingTask[]
}

type GatewaySyncOptions = TaskTiming & {
  api: DisplayApi
  store: BoardStore
  clock: DisplayClock
  screens: ScreenController
  currentStatus: () => DisplayStatus | null
  onBoard: (answer: DisplayBoardResponse) => void
  /** Called with the version that the gateway serves, or null if the response does not contain it. */
  onReadings: (version: string | null) => void
  onSuccess: () => void
  onFailure: (error: unknown) => void
  onUnpaired: () => void
}

/** Short, because a person waits for the request in front of the screen. */
const unpairTimeoutMs = 8 * second
async function endPairing({ api, timers }: Pick<GatewaySyncOptions, 'api' | 'timers'>) {
  const limit = { timers, ms: unpairTimeoutMs, what: 'unpairing' }
  try {
    await withTimeout(limit, new AbortController(), (signal) => api.unpair(signal))
  } catch (error) {
    // `not_paired` means that the pairing has already ended.
    if (!isNotPaired(error)) throw error
  }
}

/** Average interval between polls of a suspended display. */
const suspendedPollMs = 30 * second
/** Displays that start or come online together spread their first requests over this time. */
const reconnectSpreadMs = 7 * second

/**
 * Creates the background tasks of a display. They poll the board until the gateway reports that the display is not
 * paired. They then offer pairing until it is paired.
 */
export function createGatewaySync(options: GatewaySyncOptions): GatewaySync {
  const { clock, screens, random, monotonic, timers, api } = options
  const shared = { api, monotonic, timers, random, now: clock.now }

  const handleSuccess = () => {
    clock.recordResponse()
    options.onSuccess()
  }
  const handleFailure = (error: unknown) => {
    if (gatewayResponded(error)) clock.recordResponse()
    const suspension = suspensionReason(error)
    if (isNotPaired(error)) startPairing()
    else if (suspension !== null) enterSuspension(suspension)
    else options.onFailure(error)
  }
  const enterSuspension = (reason: string) => {
    options.store.clear()
    options.onUnpaired()
    screens.showSuspended(reason)
    // Restarts the task, because its state belongs to a board that is no longer shown.
    poll.start(suspendedPollMs * (0.5 + random()))
  }
  const startPairing = () => {
    poll.stop()
    status.stop()
    options.store.clear()
    options.onUnpaired()
    screens.showPairing(null)
    pairing.start(0)
  }

  const pairing = createPairingTask({
    ...shared,
    onOffer: screens.showPairing,
    onResponse: handleSuccess,
    onError: handleFailure,
    onPaired(again) {
      if (!again) screens.showWelcomeNext()
      pairing.stop()
      poll.start(0)
      status.start(random() * reconnectSpreadMs)
    },
  })
  const poll = createBoardPollTask({
    ...shared,
    store: options.store,
    onBoardChange: screens.showBoard,
    onBoard: options.onBoard,
    onReadings(answer) {
      handleSuccess()
      options.onReadings(answer.changed ? answer.data.version : null)
    },
    onFailure: handleFailure,
  })
  const status = createStatusTask({
    ...shared,
    status: options.currentStatus,
    failed(error) {
      if (isNotPaired(error)) startPairing()
    },
  })
  const tasks = [poll, pairing, status]

  return {
    tasks,
    pollDueAt: () => poll.dueAt(),
    start() {
      poll.start(random() * reconnectSpreadMs)
      status.start((1 + random()) * 10 * second)
    },
    stop() {
      for (const task of tasks) task.stop()
    },
    async unpair() {
      await endPairing(options)
      startPairing()
    },
    reportStatusSoon: () => status.scheduleSooner(random() * reconnectSpreadMs),
    wake() {
      for (const task of tasks) task.restartIfStalled()
      for (const task of [poll, pairing]) task.scheduleSooner(random() * reconnectSpreadMs)
    },
  }
}
