import { normalizeMac } from '#src/contract/butlr-values.ts'
import type { WindowFunction } from '#src/contract/reporting.ts'
import { postHistoryQuery } from './queries.ts'
import { sensorsInWindowRequest, sensorHistoryRequest } from './history-requests.ts'
import {
  analysisWindowAt,
  analysisWindowFunctions,
  type AnalysisWindowName,
  type WindowReadings,
} from '#src/domain/anomalies/anomaly-windows.ts'
import type { SensorHistory } from './range-queries.ts'
import { queryOptions } from '@tanstack/react-query'
import { request } from '#src/lib/api/request.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { hour, minute } from '#src/domain/time/duration.ts'
import { PeakResponse } from '#src/contract/peak.ts'
import {
  chartRanges,
  chartRangeStart,
  mergeSamples,
  type SamplesByKey,
} from '#src/domain/readings/history.ts'
import { parseReadings } from '#src/domain/readings/readings.ts'
import { parseSamples } from '#src/domain/readings/samples.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

const reportingKey = ['reporting'] as const

/** Number of latest windows that can still change, because readings arrive late (docs/butlr-api.md). */
const unsettledWindows = 3
/** Limits of a chart's refresh interval, in milliseconds. */
const chartRefresh = { least: 30_000, most: 5 * minute }

/**
 * Query for the recent counts of each sensor in a room. Starts with the last half hour. Each poll then requests only
 * the minutes that can still change, and appends them. Keeps up to six hours of data while the query has observers.
 */
export function liveSensorHistoryQuery(
  roomId: string,
  metric: WindowFunction,
  maximum: number,
  intervalMs: number,
) {
  const { every, stepMs, spanMs } = chartRanges.live
  const queryKey = [...reportingKey, 'history', roomId, 'live', metric, maximum] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the range is always the same
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<SensorHistory> => {
      const cached = client.getQueryData<SensorHistory>(queryKey)
      const now = serverClock.now()
      const whole = chartRangeStart('live', now)
      const resumed = Math.floor(((cached?.at ?? 0) - unsettledWindows * stepMs) / stepMs) * stepMs
      const start = cached ? Math.max(whole, resumed) : whole
      const body = sensorHistoryRequest(roomId, { from: start, every }, metric, maximum)
      const { data, at } = await postHistoryQuery(body, signal)
      const from = Math.max(cached?.from ?? whole, at - 12 * spanMs)
      return {
        from,
        to: at,
        at,
        sensors: mergeHistories(cached?.sensors, parseSamples(data, at, normalizeMac), from),
      }
    },
    meta: { every: intervalMs },
  })
}

/**
 * Query for the counts of each sensor in a room per minute, for at most the last 24 hours. Does not request Butlr's sum
 * for the room, because it can include sensors of another room.
 *
 * @param from start, such as local midnight, in Unix milliseconds
 * @param maximum the largest plausible count of one sensor
 */
export function roomDayQuery(roomId: string, from: number, maximum: number) {
  return queryOptions({
    queryKey: [...reportingKey, 'day', roomId, from, maximum] as const,
    queryFn: async ({ signal }) => {
      // Butlr limits one-minute windows to less than 24 hours, but a local day can have 25 hours.
      const earliest = Math.floor(serverClock.now() / minute + 1) * minute - 24 * hour
      const start = Math.max(from, earliest)
      const body = sensorHistoryRequest(roomId, { from: start, every: '1m' }, 'last', maximum)
      const { data, at } = await postHistoryQuery(body, signal)
      return { at, sensors: parseSamples(data, at, normalizeMac) }
    },
    meta: { every: chartRefresh.most },
  })
}

/**
 * Query for a room's peak occupancy in all polls of this account through the gateway.
 *
 * @param from start, such as local midnight, in Unix milliseconds
 */
export function roomPeakQuery(roomId: string, from: number) {
  return queryOptions({
    queryKey: [...reportingKey, 'peak', roomId, from] as const,
    queryFn: async ({ signal }) => {
      const query = withParam(`?since=${from}`, optionalText('room'), roomId)
      const path = `/api/peak${query}` as const
      const { data } = await request({ method: 'GET', path, schema: PeakResponse, signal })
      return data.peak
    },
    meta: { every: chartRefresh.least },
  })
}

function mergeHistories(
  cached: SamplesByKey | undefined,
  newer: SamplesByKey,
  from: number,
): SamplesByKey {
  const merged: SamplesByKey = {}
  for (const key of new Set([...Object.keys(cached ?? {}), ...Object.keys(newer)])) {
    merged[key] = mergeSamples(cached?.[key] ?? [], newer[key] ?? [], from)
  }
  return merged
}

/** Long, because analysis windows are expensive to compute and rarely change. */
const analysisIntervalMs = 10 * minute

/**
 * Query for the metrics of all sensors over an analysis window, requested once per window. The report has one leaf per
 * sensor, regardless of the length of the window. The data is null if the window does not exist, such as working hours
 * on a Sunday.
 *
 * @param zone the buildings' time zone, which determines the window
 * @param buildings IDs of the buildings in the zone; null for all buildings
 */
export function analysisWindowQuery(
  name: AnalysisWindowName,
  zone: TimeZone,
  buildings: readonly string[] | null,
) {
  return queryOptions({
    queryKey: ['reporting', 'span', name, zone, buildings] as const,
    queryFn: async ({ client, queryKey, signal }): Promise<WindowReadings | null> => {
      const span = analysisWindowAt(name, serverClock.now(), zone)
      if (span === null) return null
      const cached = client.getQueryData<WindowReadings | null>(queryKey)
      if (cached?.from === span.from && cached.to === span.to) return cached
      const { data } = await postHistoryQuery(
        sensorsInWindowRequest(span, analysisWindowFunctions[name], buildings),
        signal,
      )
      return { ...span, readings: parseReadings(data) }
    },
    meta: { every: analysisIntervalMs },
  })
}
