import { zoneClock } from '#server/simulator/zone-clock.ts'
import { printInstant } from './instant.ts'
import type { Labels } from './labels.ts'
import type { Question } from './question.ts'
import type { Series } from './series.ts'

/** A flat row of a reporting answer, with the 21 keys that Butlr sends. */
export type Row = Labels & {
  time: string
  start: string
  stop: string
  value: number
  preprocessed: boolean
  timezone_offset: string
}

type Windowed = { start: number; end: number; value: number; label: number }

/**
 * A windowed value as a row. Ordinary rows carry the whole asked span as `start` and `stop`; rows of calibrated traffic
 * occupancy carry their window, and measurement names of their own (Butlr API notes, flat rows).
 */
export function flatRow(series: Series, question: Question, windowed: Windowed): Row {
  const { labels } = series
  const row = { ...labels, time: printInstant(windowed.label), value: windowed.value }
  if (isCalibrated(series, question)) {
    return {
      ...row,
      field: 'aggregator_headcount',
      measurement: 'aggregator_occupancy',
      start: printInstant(windowed.start),
      stop: printInstant(windowed.end),
      preprocessed: true,
      timezone_offset: '',
    }
  }
  return {
    ...row,
    start: printInstant(question.from),
    stop: printInstant(question.to),
    preprocessed: false,
    timezone_offset: offsetOf(series, windowed.start),
  }
}

function isCalibrated({ labels }: Series, { filter }: Question): boolean {
  return labels.measurement.startsWith('traffic_') && filter.calibrated === 'true'
}

/** Whole hours, as Butlr prints them: half hours are cut off. */
function offsetOf({ zone }: Series, instant: number): string {
  return `${Math.trunc(zoneClock(zone).offset(instant) / 3600)}h`
}
