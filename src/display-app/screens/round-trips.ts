import * as v from 'valibot'
import { request } from '#src/lib/api/request.ts'

const tries = 9

/** How long the gateway takes to answer: the median and the longest of several requests, milliseconds. */
export type RoundTrips = { medianMs: number; longestMs: number; of: number }

/**
 * Measures the way to the gateway and back, one request after the other.
 *
 * @param now milliseconds of a monotonic clock
 * @throws the errors of `request`
 */
export async function measureRoundTrips(
  now: () => number,
  signal: AbortSignal,
): Promise<RoundTrips> {
  const took: number[] = []
  for (let index = 0; index < tries; index += 1) {
    const begun = now()
    // One after the other, since they would slow each other down.
    await request({ method: 'GET', path: '/healthz', schema: v.unknown(), signal })
    took.push(now() - begun)
  }
  const sorted = took.toSorted((a, b) => a - b)
  return {
    medianMs: sorted[Math.floor(tries / 2)] ?? 0,
    longestMs: sorted.at(-1) ?? 0,
    of: tries,
  }
}
