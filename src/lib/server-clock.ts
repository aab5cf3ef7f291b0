/** The offset is the median of the latest samples, up to this number. */
const sampleLimit = 15
/**
 * A sample that differs from the median by more than this plus half its latency means that a clock was changed. In
 * milliseconds.
 */
const jumpMs = 5_000
/** Longer responses count as slow, because their estimate of the server time is inaccurate. In milliseconds. */
const slowMs = 2_000

export type ServerClock = {
  /** Returns the device time in Unix milliseconds. Samples must use this clock. */
  deviceNow: () => number
  /** Adds a sample from a response's `Date` header. Ignores invalid dates. */
  addSample(dateHeader: string | null, sentAt: number, receivedAt: number): void
  /** Returns the server time in Unix milliseconds, or the device time before the first sample. */
  now(): number
  /**
   * Returns device time minus server time in milliseconds, positive if the device is ahead. Null before the first
   * sample.
   */
  skewMs(): number | null
}

/**
 * Creates a clock that estimates the server time, so that a device with a wrong clock still shows correct ages. `Date`
 * has a resolution of one second, and the server sets it between sending and receiving. Using the middle of both ranges
 * limits the error to half a second plus half the latency. Slow responses count only until a faster one arrives,
 * because most responses may be slow after an outage.
 *
 * @param deviceNow returns the device time in Unix milliseconds, preferably from a clock that cannot be set while the
 *   page is open
 */
export function createServerClock(deviceNow: () => number): ServerClock {
  let offsets: number[] = []
  let areSlow = false

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
      const latency = receivedAt - sentAt
      const isSlow = latency > slowMs
      const before = median()
      const hasJumped = before !== null && Math.abs(offset - before) > jumpMs + latency / 2
      if (isSlow && !areSlow && before !== null && !hasJumped) return
      if (hasJumped || isSlow !== areSlow) offsets = []
      offsets = [...offsets, offset].slice(-sampleLimit)
      areSlow = isSlow
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

/**
 * The clock that the whole page shares. Unlike the system clock, `performance` cannot be set while the page is open.
 */
export const serverClock = createServerClock(() => performance.timeOrigin + performance.now())
