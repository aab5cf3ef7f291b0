import { isPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { day, hour, minute } from '#src/domain/time/duration.ts'

/**
 * The sum of `sensors` values in one window, and the largest of them. `at` is the start of the window in Unix
 * milliseconds.
 */
export type Sample = { at: number; value: number; sensors: number; largest: number }

/** Samples by the response's first grouping key, sorted by time. */
export type SamplesByKey = Record<string, Sample[]>

/**
 * The ranges of a room that end now: the length of the range and of its windows in milliseconds, and the window length
 * in the API's format (`every`).
 */
export const chartRanges = {
  live: { spanMs: 30 * minute, every: '1m', stepMs: minute },
  '1h': { spanMs: hour, every: '1m', stepMs: minute },
  '24h': { spanMs: day, every: '5m', stepMs: 5 * minute },
} as const

export type ChartRange = keyof typeof chartRanges

/** Returns the start of a range that ends at `now`, rounded down to a whole window, in Unix milliseconds. */
export function chartRangeStart(range: ChartRange, now: number): number {
  const { spanMs, stepMs } = chartRanges[range]
  return Math.floor((now - spanMs) / stepMs) * stepMs
}

/**
 * Merges cached samples with newer ones. The newer samples replace all cached samples from the time of the first newer
 * sample on, because the last minutes of a response may still change. Samples older than `from` are dropped.
 */
export function mergeSamples(
  kept: readonly Sample[],
  newer: readonly Sample[],
  from: number,
): Sample[] {
  const firstNew = newer[0]?.at ?? Number.POSITIVE_INFINITY
  return [...kept.filter((sample) => sample.at < firstNew), ...newer].filter(
    (sample) => sample.at >= from,
  )
}

/**
 * Returns a room's sum in every window in which at least one of its sensors has a plausible count, in chronological
 * order.
 *
 * @param samples samples with one count each, by MAC address
 * @param macs the sensors that count towards the room; others may report in it but count towards another room
 * @param maximum the largest plausible count of one sensor
 */
export function sumOverSensors(
  samples: SamplesByKey,
  macs: readonly string[],
  maximum: number,
): Sample[] {
  const sums = new Map<number, Sample>()
  for (const { at, value } of macs.flatMap((mac) => samples[mac] ?? [])) {
    if (!isPlausibleCount(value, maximum)) continue
    const sum = sums.get(at)
    sums.set(at, {
      at,
      value: (sum?.value ?? 0) + value,
      sensors: (sum?.sensors ?? 0) + 1,
      largest: Math.max(sum?.largest ?? 0, value),
    })
  }
  return [...sums.values()].toSorted((a, b) => a.at - b.at)
}
