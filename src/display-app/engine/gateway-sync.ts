import { createPoller } from '#src/lib/poller.ts'
import { second, minute } from '#src/domain/time/duration.ts'
import type { PairingOffer, DisplayStatus, DisplayBoardResponse } from '#src/contract/display.ts'
import { type DisplayApi, gatewayResponded, isNotPaired, suspensionReason } from './display-api.ts'
import { maxRetryDelayMs, createBoardPollTask } from './board-poll.ts'
import { createPollingTask, type PollingTask, type Timers } from './polling-task.ts'
import type { BoardStore } from './board-store.ts'
import type { DisplayClock } from './display-clock.ts'
import type { ScreenController } from './display-state.ts'

/** Short enough for a person who has just typed the code and looks at the screen. */
const pairingPollMs = 4 * second
/** Quiet enough for a screen that nobody pairs for months, which gets a new code whenever one has run out. */
const pairingTimeoutMs = 20 * second

/**
 * Shows codes until somebody pairs this display, or until the gateway finds the pairing that it has held all along.
 *
 * @param offered told each new code, and null when the last one cannot be used any more
 */
export function createPairingTask(options: {
  api: Pick<DisplayApi, 'offerPairing' | 'pairingState'>
  now: () => number
  monotonic: () => number
  timers: Timers
  random: () => number
  offered: (offer: PairingOffer | null) => void
  answered: () => void
  /** `again` when it had been paired before and nobody paired it now. */
  paired: (again: boolean) => void
  failed: (error: unknown) => void
}): PollingTask {
  const { api, now, monotonic } = options
  const poller = createPoller(pairingPollMs, monotonic, options.random, maxRetryDelayMs)
  let offer: PairingOffer | null = null

  const setOffer = (next: PairingOffer | null) => {
    offer = next
    options.offered(next)
  }

  const task = createPollingTask({
    name: 'pairing',
    poller: () => poller,
    deadlineMs: pairingTimeoutMs,
    timers: options.timers,
    monotonic,
    async request(signal) {
      if (offer !== null && offer.expiresAt > now()) return api.pairingState(signal)
      try {
        return { state: 'offered' as const, offer: await api.offerPairing(signal) }
      } catch (error) {
        // A display that cannot have a code may still be found.
        const state = gatewayResponded(error) ? await api.pairingState(signal) : null
        if (state?.state === 'paired') return state
        throw error
      }
    },
    onResult(answer) {
      options.answered()
      if (answer.state === 'offered') setOffer(answer.offer)
      if (answer.state === 'expired') setOffer(null)
      if (answer.state !== 'paired') return
      offer = null
      options.paired(answer.again === true)
    },
    onError(error) {
      if (offer !== null && offer.expiresAt <= now()) setOffer(null)
      options.failed(error)
    },
  })
  return {
    ...task,
    start(delayMs) {
      offer = null
      task.start(delayMs)
    },
  }
}

/** What only the page itself knows of its screen. */
export type ScreenInfo = Pick<DisplayStatus, 'page' | 'screen' | 'awake'>

const statusIntervalMs = minute
const statusTimeoutMs = 20 * second

/** Tells the gateway every minute how this display is. Failing changes nothing: the next one tells more. */
export function createStatusTask(options: {
  api: DisplayApi
  monotonic: () => number
  timers: Timers
  random: () => number
  /** Null while there is nothing to tell. */
  status: () => DisplayStatus | null
  failed: (error: unknown) => void
}): PollingTask {
  const poller = createPoller(statusIntervalMs, options.monotonic, options.random)
  return createPollingTask({
    name: 'the status',
    poller: () => poller,
    deadlineMs: statusTimeoutMs,
    timers: options.timers,
    monotonic: options.monotonic,
    async request(signal) {
      const status = options.status()
      if (status !== null) await options.api.sendStatus(status, signal)
    },
    onResult: () => {},
    onError: options.failed,
  })
}

/** All that a display asks and tells the gateway, by itself and for ever. */
export type GatewaySync = {
  start: () => void
  stop: () => void
  /** Asks soon: the page was asleep, or without network. */
  wake: () => void
  /** There is something to tell the gateway for the first time. */
  reportStatusSoon: () => void
  /** When the board is polled next, by the monotonic clock; null while it is, or when it is not polled at all. */
  pollDueAt: () => number | null
  tasks: readonly PollingTask[]
}

export type GatewaySyncOptions = {
  api: DisplayApi
  store: BoardStore
  clock: DisplayClock
  screens: ScreenController
  monotonic: () => number
  timers: Timers
  random: () => number
  currentStatus: () => DisplayStatus | null
  onBoard: (answer: DisplayBoardResponse) => void
  /** With the version that the gateway serves, where the answer says. */
  onReadings: (version: string | null) => void
  onSuccess: () => void
  onFailure: (error: unknown) => void
  onUnpaired: () => void
}

/** How often a suspended display asks whether it may resume, on average. */
const suspendedPollMs = 30 * second
/** Displays that are switched on together, or whose network is back, begin within this time. */
const reconnectSpreadMs = 7 * second

/**
 * The board is polled until the gateway says that this display is not paired, and then a pairing is offered until
 * somebody takes it.
 */
export function createGatewaySync(options: GatewaySyncOptions): GatewaySync {
  const { clock, screens, random, monotonic, timers, api } = options
  const shared = { api, monotonic, timers, random, now: clock.now }

  const handleSuccess = () => {
    clock.settle()
    options.onSuccess()
  }
  const handleFailure = (error: unknown) => {
    if (gatewayResponded(error)) clock.settle()
    const suspension = suspensionReason(error)
    if (isNotPaired(error)) startPairing()
    else if (suspension !== null) enterSuspension(suspension)
    else options.onFailure(error)
  }
  const enterSuspension = (reason: string) => {
    options.store.clear()
    options.onUnpaired()
    screens.showSuspended(reason)
    // Begun again rather than continued: what the poll knows is of a board that is not shown any more.
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
    offered: screens.showPairing,
    answered: handleSuccess,
    failed: handleFailure,
    paired(again) {
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
      for (const loop of tasks) loop.stop()
    },
    reportStatusSoon: () => status.scheduleSooner(random() * reconnectSpreadMs),
    wake() {
      for (const loop of tasks) loop.restartIfStalled()
      for (const loop of [poll, pairing]) loop.scheduleSooner(random() * reconnectSpreadMs)
    },
  }
}
