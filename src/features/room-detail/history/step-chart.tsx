import { useMemo } from 'react'
import type { ChartData, ChartPoint, ChartSeries } from '#src/components/charts/chart-data.ts'
import { ChartFrame, LazyLineChart } from '#src/components/charts/chart-frame.tsx'
import { SegmentedControl } from '#src/components/ui/segmented-control.tsx'
import type { RoomHistory } from '#src/contract/history.ts'
import { minute } from '#src/domain/time/duration.ts'
import { useChartParams } from '#src/features/room-detail/chart-params.ts'
import { Section, sectionClasses } from '#src/features/room-detail/panel-layout.tsx'
import { metricControl, metricOptions, noRoomLine, roomLine } from '#messages/room-detail.tsx'
import * as text from '#messages/room-history.tsx'
import type { HistoryView } from './history-view.ts'

type Steps = NonNullable<RoomHistory['steps']>

const metricSegments = (['max', 'last'] as const).map((value) => ({
  value,
  label: metricOptions[value],
}))

/** The sensors and the room by minute, for periods of up to a day. */
export function StepChart({ view }: { view: HistoryView }) {
  const { history, level, exportHeading } = view
  const { params, change } = useChartParams()
  const metric = params.metric === 'max' ? 'max' : 'last'
  const { steps } = history
  const data = useMemo(
    () => (steps ? toChartData(view, steps, metric) : null),
    [view, steps, metric],
  )
  if (!data) {
    return (
      <Section title={text.overTime} level={level}>
        <p className="text-ink-muted">
          {history.isMinuteDataWithheld ? text.calendarWithheld : text.noMinutes}
        </p>
      </Section>
    )
  }
  return (
    <div className={sectionClasses}>
      <ChartFrame
        title={text.overTime}
        level={level}
        state={{ kind: 'ready', data }}
        isTableShown={params.chart === 'table'}
        onTableToggle={() => change({ chart: params.chart === 'table' ? 'lines' : 'table' })}
        exportHeading={exportHeading}
        controls={
          <SegmentedControl
            label={metricControl}
            segments={metricSegments}
            value={metric}
            onChange={(value) => change({ metric: value })}
          />
        }
      >
        {(shown) => <LazyLineChart data={shown} />}
      </ChartFrame>
      {metric === 'max' && data.series.length > 1 && (
        <p className="mt-2 text-ink-muted">{noRoomLine}</p>
      )}
    </div>
  )
}

function toChartData(
  { history, zone, dates, labels }: HistoryView,
  steps: Steps,
  metric: 'max' | 'last',
): ChartData {
  const { from, to, capacity, provisionalFrom } = history
  const end = history.days[0]?.to ?? to
  const byMac = new Map(steps.sensors.map((sensor) => [sensor.mac, sensor]))
  const sensors = labels.map(({ mac, name, colour }): ChartSeries => {
    const points = toMinutes(byMac.get(mac)?.[metric] ?? [], from, to)
    return { id: mac, label: name, colour, points }
  })
  const hasRoomLine = metric === 'last' && sensors.length > 1
  const room: ChartSeries = {
    id: 'room',
    label: roomLine,
    colour: 'var(--ink)',
    emphasis: 'total',
    points: toMinutes(steps.people, from, to),
  }
  return {
    label: text.chartName(dates),
    zone,
    from,
    to: Math.max(end, to),
    step: minute,
    series: hasRoomLine ? [...sensors, room] : sensors,
    curve: 'step',
    now: to,
    ...(metric === 'last' && capacity !== null && { limit: capacity }),
    ...(provisionalFrom !== null && { provisionalFrom }),
  }
}

/** Returns a point for each known minute of a value that changes in steps. */
function toMinutes(
  steps: readonly (readonly [at: number, value: number | null])[],
  from: number,
  to: number,
): ChartPoint[] {
  return steps.flatMap(([start, value], index) => {
    if (value === null) return []
    const end = Math.min(steps[index + 1]?.[0] ?? to, to)
    const points: ChartPoint[] = []
    for (let at = Math.max(start, from); at < end; at += minute) points.push({ at, value })
    return points
  })
}
