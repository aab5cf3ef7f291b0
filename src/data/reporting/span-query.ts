import { queryOptions } from '@tanstack/react-query'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { report } from './report.ts'
import { sensorsOverSpan } from './history-requests.ts'
import {
  spanAt,
  spanFunctions,
  type SpanName,
  type SpanReadings,
} from '#src/domain/readings/spans.ts'

/** What sensors did over hours is not asked for again sooner: it is much to reckon, and hardly changes. */
const spansEvery = 10 * minute

/**
 * What every sensor did over a span: one leaf each, however long the span is. Null where the span has not come yet, as
 * working hours on a Sunday. A span that is past is asked for once.
 *
 * @param zone the building's time, which the span is in
 * @param buildings ids of the buildings that share the zone; null where all do
 */
export function sensorSpanQuery(name: SpanName, zone: Zone, buildings: readonly string[] | null) {
  return queryOptions({
    queryKey: ['reporting', 'span', name, zone, buildings] as const,
    queryFn: async ({ client, queryKey, signal }): Promise<SpanReadings | null> => {
      const span = spanAt(name, serverClock.now(), zone)
      if (span === null) return null
      const kept = client.getQueryData<SpanReadings | null>(queryKey)
      if (kept?.from === span.from && kept.to === span.to) return kept
      const { data } = await report(sensorsOverSpan(span, spanFunctions[name], buildings), signal)
      return { ...span, readings: parseReadings(data.data) }
    },
    meta: { every: spansEvery },
  })
}
