import { metricNames, type Reading } from '#src/contract/reporting.ts'
import type { RoomSpan } from './room-span.ts'
import type { Suspicion } from './suspicion.ts'

/** Minutes of the day that both must have counted in. */
const leastMinutes = 60
/** Person-minutes that both must have seen: of a single visitor two sensors may well tell the same by chance. */
const leastSeen = 30

/**
 * Pairs of sensors of a room that agree in all nine metrics of a day on which they counted changing numbers: either one
 * is mounted where it sees what the other sees, or one is entered twice.
 *
 * @param day working time so far, by the minute
 */
export function overlappingPairs({ from, to, sensors }: RoomSpan): Suspicion[] {
  const telling = [...sensors].filter(([, metrics]) => tells(metrics))
  return telling.flatMap(([mac, metrics], index) =>
    telling
      .slice(index + 1)
      .filter(([, other]) => metricNames.every((name) => metrics[name] === other[name]))
      .map(([other]): Suspicion => {
        const minutes = metrics.count ?? 0
        return { kind: 'overlap', macs: [mac, other], minutes, from, to }
      }),
  )
}

function tells(metrics: Reading): boolean {
  const { count, sum, stddev } = metrics
  const complete = metricNames.every((name) => metrics[name] !== null)
  return complete && (count ?? 0) >= leastMinutes && (sum ?? 0) >= leastSeen && (stddev ?? 0) > 0
}
