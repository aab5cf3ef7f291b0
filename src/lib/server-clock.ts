/** How many measurements the offset is the median of. */
const sampleLimit = 15
/** A measurement that differs this much from the median means that one of the clocks was set. */
const jumpMs = 5_000

export type ServerClock = {
  /** The device's clock in Unix milliseconds, which the measurements are taken with. */
  deviceNow: () => number
  /** Takes one measurement from a response's `Date` header. Anything that is not a date is ignored. */
  addSample(dateHeader: string | null, sentAt: number, receivedAt: number): void
  /** The server's time, Unix milliseconds; the device's own until something was measured. */
  now(): number
  /** Device minus server in milliseconds, positive when the device is ahead; null until something was measured. */
  skewMs(): number | null
}

/**
 * Keeps the server's time, so that a screen with a wrong clock still shows right ages.
 * `Date` has whole seconds: the server's time lies between it and one second later, somewhere between sending and
 * receiving. The middle of both is right within half a second plus half the latency; the median removes slow answers.
 *
 * @param deviceNow the device's clock in Unix milliseconds; better one that cannot be set while the page is open
 */
export function createServerClock(deviceNow: () => number): ServerClock {
  let offsets: number[] = []

  const median = () => {
    const sorted = offsets.toSorted((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? null
  }

  return {
    deviceNow,
    addSample(dateHeader, sentAt, receivedAt) {
      const date = dateHeader === null ? Number.NaN : Date.parse(dateHeader)
      if (Number.isNaN(date)) return
      const offset = date + 500 - (sentAt + receivedAt) / 2
      const before = median()
      if (before !== null && Math.abs(offset - before) > jumpMs) offsets = []
      offsets = [...offsets, offset].slice(-sampleLimit)
    },
    now() {
      return deviceNow() + (median() ?? 0)
    },
    skewMs() {
      const offset = median()
      return offset === null ? null : -offset
    },
  }
}

/** The page's one clock. `performance` cannot be set while the page is open, unlike the device's own clock. */
export const serverClock = createServerClock(() => performance.timeOrigin + performance.now())
