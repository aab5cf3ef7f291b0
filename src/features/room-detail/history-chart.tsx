import { useQuery } from '@tanstack/react-query'
import { useState, useCallback, useMemo } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { liveSensorHistoryQuery } from '#src/data/reporting/history-queries.ts'
import { sensorHistoryQuery, type SensorHistory } from '#src/data/reporting/range-queries.ts'
import { type ChartMetric, chartMetrics, useChartParams } from './chart-params.ts'
import { ChartFrame, type ChartState, LazyLineChart } from '#src/components/charts/chart-frame.tsx'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { longestMinuteRange, minuteMs } from '#src/domain/history/minutes.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { requestedWindows, type DirectRange } from '#src/domain/readings/direct-range.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { SegmentedControl } from '#src/components/ui/segmented-control.tsx'
import * as text from '#messages/room-chart.ts'
import { buildChartData } from './chart-data.ts'
import { chartExportHeading } from './chart-export.ts'
import { nameDirectRange } from './direct-range.ts'
import { sectionClasses, type SectionLevel } from './panel-layout.tsx'
import { sensorLabels } from '#src/format/sensor-labels.ts'

type HistoryParams = { metric: ChartMetric; range: DirectRange }

type LoadedChart = { history: SensorHistory; params: HistoryParams }

/**
 * Returns the chart to show: the requested chart or, while that loads, the previous chart with `waiting` set; null
 * before the first chart, or if the request failed and no data is loaded for its parameters. `error` is the error of
 * the latest request.
 *
 * @param maximum the largest plausible count of one sensor
 */
function useSensorHistory(
  roomId: string,
  params: HistoryParams,
  maximum: number,
): { chart: LoadedChart | null; waiting: boolean; error: unknown } {
  const { metric, range } = params
  const isLive = range.name === 'live'
  const { intervalMs } = usePollers().snapshot
  const liveResult = useQuery({
    ...liveSensorHistoryQuery(roomId, metric, maximum, intervalMs),
    enabled: isLive,
  })
  const rangeResult = useQuery({
    ...sensorHistoryQuery(roomId, range, metric, maximum),
    enabled: !isLive,
  })
  const { data, error } = isLive ? liveResult : rangeResult

  const [latest, setLatest] = useState<LoadedChart | null>(null)
  const chart = data ? toLoadedChart(data, params, latest) : latest
  if (data && chart !== latest) setLatest(chart)
  if (data) return { chart, waiting: false, error }
  return { chart: error ? null : chart, waiting: !error, error }
}

/** Returns the previous object if nothing changed, so that the chart does not render again. */
function toLoadedChart(
  history: SensorHistory,
  params: HistoryParams,
  latest: LoadedChart | null,
): LoadedChart {
  const same =
    latest?.history === history &&
    latest.params.metric === params.metric &&
    latest.params.range === params.range
  return same ? latest : { history, params }
}

const metricSegments = chartMetrics.map((value) => ({ value, label: text.metricOptions[value] }))

/** Props of the parts of a room whose data comes directly from Butlr, without the history. */
export type DirectRoomProps = {
  room: LiveRoom
  directory: SensorDirectory | undefined
  zone: TimeZone
  range: DirectRange
  /** An instant on the current day, in Unix milliseconds. */
  today: number
  level: SectionLevel
}

/** Shows a room's sensors over time with data directly from Butlr. The metric is a query parameter of the page. */
export function HistoryChart({ room, directory, zone, range, today, level }: DirectRoomProps) {
  const { params: pageParams, change } = useChartParams()
  const { metric, chart: view } = pageParams
  const params = useMemo(() => ({ metric, range }), [metric, range])
  const maximum = maximumPlausibleCount(room)
  const { chart, waiting, error } = useSensorHistory(room.id, params, maximum)
  const { contributions } = room.occupancy
  const macs = joinIds(contributions.map(({ mac }) => mac))
  const data = useMemo(() => {
    if (!chart) return null
    const labels = sensorLabels(splitIds(macs), room.id, directory)
    const { stepMs } = requestedWindows(chart.params.range, chart.history.at)
    const { phrase } = nameDirectRange(chart.params.range, today)
    return buildChartData(
      chart.history,
      labels,
      { metric: chart.params.metric, step: stepMs, period: phrase },
      { capacity: room.capacity, maximum },
      zone,
    )
  }, [chart, macs, room.id, room.capacity, maximum, directory, zone, today])
  const { topology } = useTopology()
  const shownParams = chart?.params ?? params
  const age = useFormattedAge(chart?.history.at ?? null)

  const state: ChartState = error
    ? { kind: 'failed', message: text.chartFailed(describePollError(error), age), data }
    : data
      ? { kind: 'ready', data }
      : { kind: 'loading' }
  return (
    <div className={sectionClasses} aria-busy={waiting}>
      <ChartFrame
        title={text.chartTitle}
        level={level}
        state={state}
        isTableShown={view === 'table'}
        onTableToggle={() => change({ chart: view === 'table' ? 'lines' : 'table' })}
        exportHeading={chartExportHeading(room, topology, {
          metric: shownParams.metric,
          range: nameDirectRange(shownParams.range, today).title,
          period: data,
        })}
        controls={
          <SegmentedControl
            label={text.metricControl}
            segments={metricSegments}
            value={metric}
            onChange={(value) => change({ metric: value })}
          />
        }
      >
        {(shown) => <LazyLineChart data={shown} />}
      </ChartFrame>
      {metric === 'max' && contributions.length > 1 && (
        <p className="mt-2 text-ink-muted">
          {view === 'table' ? text.noRoomTotal : text.noRoomLine}
        </p>
      )}
      {isLongerThanDay(range) && <p className="mt-2 text-ink-muted">{text.noDailyRange}</p>}
    </div>
  )
}

/** Returns whether the history would show a range by day. */
function isLongerThanDay(range: DirectRange): boolean {
  return range.name === 'period' && range.to - range.from > longestMinuteRange * minuteMs
}

function useFormattedAge(at: number | null): string | null {
  return useServerClock(
    useCallback((now: number) => (at === null ? null : formatDuration(now - at)), [at]),
  )
}
