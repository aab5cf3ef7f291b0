import { createPoller } from '#src/lib/poller.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import type { DisplayStatus } from '#src/contract/display.ts'
import type { DisplayApi } from './display-api.ts'
import { createLoop, type Loop } from './loop.ts'
import type { Timers } from './timers.ts'

/** What only the page itself knows of its screen. */
export type ScreenFacts = Pick<DisplayStatus, 'page' | 'screen' | 'awake'>

const everyMs = minute
const deadlineMs = 20 * second

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
    deadlineMs,
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
