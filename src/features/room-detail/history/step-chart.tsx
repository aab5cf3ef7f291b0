import { useMemo } from 'react'
import { ChartFrame, LazyLineChart } from '#src/components/charts/chart-frame.tsx'
import { SegmentedControl } from '#src/components/ui/segmented-control.tsx'
import { useChartParams } from '#src/features/room-detail/chart-params.ts'
import { Section, sectionClasses } from '#src/features/room-detail/panel-layout.tsx'
import { metricControl, metricOptions, noRoomLine } from '#messages/room-chart.ts'
import * as text from '#messages/room-history.tsx'
import type { HistoryView } from './history-view.ts'
import { toChartData } from './step-chart-data.ts'

const metricSegments = (['max', 'last'] as const).map((value) => ({
  value,
  label: metricOptions[value],
}))

/** Draws the sensors and the room by minute, for periods of up to a day. */
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
