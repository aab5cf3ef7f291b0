import type { ServerClock } from '#src/lib/server-clock.ts'

/** The server's time for a device that may sleep and whose own clock may be wrong. */
export type DisplayClock = {
  /** The server's time, Unix milliseconds. */
  now: () => number
  /** Device time minus server time in milliseconds; null until the first response. */
  skewMs: () => number | null
  /** Call on each response from the gateway. Sleep is measured from the latest call. */
  recordResponse: () => void
}

/**
 * If the wall clock gained less than this many milliseconds on the monotonic clock, the device did not sleep: the wall
 * clock was corrected.
 */
const sleepMs = 5_000

/**
 * Creates a clock that adds time lost during sleep (wall clock minus monotonic clock) since the latest response, so
 * that old data does not look new after a sleep. A device clock that is set forward is indistinguishable from sleep
 * until the next response.
 *
 * @param parts.now the device's clock, Unix milliseconds
 * @param parts.rememberedSkewMs device time minus server time before the reload, used until the first response
 */
export function createDisplayClock(parts: {
  clock: ServerClock
  now: () => number
  monotonic: () => number
  rememberedSkewMs: number
}): DisplayClock {
  const { clock, now, monotonic } = parts
  const gain = () => now() - monotonic()
  let gainAtResponse = gain()

  const slept = () => {
    const ms = gain() - gainAtResponse
    return ms > sleepMs ? ms : 0
  }
  const serverNow = () =>
    clock.skewMs() === null ? now() - parts.rememberedSkewMs : clock.now() + slept()

  return {
    now: serverNow,
    skewMs: () => (clock.skewMs() === null ? null : now() - serverNow()),
    recordResponse() {
      gainAtResponse = gain()
    },
  }
}
