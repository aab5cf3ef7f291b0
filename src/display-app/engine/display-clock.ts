import type { ServerClock } from '#src/lib/server-clock.ts'

/** The server's time for a screen that may sleep and whose own clock may be anything. */
export type DisplayClock = {
  /** Unix milliseconds by the server. */
  now: () => number
  /** Device minus server in milliseconds; null until an answer came. */
  skewMs: () => number | null
  /** An answer came: what was measured up to now holds. */
  settle: () => void
}

/** Less than this between two clocks is not sleep, and the server's clock corrects it by itself. */
const sleepMs = 5_000

/**
 * A monotonic clock stands still in a machine that sleeps, the device's own does not: from one answer to the next, what
 * the device's clock gains on the monotonic one is added, so that nothing old looks new after the sleep. A clock that
 * somebody sets forward looks the same; the next answer tells.
 *
 * @param now the device's clock, Unix milliseconds
 * @param rememberedSkewMs device minus server as it was before the reload, used until the first answer
 */
export function createDisplayClock(parts: {
  clock: ServerClock
  now: () => number
  monotonic: () => number
  rememberedSkewMs: number
}): DisplayClock {
  const { clock, now, monotonic } = parts
  const gain = () => now() - monotonic()
  let settledGain = gain()

  const slept = () => {
    const ms = gain() - settledGain
    return ms > sleepMs ? ms : 0
  }
  const serverNow = () =>
    clock.skewMs() === null ? now() - parts.rememberedSkewMs : clock.now() + slept()

  return {
    now: serverNow,
    skewMs: () => (clock.skewMs() === null ? null : now() - serverNow()),
    settle() {
      settledGain = gain()
    },
  }
}
