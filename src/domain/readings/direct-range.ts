import type { Period } from '#src/domain/history/ranges.ts'
import { day, hour, minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { chartRangeStart, chartRanges, type ChartRange } from './history.ts'

/** A range that the API answers directly: one that ends now, or a period of whole local days. */
export type DirectRange = { name: ChartRange } | DirectPeriod
type DirectPeriod = Period & { name: 'period'; zone: TimeZone }

/** The windows of a request. Times are in Unix milliseconds. */
export type RequestedWindows = {
  from: number
  /** End of the range, exclusive; null if it ends now. */
  to: number | null
  /** Length of a window in the API's format, such as `5m`. */
  every: string
  stepMs: number
  /** IANA name of the zone to which windows are aligned; undefined for UTC. */
  timezone?: string
}

/**
 * Windows of periods by the length of the period. Butlr limits one-minute windows to ranges of less than 24 hours
 * (docs/butlr-api.md). A period of up to half a year has at most 800 windows per sensor.
 */
const periodWindows = [
  { longestMs: 26 * hour, every: '5m', stepMs: 5 * minute },
  { longestMs: 8 * day, every: '30m', stepMs: 30 * minute },
  { longestMs: 32 * day, every: '1h', stepMs: hour },
  { longestMs: 190 * day, every: '6h', stepMs: 6 * hour },
] as const
const longestWindow = { every: '12h', stepMs: 12 * hour } as const

/** Returns the windows to request for a range at `now` (Unix milliseconds). */
export function requestedWindows(range: DirectRange, now: number): RequestedWindows {
  if (range.name !== 'period') {
    const { every, stepMs } = chartRanges[range.name]
    return { from: chartRangeStart(range.name, now), to: null, every, stepMs }
  }
  const { from, to, zone } = range
  const { every, stepMs } =
    periodWindows.find(({ longestMs }) => to - from <= longestMs) ?? longestWindow
  return { from, to: to < now ? to : null, every, stepMs, timezone: zone.name }
}
