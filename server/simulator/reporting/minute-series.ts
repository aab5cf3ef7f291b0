import type { Sensor } from '#server/simulator/building/topology.ts'
import type { Identity } from './labels.ts'
import type { Measuring } from './measured.ts'
import { sparseSeries, type Series } from './series.ts'

/** Seconds by which figures lag that Butlr consolidates (Butlr API notes: one to two minutes). */
const lag = 90

/** Visits the full minutes of a span (Unix seconds) that are consolidated at `now` (Unix milliseconds). */
export function eachMinute(
  from: number,
  to: number,
  now: number,
  visit: (minute: number) => void,
): void {
  const end = Math.min(to, now / 1000 - lag)
  for (let minute = Math.ceil(from / 60) * 60; minute < end; minute += 60) visit(minute)
}

/**
 * What Butlr consolidates from presence sensors once a minute: the people under all of them. Silent sensors are left
 * out; where all are silent there is no event.
 */
export function minuteSeries(
  identity: Identity,
  sensors: Sensor[],
  { people, now }: Measuring,
): Series {
  return sparseSeries(identity, (from, to, visit) => {
    eachMinute(from, to, now, (minute) => {
      let total: number | null = null
      for (const sensor of sensors) {
        const count = people.presence.at(sensor, minute)
        if (count !== null) total = (total ?? 0) + count
      }
      if (total !== null) visit(minute, total)
    })
  })
}
