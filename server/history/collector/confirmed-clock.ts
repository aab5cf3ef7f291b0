import type { CollectorGateway } from './collector-options.ts'

/** A clock that is set by the time in Butlr's responses; see `GatewayRequests`. */
export type ConfirmedClock = {
  /** Requests the time from the gateway. Resolves with whether the time is known. */
  update: () => Promise<boolean>
  /** Returns the time in Unix milliseconds. Throws while the time is unknown. */
  now: () => number
  /** Unix milliseconds; null while the time is unknown. */
  confirmed: () => number | null
}

/** @param elapsed milliseconds of a monotonic clock */
export function createConfirmedClock(
  gateway: Pick<CollectorGateway, 'time'>,
  elapsed: () => number,
): ConfirmedClock {
  /** The confirmed time minus the elapsed time. */
  let offset: number | null = null
  const confirmed = () => (offset === null ? null : Math.floor(offset + elapsed()))
  return {
    confirmed,
    async update() {
      const time = await gateway.time()
      if (time.ok && time.value !== null) offset = time.value - elapsed()
      return offset !== null
    },
    now() {
      const time = confirmed()
      if (time === null) throw new Error('The time is unknown.')
      return time
    },
  }
}
