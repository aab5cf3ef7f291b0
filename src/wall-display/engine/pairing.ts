import { createPoller } from '#src/api/poller.ts'
import { second } from '#src/time/duration.ts'
import type { PairingOffer } from '#src/wall-display/display-contract.ts'
import type { DisplayApi } from './display-api.ts'
import { createLoop, type Loop } from './loop.ts'
import type { Timers } from './timers.ts'

/** Short enough for a person who has just typed the code and looks at the screen. */
const askEveryMs = 4 * second
/** Quiet enough for a screen that nobody pairs for months, which gets a new code whenever one has run out. */
const deadlineMs = 20 * second

/**
 * Shows codes until somebody pairs this display.
 *
 * @param offered told each new code, and null when the last one cannot be used any more
 */
export function createPairing(parts: {
  api: DisplayApi
  now: () => number
  monotonic: () => number
  timers: Timers
  random: () => number
  offered: (offer: PairingOffer | null) => void
  answered: () => void
  paired: () => void
  failed: (error: unknown) => void
}): Loop {
  const { api, now, monotonic } = parts
  const poller = createPoller(askEveryMs, monotonic, parts.random)
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
    ask: async (signal) =>
      offer === null || offer.expiresAt <= now()
        ? { state: 'offered' as const, offer: await api.offerPairing(signal) }
        : api.pairingState(signal),
    answered(answer) {
      parts.answered()
      if (answer.state === 'offered') setOffer(answer.offer)
      if (answer.state === 'expired') setOffer(null)
      if (answer.state !== 'paired') return
      offer = null
      parts.paired()
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
