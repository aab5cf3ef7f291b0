import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { sensorSpanQuery } from '#src/data/reporting/span-query.ts'
import type { SpanReadings } from '#src/domain/readings/spans.ts'
import { spanNames } from '#src/domain/readings/spans.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { roomsByZone } from './rooms-by-zone.ts'
import { suspicionsOf, type Spans } from '#src/domain/anomalies/judge.ts'
import type { Suspicion } from '#src/domain/anomalies/suspicion.ts'

/**
 * What is suspicious about any sensor. `settled` once everything was answered or refused; what was refused says
 * nothing, and what was told before stays.
 */
export function useSuspicions(
  directory: SensorDirectory,
  topology: Topology | undefined,
): { suspicions: readonly Suspicion[]; settled: boolean } {
  const zones = useMemo(() => (topology ? roomsByZone(topology) : []), [topology])
  const { told, settled } = useQueries({
    queries: zones.flatMap(({ zone, buildings }) =>
      spanNames.map((name) => sensorSpanQuery(name, zone, buildings)),
    ),
    combine,
  })
  const suspicions = useMemo(
    () =>
      zones.flatMap(({ zone, rooms }, index) => {
        const spans: Spans = {}
        for (const [nth, name] of spanNames.entries()) {
          spans[name] = told[index * spanNames.length + nth]
        }
        const judged = rooms.map(({ id, capacity }) => {
          return { id, capacity, devices: directory.byRoom[id] ?? [] }
        })
        return suspicionsOf(judged, spans, zone, directory.at)
      }),
    [zones, told, directory],
  )
  return { suspicions, settled }
}

function combine(results: readonly UseQueryResult<SpanReadings | null>[]) {
  return {
    told: results.map(({ data }) => data),
    settled: results.every(({ isPending }) => !isPending),
  }
}
