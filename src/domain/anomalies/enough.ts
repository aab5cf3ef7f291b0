import { minute } from '#src/domain/time/duration.ts'
import type { Span } from '#src/domain/readings/spans.ts'

/** So much of a span has to be known before anything is said about it. */
const enoughOf = 0.9

/** How many whole minutes a span has. */
export function minutesIn({ from, to }: Span): number {
  return Math.round((to - from) / minute)
}

/** Whether a sensor counted in enough minutes of a span; `count` is in how many, null when not said. */
export function isEnough(count: number | null, span: Span): boolean {
  return count !== null && count >= enoughOf * minutesIn(span)
}
