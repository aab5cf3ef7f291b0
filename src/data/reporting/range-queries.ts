import { queryOptions } from '@tanstack/react-query'
import { normalizeMac } from '#src/contract/butlr-values.ts'
import type { MetricValues, WindowFunction } from '#src/contract/reporting.ts'
import { requestedWindows, type DirectRange } from '#src/domain/readings/direct-range.ts'
import type { SamplesByKey } from '#src/domain/readings/history.ts'
import {
  combineMetrics,
  rangeFunctions,
  type MetricsByFunction,
} from '#src/domain/readings/range-metrics.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { parseSamples } from '#src/domain/readings/samples.ts'
import { minute } from '#src/domain/time/duration.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { sensorHistoryRequest, sensorMetricsRequest } from './history-requests.ts'
import { postHistoryQuery } from './queries.ts'

/** Limits of a range's refresh interval, in milliseconds. */
const leastIntervalMs = 30_000
const mostIntervalMs = 5 * minute
/** Butlr can correct counts until they are this old, in milliseconds. */
const correctedMs = 10 * minute

/**
 * The sensors of one room over time, for one metric. Times are in Unix milliseconds: `from` and `to` of the range, and
 * `at` of the response.
 */
export type SensorHistory = { from: number; to: number; at: number; sensors: SamplesByKey }

/**
 * Query for the counts of a room's sensors over a range. `metric` reduces each window to one value.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function sensorHistoryQuery(
  roomId: string,
  range: DirectRange,
  metric: WindowFunction,
  maximum: number,
) {
  return queryOptions({
    queryKey: ['reporting', 'history', roomId, range, metric, maximum] as const,
    queryFn: async ({ signal }): Promise<SensorHistory> => {
      const windows = requestedWindows(range, serverClock.now())
      const body = sensorHistoryRequest(roomId, windows, metric, maximum)
      const { data, at } = await postHistoryQuery(body, signal)
      const sensors = parseSamples(data, at, normalizeMac)
      return { from: windows.from, to: windows.to ?? at, at, sensors }
    },
    meta: rangePolling(range),
  })
}

/**
 * The metrics of a room's sensors over a range, by MAC address. `stepMs` is the length of their windows. Times are in
 * Unix milliseconds.
 */
export type SensorMetrics = {
  from: number
  to: number
  at: number
  stepMs: number
  sensors: Record<string, MetricValues>
}

/**
 * Query for the nine metrics of a room's sensors over a range. Sends one request per window function, one after
 * another.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function sensorMetricsQuery(roomId: string, range: DirectRange, maximum: number) {
  return queryOptions({
    queryKey: ['reporting', 'metrics', roomId, range, maximum] as const,
    queryFn: async ({ signal }): Promise<SensorMetrics> => {
      const windows = requestedWindows(range, serverClock.now())
      const byFunction: MetricsByFunction = {}
      let last = 0
      for (const windowFunction of rangeFunctions) {
        const body = sensorMetricsRequest(roomId, windows, windowFunction, maximum)
        const { data, at } = await postHistoryQuery(body, signal)
        byFunction[windowFunction] = parseReadings(data)[roomId] ?? {}
        last = at
      }
      const { from, to, stepMs } = windows
      return { from, to: to ?? last, at: last, stepMs, sensors: combineMetrics(byFunction) }
    },
    meta: rangePolling(range),
  })
}

/** Repeats the requests for a range until its counts are final. */
function rangePolling(range: DirectRange) {
  const { stepMs } = requestedWindows(range, serverClock.now())
  return {
    every: Math.min(Math.max(stepMs, leastIntervalMs), mostIntervalMs),
    once: (data: unknown) =>
      range.name === 'period' && responseTime(data) >= range.to + correctedMs,
  }
}

/** Returns the time of a response in Unix milliseconds, or 0 if there is none. */
function responseTime(data: unknown): number {
  const isResponse = typeof data === 'object' && data !== null && 'at' in data
  return isResponse && typeof data.at === 'number' ? data.at : 0
}
