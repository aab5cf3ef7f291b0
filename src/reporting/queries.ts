import { queryOptions } from '@tanstack/react-query'
import { serverClock } from '#src/api/server-clock.ts'
import { minute } from '#src/time/duration.ts'
import { currentOccupancy, type WindowFunction } from './contract.ts'
import type { Poller } from '#src/api/poller.ts'
import { ranges, rangeStart, type RangeName } from './range.ts'
import { parseReadings } from './readings.ts'
import { recentMs, stepsFromSamples, type RecentHistory } from './recent.ts'
import { report } from './report.ts'
import { roomByMinute, roomsByMinute, sensorsOverTime } from './requests.ts'
import { joinSamples, parseSamples, type SamplesByKey } from './series.ts'
import { nextSnapshot, type Snapshot } from './snapshot.ts'

const reporting = ['reporting'] as const

/** A later answer may still change so many windows back: sensors report late (Butlr API notes, freshness). */
const unsettledWindows = 3
/** No chart is asked for again sooner or later than this. */
const chartRefresh = { least: 30_000, most: 5 * minute }

/** Every room's readings now: the one poll behind all figures. A failure changes nothing but their age. */
export function snapshotQuery(poller: Poller) {
  const queryKey = [...reporting, 'snapshot'] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the poller decides when to ask, not what
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Snapshot> => {
      const { data, at } = await report(currentOccupancy, signal)
      const previous = client.getQueryData<Snapshot>(queryKey)
      return nextSnapshot(previous, parseReadings(data.data), at, poller.intervalMs)
    },
    meta: { every: poller.intervalMs, poller },
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** What the API knows of every room's last half hour: where the sparklines start. Polls then grow them. */
export function recentHistoryQuery() {
  return queryOptions({
    queryKey: [...reporting, 'recent'] as const,
    queryFn: async ({ signal }): Promise<RecentHistory> => {
      const from = Math.floor((serverClock.now() - recentMs) / minute) * minute
      const { data, at } = await report(roomsByMinute(from), signal)
      return { at, rooms: stepsFromSamples(parseSamples(data.data, at), at) }
    },
    meta: { every: recentMs },
  })
}

/** One room's sensors over time: what a chart of one metric draws. `from` and `at` are Unix milliseconds. */
export type SensorHistory = { from: number; at: number; sensors: SamplesByKey }

/** A room's sensors over a range, by one window function. */
export function sensorHistoryQuery(
  roomId: string,
  range: Exclude<RangeName, 'live'>,
  metric: WindowFunction,
) {
  const refresh = Math.min(Math.max(ranges[range].stepMs, chartRefresh.least), chartRefresh.most)
  return queryOptions({
    queryKey: [...reporting, 'history', roomId, range, metric] as const,
    queryFn: async ({ signal }): Promise<SensorHistory> => {
      const from = rangeStart(range, serverClock.now())
      const body = sensorsOverTime(roomId, from, ranges[range].every, metric)
      const { data, at } = await report(body, signal)
      return { from, at, sensors: parseSamples(data.data, at) }
    },
    meta: { every: refresh },
  })
}

/**
 * A room's sensors live: starts with the last half hour and grows with each poll, which only asks for the minutes that
 * can still change. Keeps what it has seen for as long as somebody looks at it, up to six hours.
 */
export function liveSensorHistoryQuery(roomId: string, metric: WindowFunction, intervalMs: number) {
  const { every, stepMs, spanMs } = ranges.live
  const queryKey = [...reporting, 'history', roomId, 'live', metric] as const
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- the range is always the same
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<SensorHistory> => {
      const kept = client.getQueryData<SensorHistory>(queryKey)
      const now = serverClock.now()
      const whole = rangeStart('live', now)
      const resumed = Math.floor(((kept?.at ?? 0) - unsettledWindows * stepMs) / stepMs) * stepMs
      const start = kept ? Math.max(whole, resumed) : whole
      const { data, at } = await report(sensorsOverTime(roomId, start, every, metric), signal)
      const from = Math.max(kept?.from ?? whole, at - 12 * spanMs)
      return { from, at, sensors: joinHistories(kept?.sensors, parseSamples(data.data, at), from) }
    },
    meta: { every: intervalMs },
  })
}

/** A room's occupancy by the minute since a moment, such as the local midnight. */
export function roomDayQuery(roomId: string, from: number) {
  return queryOptions({
    queryKey: [...reporting, 'day', roomId, from] as const,
    queryFn: async ({ signal }) => {
      const { data, at } = await report(roomByMinute(roomId, from), signal)
      return { at, samples: parseSamples(data.data, at)[roomId] ?? [] }
    },
    meta: { every: chartRefresh.most },
  })
}

function joinHistories(
  kept: SamplesByKey | undefined,
  newer: SamplesByKey,
  from: number,
): SamplesByKey {
  const joined: SamplesByKey = {}
  for (const key of new Set([...Object.keys(kept ?? {}), ...Object.keys(newer)])) {
    joined[key] = joinSamples(kept?.[key] ?? [], newer[key] ?? [], from)
  }
  return joined
}
