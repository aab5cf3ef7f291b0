import type { WindowFunction } from '#src/contract/reporting.ts'
import { postHistoryQuery } from './queries.ts'
import {
  roomByMinuteRequest,
  sensorsInWindowRequest,
  sensorHistoryRequest,
} from './reporting-requests.ts'
import {
  analysisWindowAt,
  analysisWindowFunctions,
  type AnalysisWindowName,
  type WindowReadings,
} from '#src/domain/readings/analysis-windows.ts'
import { queryOptions } from '@tanstack/react-query'
import { request } from '#src/lib/api/request.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import { PeakResponse } from '#src/contract/peak.ts'
import {
  chartRanges,
  chartRangeStart,
  type ChartRange,
  mergeSamples,
} from '#src/domain/readings/history.ts'
import { parseSamples, type SamplesByKey, parseReadings } from '#src/domain/readings/readings.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

const reportingKey = ['reporting'] as const

/** A later answer may still change so many windows back: sensors report late (Butlr API notes, freshness). */
const unsettledWindows = 3
/** No chart is asked for again sooner or later than this. */
const chartRefresh = { least: 30_000, most: 5 * minute }

/** One room's sensors over time: what a chart of one metric draws. `from` and `at` are Unix milliseconds. */
export type SensorHistory = { from: number; at: number; sensors: SamplesByKey }

/**
 * A room's sensors over a range, by one window function.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function sensorHistoryQuery(
  roomId: string,
  range: Exclude<ChartRange, 'live'>,
  metric: WindowFunction,
  maximum: number,
) {
  const refresh = Math.min(
    Math.max(chartRanges[range].stepMs, chartRefresh.least),
    chartRefresh.most,
  )
  return queryOptions({
    queryKey: [...reportingKey, 'history', roomId, range, metric, maximum] as const,
    queryFn: async ({ signal }): Promise<SensorHistory> => {
      const from = chartRangeStart(range, serverClock.now())
      const body = sensorHistoryRequest(roomId, from, chartRanges[range].every, metric, maximum)
      const { data, at } = await postHistoryQuery(body, signal)
      return { from, at, sensors: parseSamples(data, at) }
    },
    meta: { every: refresh },
  })
}

/**
 * A room's sensors live: starts with the last half hour and grows with each poll, which only asks for the minutes that
 * can still change. Keeps what it has seen for as long as somebody looks at it, up to six hours.
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
      const kept = client.getQueryData<SensorHistory>(queryKey)
      const now = serverClock.now()
      const whole = chartRangeStart('live', now)
      const resumed = Math.floor(((kept?.at ?? 0) - unsettledWindows * stepMs) / stepMs) * stepMs
      const start = kept ? Math.max(whole, resumed) : whole
      const body = sensorHistoryRequest(roomId, start, every, metric, maximum)
      const { data, at } = await postHistoryQuery(body, signal)
      const from = Math.max(kept?.from ?? whole, at - 12 * spanMs)
      return { from, at, sensors: mergeHistories(kept?.sensors, parseSamples(data, at), from) }
    },
    meta: { every: intervalMs },
  })
}

/**
 * A room's occupancy by the minute since a moment, such as the local midnight.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function roomDayQuery(roomId: string, from: number, maximum: number) {
  return queryOptions({
    queryKey: [...reportingKey, 'day', roomId, from, maximum] as const,
    queryFn: async ({ signal }) => {
      const { data, at } = await postHistoryQuery(
        roomByMinuteRequest(roomId, from, maximum),
        signal,
      )
      return { at, samples: parseSamples(data, at)[roomId] ?? [] }
    },
    meta: { every: chartRefresh.most },
  })
}

/**
 * The most people of a room at one poll since a moment, among all polls of this account that the gateway has seen.
 *
 * @param from such as the local midnight, Unix milliseconds
 */
export function roomPeakQuery(roomId: string, from: number) {
  return queryOptions({
    queryKey: [...reportingKey, 'peak', roomId, from] as const,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ room: roomId, since: String(from) })
      const path = `/api/peak?${query}` as const
      const { data } = await request({ method: 'GET', path, schema: PeakResponse, signal })
      return data.peak
    },
    meta: { every: chartRefresh.least },
  })
}

function mergeHistories(
  kept: SamplesByKey | undefined,
  newer: SamplesByKey,
  from: number,
): SamplesByKey {
  const joined: SamplesByKey = {}
  for (const key of new Set([...Object.keys(kept ?? {}), ...Object.keys(newer)])) {
    joined[key] = mergeSamples(kept?.[key] ?? [], newer[key] ?? [], from)
  }
  return joined
}

/** What sensors did over hours is not asked for again sooner: it is much to reckon, and hardly changes. */
const analysisIntervalMs = 10 * minute

/**
 * What every sensor did over a span: one leaf each, however long the span is. Null where the span has not come yet, as
 * working hours on a Sunday. A span that is past is asked for once.
 *
 * @param zone the building's time, which the span is in
 * @param buildings ids of the buildings that share the zone; null where all do
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
      const kept = client.getQueryData<WindowReadings | null>(queryKey)
      if (kept?.from === span.from && kept.to === span.to) return kept
      const { data } = await postHistoryQuery(
        sensorsInWindowRequest(span, analysisWindowFunctions[name], buildings),
        signal,
      )
      return { ...span, readings: parseReadings(data) }
    },
    meta: { every: analysisIntervalMs },
  })
}
