/** The largest sum seen in a quarter of an hour: when (epoch ms), people, and how many sensors they come from. */
export type PeakStep = readonly [at: number, people: number, sensors: number]

/** Local days begin on a quarter of an hour of UTC in every time zone, so nothing finer is needed. */
const quarterMs = 15 * 60_000
/** The longest local day has 25 hours. */
const longestDayMs = 25 * 3_600_000 + quarterMs

/**
 * A room's peaks after one more sum. The result never rises from step to step, so that the first step at or after any
 * midnight is the peak of that day so far, whatever the time zone. Sums of 0 and steps of earlier days are left out.
 *
 * @param steps in order of time
 * @returns `steps` itself where the sum changes nothing
 */
export function raisePeak(steps: readonly PeakStep[], next: PeakStep): readonly PeakStep[] {
  const [at, people] = next
  const last = steps.at(-1)
  if (people <= 0 || (last && saysMore(last, next))) return steps
  const higher = steps.findLastIndex(
    (step) => step[1] > people || (step[1] === people && !isSameQuarter(step, next)),
  )
  const kept = steps.slice(0, higher + 1)
  const equal = kept.at(-1)
  // Of equal sums the first and the latest are enough.
  if (equal?.[1] === people && kept.at(-2)?.[1] === people) kept.pop()
  const from = at - longestDayMs
  return [...kept.filter((step) => step[0] >= from), next]
}

/** The largest sum at or after a moment, epoch milliseconds; null where none was seen. */
export function peakSince(steps: readonly PeakStep[], from: number): PeakStep | null {
  return steps.find(([at]) => at >= from) ?? null
}

/** In the same quarter of an hour only a larger sum, or as large a one from more sensors, says anything new. */
function saysMore(last: PeakStep, next: PeakStep): boolean {
  if (next[0] < last[0]) return true
  if (!isSameQuarter(last, next)) return false
  return next[1] < last[1] || (next[1] === last[1] && next[2] <= last[2])
}

function isSameQuarter(one: PeakStep, other: PeakStep): boolean {
  return Math.floor(one[0] / quarterMs) === Math.floor(other[0] / quarterMs)
}
