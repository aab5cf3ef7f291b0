import { second } from '#src/domain/time/duration.ts'
import type { DisplayBoardAnswer, DisplayStatus } from '#src/contract/display.ts'
import type { BoardKnowledge } from './board-knowledge.ts'
import { createBoardPoll } from './board-poll.ts'
import type { DisplayApi } from './display-api.ts'
import type { DisplayClock } from './display-clock.ts'
import { isNotPaired, suspensionOf, wasAnswered } from './failure.ts'
import type { Loop } from './loop.ts'
import { createPairing } from './pairing.ts'
import type { Screens } from './screens.ts'
import { createStatusReport } from './status-report.ts'
import type { Timers } from './timers.ts'

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
