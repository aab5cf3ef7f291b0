import { tzOffset } from '@date-fns/tz'

/** A period without a clock change, in Unix minutes. `offset` is local time minus UTC, in minutes. */
export type OffsetPeriod = { from: number; to: number; offset: number }

/**
 * No zone changes its clocks and reverts the change within this many minutes, so probes at this interval miss no
 * change.
 */
const probeInterval = 6 * 60

/**
 * Divides a range of Unix minutes at the zone's clock changes. Returns the periods in order and without gaps.
 *
 * @param timeZone IANA name
 */
export function offsetPeriods(from: number, to: number, timeZone: string): OffsetPeriod[] {
  const periods: OffsetPeriod[] = []
  if (from >= to) return periods
  const last = to - 1
  let period = { from, to, offset: offsetAt(from, timeZone) }
  let probed = from
  while (probed < last) {
    const next = Math.min(probed + probeInterval, last)
    if (offsetAt(next, timeZone) === period.offset) {
      probed = next
      continue
    }
    const change = firstMinuteAfterChange(probed, next, timeZone)
    periods.push({ ...period, to: change })
    period = { from: change, to, offset: offsetAt(change, timeZone) }
    probed = change
  }
  periods.push(period)
  return periods
}

/** Returns local time minus UTC, in minutes, at a Unix minute. */
export function offsetAt(minute: number, timeZone: string): number {
  return tzOffset(timeZone, new Date(minute * 60_000))
}

function firstMinuteAfterChange(before: number, after: number, timeZone: string): number {
  const offset = offsetAt(before, timeZone)
  let [lower, upper] = [before, after]
  while (upper - lower > 1) {
    const middle = Math.floor((lower + upper) / 2)
    if (offsetAt(middle, timeZone) === offset) lower = middle
    else upper = middle
  }
  return upper
}
