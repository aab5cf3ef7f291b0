import { useQuery } from '@tanstack/react-query'
import { useState, useCallback, useMemo } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import {
  liveSensorHistoryQuery,
  sensorHistoryQuery,
  type SensorHistory,
} from '#src/data/reporting/history-queries.ts'
import { type ChartParams, chartMetrics, useChartParams } from './chart-params.ts'
import { ChartFrame, type ChartState, LazyLineChart } from '#src/components/charts/chart-frame.tsx'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { troubleInWords } from '#src/lib/describe-poll-error.ts'
import { maximumCount } from '#src/domain/occupancy/sensor-reading.ts'
import { rangeNames, ranges } from '#src/domain/readings/history.ts'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { spanInWords } from '#src/domain/time/duration.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { Segmented } from '#src/components/ui/segmented-control.tsx'
import { chartData } from './chart-data.ts'
import { sectionSpace, type SectionLevel } from './panel-layout.tsx'
import { sensorLabels } from '#src/format/sensor-labels.ts'

/** A history, and what was asked for to get it. */
export type Picture = { history: SensorHistory; params: ChartParams }

/**
 * What the chart shows. `picture` is what was asked for, or until that is there the one before it, `waiting` then;
 * null before the first. `error` is why the newest request failed, which takes nothing away that is there already.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function useSensorHistory(
  roomId: string,
  params: ChartParams,
  maximum: number,
): { picture: Picture | null; waiting: boolean; error: unknown } {
  const { metric, range } = params
  const { intervalMs } = usePollers().snapshot
  const growing = useQuery({
    ...liveSensorHistoryQuery(roomId, metric, maximum, intervalMs),
    enabled: range === 'live',
  })
  const past = useQuery({
    ...sensorHistoryQuery(roomId, range === 'live' ? '1h' : range, metric, maximum),
    enabled: range !== 'live',
  })
  const { data, error } = range === 'live' ? growing : past

  const [latest, setLatest] = useState<Picture | null>(null)
  const picture = data ? pictureOf(data, params, latest) : latest
  if (data && picture !== latest) setLatest(picture)
  if (data) return { picture, waiting: false, error }
  return { picture: error ? null : picture, waiting: !error, error }
}

/** The same picture as before where nothing about it changed, so that nothing is drawn again. */
function pictureOf(history: SensorHistory, params: ChartParams, latest: Picture | null): Picture {
  const same =
    latest?.history === history &&
    latest.params.metric === params.metric &&
    latest.params.range === params.range
  return same ? latest : { history, params }
}

const metricSegments = chartMetrics.map((value) => ({
  value,
  label: value.charAt(0).toUpperCase() + value.slice(1),
}))
const rangeSegments = rangeNames.map((value) => ({ value, label: ranges[value].label }))

/** A room's sensors over time, by one metric and over one range, which both live in the URL. */
export function OverTime({
  room,
  directory,
  zone,
  level,
}: {
  room: LiveRoom
  directory: SensorDirectory | undefined
  zone: Zone
  level: SectionLevel
}) {
  const { params, change } = useChartParams()
  const maximum = maximumCount(room)
  const { picture, waiting, error } = useSensorHistory(room.id, params, maximum)
  const { contributions } = room.figure
  const macs = joinIds(contributions.map(({ mac }) => mac))
  const data = useMemo(() => {
    if (!picture) return null
    const labels = sensorLabels(splitIds(macs), room.id, directory)
    return chartData(
      picture.history,
      labels,
      picture.params,
      { capacity: room.capacity, maximum },
      zone,
    )
  }, [picture, macs, room.id, room.capacity, maximum, directory, zone])
  const age = useAgeInWords(picture?.history.at ?? null)

  const state: ChartState = error
    ? { kind: 'failed', words: failureInWords(error, age), data }
    : data
      ? { kind: 'ready', data }
      : { kind: 'loading' }
  return (
    <div className={sectionSpace} aria-busy={waiting}>
      <ChartFrame
        title="Over time"
        level={level}
        state={state}
        controls={
          <>
            <Segmented
              label="Metric"
              segments={metricSegments}
              value={params.metric}
              onChange={(metric) => change({ metric })}
            />
            <Segmented
              label="Range"
              segments={rangeSegments}
              value={params.range}
              onChange={(range) => change({ range })}
            />
          </>
        }
      >
        {(shown) => <LazyLineChart data={shown} />}
      </ChartFrame>
      {params.metric === 'max' && contributions.length > 1 && (
        <p className="mt-2 text-ink-muted">
          No line for the room: sensors see their most at different moments, so their sum is more
          than were ever there at once.
        </p>
      )}
    </div>
  )
}

function failureInWords(error: unknown, age: string | null): string {
  const why = troubleInWords(error)
  return age === null ? why : `${why} What is shown is ${age} old.`
}

function useAgeInWords(at: number | null): string | null {
  return useServerTime(
    useCallback((now: number) => (at === null ? null : spanInWords(now - at)), [at]),
  )
}
