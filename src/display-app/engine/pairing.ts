import { createPoller } from '#src/lib/poller.ts'
import { second } from '#src/domain/time/duration.ts'
import type { PairingOffer } from '#src/contract/display.ts'
import type { DisplayApi } from './display-api.ts'
import { wasAnswered } from './failure.ts'
import { longestPauseMs } from './board-poll.ts'
import { createLoop, type Loop } from './loop.ts'
import type { Timers } from './timers.ts'

/** Short enough for a person who has just typed the code and looks at the screen. */
const askEveryMs = 4 * second
/** Quiet enough for a screen that nobody pairs for months, which gets a new code whenever one has run out. */
const deadlineMs = 20 * second

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
    deadlineMs,
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
