import { useCallback, useMemo } from 'react'
import { ChartFrame, type ChartState } from '#src/components/charts/chart-frame.tsx'
import { LazyLineChart } from '#src/components/charts/lazy-line-chart.tsx'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { troubleInWords } from '#src/lib/trouble.ts'
import { maximumCount } from '#src/domain/occupancy/plausibility.ts'
import { rangeNames, ranges } from '#src/domain/readings/range.ts'
import { useServerTime } from '#src/lib/server-now.ts'
import { spanInWords } from '#src/domain/time/duration.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { Segmented } from '#src/components/ui/segmented.tsx'
import { chartData } from './chart-data.ts'
import { chartMetrics } from './chart-params.ts'
import { sectionSpace, type SectionLevel } from './section.tsx'
import { sensorLabels } from '#src/format/sensor-labels.ts'
import { useChartParams } from './use-chart-params.ts'
import { useSensorHistory } from './use-sensor-history.ts'

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
