import { createPoller } from '#src/lib/poller.ts'
import { second, minute } from '#src/domain/time/duration.ts'
import type { PairingOffer, DisplayStatus, DisplayBoardAnswer } from '#src/contract/display.ts'
import { type DisplayApi, wasAnswered, isNotPaired, suspensionOf } from './display-api.ts'
import { longestPauseMs, createBoardPoll } from './board-poll.ts'
import { createLoop, type Loop, type Timers } from './polling-task.ts'
import type { BoardKnowledge } from './board-store.ts'
import type { DisplayClock } from './display-clock.ts'
import type { Screens } from './display-state.ts'

/** Short enough for a person who has just typed the code and looks at the screen. */
const askEveryMs = 4 * second
/** Quiet enough for a screen that nobody pairs for months, which gets a new code whenever one has run out. */
const pairingTimeoutMs = 20 * second

/**
 * Shows codes until somebody pairs this display, or until the gateway finds the pairing that it has held all along.
 *
 * @param offered told each new code, and null when the last one cannot be used any more
 */
export function createPairing(parts: {
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
}): Loop {
  const { api, now, monotonic } = parts
  const poller = createPoller(askEveryMs, monotonic, parts.random, longestPauseMs)
  let offer: PairingOffer | null = null

  const setOffer = (next: PairingOffer | null) => {
    offer = next
    parts.offered(next)
  }

  const loop = createLoop({
    name: 'pairing',
    poller: () => poller,
    deadlineMs: pairingTimeoutMs,
    timers: parts.timers,
    monotonic,
    async ask(signal) {
      if (offer !== null && offer.expiresAt > now()) return api.pairingState(signal)
      try {
        return { state: 'offered' as const, offer: await api.offerPairing(signal) }
      } catch (error) {
        // A display that cannot have a code may still be found.
        const state = wasAnswered(error) ? await api.pairingState(signal) : null
        if (state?.state === 'paired') return state
        throw error
      }
    },
    answered(answer) {
      parts.answered()
      if (answer.state === 'offered') setOffer(answer.offer)
      if (answer.state === 'expired') setOffer(null)
      if (answer.state !== 'paired') return
      offer = null
      parts.paired(answer.again === true)
    },
    failed(error) {
      if (offer !== null && offer.expiresAt <= now()) setOffer(null)
      parts.failed(error)
    },
  })
  return {
    ...loop,
    start(delayMs) {
      offer = null
      loop.start(delayMs)
    },
  }
}

/** What only the page itself knows of its screen. */
export type ScreenFacts = Pick<DisplayStatus, 'page' | 'screen' | 'awake'>

const everyMs = minute
const statusTimeoutMs = 20 * second

/** Tells the gateway every minute how this display is. Failing changes nothing: the next one tells more. */
export function createStatusReport(parts: {
  api: DisplayApi
  monotonic: () => number
  timers: Timers
  random: () => number
  /** Null while there is nothing to tell. */
  status: () => DisplayStatus | null
  failed: (error: unknown) => void
}): Loop {
  const poller = createPoller(everyMs, parts.monotonic, parts.random)
  return createLoop({
    name: 'the status',
    poller: () => poller,
    deadlineMs: statusTimeoutMs,
    timers: parts.timers,
    monotonic: parts.monotonic,
    async ask(signal) {
      const status = parts.status()
      if (status !== null) await parts.api.sendStatus(status, signal)
    },
    answered: () => {},
    failed: parts.failed,
  })
}

/** All that a display asks and tells the gateway, by itself and for ever. */
export type Asking = {
  start: () => void
  stop: () => void
  /** Asks soon: the page was asleep, or without network. */
  wake: () => void
  /** There is something to tell the gateway for the first time. */
  tell: () => void
  /** When the board is polled next, by the monotonic clock; null while it is, or when it is not polled at all. */
  pollDueAt: () => number | null
  loops: readonly Loop[]
}

export type AskingParts = {
  api: DisplayApi
  knowledge: BoardKnowledge
  clock: DisplayClock
  screens: Screens
  monotonic: () => number
  timers: Timers
  random: () => number
  status: () => DisplayStatus | null
  boardAnswered: (answer: DisplayBoardAnswer) => void
  /** With the version that the gateway serves, where the answer says. */
  figuresAnswered: (version: string | null) => void
  succeeded: () => void
  failed: (error: unknown) => void
  unpaired: () => void
}

/** How often a suspended display asks whether it may resume, on average. */
const suspendedMs = 30 * second
/** Displays that are switched on together, or whose network is back, begin within this time. */
const spreadMs = 7 * second

/**
 * The board is polled until the gateway says that this display is not paired, and then a pairing is offered until
 * somebody takes it.
 */
export function createAsking(parts: AskingParts): Asking {
  const { clock, screens, random, monotonic, timers, api } = parts
  const common = { api, monotonic, timers, random, now: clock.now }

  const answered = () => {
    clock.settle()
    parts.succeeded()
  }
  const failed = (error: unknown) => {
    if (wasAnswered(error)) clock.settle()
    const suspension = suspensionOf(error)
    if (isNotPaired(error)) startPairing()
    else if (suspension !== null) suspend(suspension)
    else parts.failed(error)
  }
  const suspend = (reason: string) => {
    parts.knowledge.forget()
    parts.unpaired()
    screens.suspended(reason)
    // Begun again rather than continued: what the poll knows is of a board that is not shown any more.
    poll.start(suspendedMs * (0.5 + random()))
  }
  const startPairing = () => {
    poll.stop()
    status.stop()
    parts.knowledge.forget()
    parts.unpaired()
    screens.pairing(null)
    pairing.start(0)
  }

  const pairing = createPairing({
    ...common,
    offered: screens.pairing,
    answered,
    failed,
    paired(again) {
      if (!again) screens.greet()
      pairing.stop()
      poll.start(0)
      status.start(random() * spreadMs)
    },
  })
  const poll = createBoardPoll({
    ...common,
    knowledge: parts.knowledge,
    shown: screens.board,
    boardAnswered: parts.boardAnswered,
    answered(answer) {
      answered()
      parts.figuresAnswered(answer.changed ? answer.data.version : null)
    },
    failed,
  })
  const status = createStatusReport({
    ...common,
    status: parts.status,
    failed(error) {
      if (isNotPaired(error)) startPairing()
    },
  })
  const loops = [poll, pairing, status]

  return {
    loops,
    pollDueAt: () => poll.dueAt(),
    start() {
      poll.start(random() * spreadMs)
      status.start((1 + random()) * 10 * second)
    },
    stop() {
      for (const loop of loops) loop.stop()
    },
    tell: () => status.hasten(random() * spreadMs),
    wake() {
      for (const loop of loops) loop.watch()
      for (const loop of [poll, pairing]) loop.hasten(random() * spreadMs)
    },
  }
}
