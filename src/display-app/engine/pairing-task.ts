import type { PairingOffer } from '#src/contract/pairing.ts'
import { second } from '#src/domain/time/duration.ts'
import { gatewayResponded, type DisplayApi } from './display-api.ts'
import { createPollingTask, type PollingTask, type TaskTiming } from './polling-task.ts'
import { createRequestSchedule } from './request-schedule.ts'

/**
 * Short enough for a person who waits at the screen after entering the code. Long enough to limit the load from screens
 * that stay unpaired for months.
 */
const pairingPollMs = 4 * second
const pairingTimeoutMs = 20 * second

/**
 * Creates a task that requests codes until this display is paired, or until the gateway finds an existing pairing of
 * the display.
 *
 * @param options.onOffer called with each new code, and with null when a code stops being valid
 */
export function createPairingTask(
  options: TaskTiming & {
    api: Pick<DisplayApi, 'offerPairing' | 'pairingState'>
    now: () => number
    onOffer: (offer: PairingOffer | null) => void
    onResponse: () => void
    /** `again` is true if the gateway found an existing pairing. */
    onPaired: (again: boolean) => void
    onError: (error: unknown) => void
  },
): PollingTask {
  const { api, now, monotonic, random, timers } = options
  const schedule = createRequestSchedule({ intervalMs: pairingPollMs, monotonic, random })
  let offer: PairingOffer | null = null

  const setOffer = (next: PairingOffer | null) => {
    offer = next
    options.onOffer(next)
  }

  const task = createPollingTask({
    name: 'pairing',
    schedule: () => schedule,
    timeoutMs: () => pairingTimeoutMs,
    timers,
    monotonic,
    async request(signal) {
      if (offer !== null && offer.expiresAt > now()) return api.pairingState(signal)
      try {
        return { state: 'offered' as const, offer: await api.offerPairing(signal) }
      } catch (error) {
        // A display that gets no code may still have an existing pairing.
        const state = gatewayResponded(error) ? await api.pairingState(signal) : null
        if (state?.state === 'paired') return state
        throw error
      }
    },
    onResult(answer) {
      options.onResponse()
      if (answer.state === 'offered') setOffer(answer.offer)
      if (answer.state === 'expired') setOffer(null)
      if (answer.state !== 'paired') return
      offer = null
      options.onPaired(answer.again === true)
    },
    onError(error) {
      if (offer !== null && offer.expiresAt <= now()) setOffer(null)
      options.onError(error)
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
