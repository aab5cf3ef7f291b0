import { queryOptions } from '@tanstack/react-query'
import { normalizeMac } from '#src/contract/butlr-values.ts'
import type { ReportingRequest } from '#src/contract/reporting.ts'
import type { SensorReading } from '#src/domain/occupancy/room-occupancy.ts'
import type { SamplesByKey } from '#src/domain/readings/history.ts'
import { metricPeriods, type MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { parseSamples } from '#src/domain/readings/samples.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { postHistoryQuery } from './queries.ts'
import { toRfc3339 } from './reporting-requests.ts'

/** Long enough to read the example before it changes. */
const refreshMs = { '2m': 15 * second, '30m': minute } as const satisfies Record<
  MetricPeriod,
  number
>

/**
 * The nine metrics of a room's sensors over a period, as Butlr returned them, and the counts of the windows from which
 * Butlr computed them. Keys are MAC addresses. Times are in Unix milliseconds by the server's clock.
 */
export type MetricExample = {
  from: number
  to: number
  at: number
  readings: Readonly<Record<string, SensorReading>>
  windows: SamplesByKey
}

/**
 * Query for the metrics of a room's sensors and their windows. A leaf contains either the metrics or one window, so the
 * query sends two requests. Both cover the same period, which ends with the last complete window.
 *
 * @param maximum the largest plausible count of one sensor; Butlr excludes events above it
 */
export function metricExampleQuery(roomId: string, period: MetricPeriod, maximum: number) {
  return queryOptions({
    queryKey: ['reporting', 'metric-example', roomId, period, maximum] as const,
    queryFn: async ({ signal }): Promise<MetricExample> => {
      const { spanMs, stepMs } = metricPeriods[period]
      const to = Math.floor(serverClock.now() / stepMs) * stepMs
      const from = to - spanMs
      const send = (order: Order) =>
        postHistoryQuery(metricRequest(roomId, period, { from, to }, order, maximum), signal)
      const [metrics, windows] = await Promise.all([
        send(['room_id', 'mac_address']),
        send(['mac_address', 'time']),
      ])
      return {
        from,
        to,
        at: metrics.at,
        readings: parseReadings(metrics.data)[roomId] ?? {},
        windows: parseSamples(windows.data, windows.at, normalizeMac),
      }
    },
    meta: { every: refreshMs[period] },
  })
}

type Order = NonNullable<ReportingRequest['group_by']>['order']

function metricRequest(
  roomId: string,
  period: MetricPeriod,
  { from, to }: { from: number; to: number },
  order: Order,
  maximum: number,
): ReportingRequest {
  const { every, windowFunction } = metricPeriods[period]
  return {
    group_by: { order },
    window: { every, function: windowFunction },
    filter: {
      start: toRfc3339(from),
      stop: toRfc3339(to),
      measurements: ['presence'],
      rooms: { eq: [roomId] },
      value: { gte: 0, lte: maximum },
    },
  }
}
