import type { Reading } from '#src/contract/reporting.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { RoomSpan } from '#src/domain/anomalies/room-span.ts'

/** The nine metrics of counts by the minute, for tests (Butlr API notes, numeric conventions). */
export function metricsOf(counts: readonly number[]): Reading {
  const sum = counts.reduce((total, one) => total + one, 0)
  const mean = sum / counts.length
  const variance = counts.reduce((total, one) => total + (one - mean) ** 2, 0) / counts.length
  return {
    sum,
    mean,
    min: Math.min(...counts),
    max: Math.max(...counts),
    count: counts.length,
    median: counts[Math.floor(counts.length / 2)] ?? 0,
    stddev: Math.sqrt(variance),
    first: counts[0] ?? 0,
    last: counts.at(-1) ?? 0,
  }
}

/** A span of so many minutes for tests, from counts by the minute. */
export function spanOf(minutes: number, counts: Record<string, readonly number[]>): RoomSpan {
  const sensors = new Map(Object.entries(counts).map(([mac, list]) => [mac, metricsOf(list)]))
  return { from: 0, to: minutes * minute, sensors }
}

/** The same count so many times. */
export function steady(minutes: number, count: number): number[] {
  return Array.from({ length: minutes }, () => count)
}
