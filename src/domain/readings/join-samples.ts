import type { Sample } from './series.ts'

/**
 * Joins samples that were kept with newer ones: what is newer replaces the same window (the last minutes of an answer
 * may still change), and what is older than `from` is dropped.
 */
export function joinSamples(
  kept: readonly Sample[],
  newer: readonly Sample[],
  from: number,
): Sample[] {
  const firstNew = newer[0]?.at ?? Number.POSITIVE_INFINITY
  return [...kept.filter((sample) => sample.at < firstNew), ...newer].filter(
    (sample) => sample.at >= from,
  )
}
