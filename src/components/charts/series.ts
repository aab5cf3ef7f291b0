import type { Zone } from '#src/domain/time/zone.ts'

/**
 * One value of a series. `at` is Unix milliseconds (UTC), the start of what the point stands for; `null` is a gap
 * that somebody decided on. `partial` marks a sum that lacks a part.
 */
export type Point = { at: number; value: number | null; partial?: boolean }

/** `colour` is anything CSS takes, usually `var(--series-1)`. `total` is drawn last, heavier, and listed last. */
export type Series = {
  id: string
  label: string
  colour: string
  points: readonly Point[]
  emphasis?: 'total'
}

/** A span of Unix milliseconds, `to` excluded, in which something was silent; `label` says what. */
export type Gap = { from: number; to: number; label: string }

/**
 * How values between points are read: `step` holds a count until the next one (a smooth curve would show −0.8
 * people), `linear` joins means.
 */
export type CurveKind = 'step' | 'linear'

/** All that a chart, its table, its CSV and its picture are made of. */
export type ChartData = {
  /** What the chart shows, as a phrase: its accessible name. */
  label: string
  /** What the values count, such as `people`. */
  unit: string
  zone: Zone
  /** The window in Unix milliseconds, `to` excluded. */
  from: number
  to: number
  /** Milliseconds between two points of a series that is not silent. */
  step: number
  series: readonly Series[]
  curve: CurveKind
  /** A value not to exceed, drawn dashed and named `limit 14`. */
  limit?: number
  /** Spans to hatch. Without it: wherever a series other than the total is silent. */
  gaps?: readonly Gap[]
  /** Unix milliseconds; nothing is missing after it. Without it the window's end. */
  now?: number
}

/** The series that stand for parts, without totals. */
export function parts(series: readonly Series[]): Series[] {
  return series.filter((each) => each.emphasis !== 'total')
}

/** Pixels of a chart where nothing else is asked for. */
export const usualHeight = 308
