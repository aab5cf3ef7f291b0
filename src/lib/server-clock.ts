/** The offset is the median of up to this many samples, the latest ones. */
const sampleLimit = 15
/** A sample that differs from the median by more than this plus half its latency means that a clock was changed. */
const jumpMs = 5_000
/** A response that takes longer counts as slow, because its estimate of the server's time is inaccurate. */
const slowMs = 2_000

export type ServerClock = {
  /** Returns the device time in Unix milliseconds; samples must use this clock. */
  deviceNow: () => number
  /** Adds a sample from a response's `Date` header. Ignores invalid dates. */
  addSample(dateHeader: string | null, sentAt: number, receivedAt: number): void
  /** Returns the server time in Unix milliseconds; the device time before the first sample. */
  now(): number
  /** Returns device time minus server time in milliseconds (positive: device ahead); null before the first sample. */
  skewMs(): number | null
}

/**
 * Creates a clock that estimates the server time, so that a device with a wrong clock still shows correct ages. `Date`
 * has a resolution of one second, and the server sets it between sending and receiving. Taking the middle of both
 * ranges limits the error to half a second plus half the latency. Slow responses count only until there is a faster one:
 * after an outage, most of the latest responses may be slow.
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

/** The page's shared clock. Unlike the system clock, `performance` cannot be set while the page is open. */
export const serverClock = createServerClock(() => performance.timeOrigin + performance.now())
