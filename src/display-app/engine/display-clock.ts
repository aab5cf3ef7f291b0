import type { ServerClock } from '#src/lib/server-clock.ts'

/** The server's time on a device that can sleep and whose clock may be wrong. */
export type DisplayClock = {
  /** The server's time in Unix milliseconds. */
  now: () => number
  /** Device time minus server time in milliseconds; null before the first response. */
  skewMs: () => number | null
  /** Call on each response from the gateway. Sleep is measured from the latest call. */
  recordResponse: () => void
}

/**
 * If the wall clock gains less than this on the monotonic clock, in milliseconds, it was corrected and the device did
 * not sleep.
 */
const sleepMs = 5_000

/**
 * Creates a clock that adds the time lost during sleep since the latest response, so that old data does not look new
 * after sleep. Sleep is the gain of the wall clock over the monotonic clock. A device clock that is set forward looks
 * like sleep until the next response.
 *
 * @param parts.now the device's clock in Unix milliseconds
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
