import { clsx } from 'clsx'
import { ReportSection } from '#src/components/report/report-page.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import * as text from '#messages/room-history.tsx'
import { buildDayChart } from '#src/features/room-detail/history/day-chart-model.ts'
import { DayPlot } from '#src/features/room-detail/history/day-plot.tsx'
import { drawGroupSizes } from '#src/features/room-detail/history/group-size-chart.tsx'
import type { HistoryView } from '#src/features/room-detail/history/history-view.ts'
import { openingSpan } from '#src/features/room-detail/history/opening.ts'
import { ScaleLegend } from '#src/features/room-detail/history/scale-legend.tsx'
import { WeekHourTable } from '#src/features/room-detail/history/week-hours.tsx'

export type ChartView = Pick<
  HistoryView,
  'history' | 'previous' | 'zone' | 'opening' | 'dates' | 'scale'
>

/** Width in pixels of a chart in half of the page, and size of a chart across the page. Charts scale with the page. */
const halfWidth = 338
const fullSize = { width: 698, height: 144 }

/** Number of hours up to which a column is wide enough for three characters. */
const maxWideHours = 12

/** Returns the hours from opening to closing; all hours if the room is never open. */
function listHours(opening: ChartView['opening']): number[] {
  const { from, to } = openingSpan(opening)
  const [first, end] = from < to ? [from, to] : [0, 24]
  return Array.from({ length: end - first }, (_, index) => first + index)
}

/** The average number of people by weekday and hour of opening. */
export function ReportWeekHours({ view }: { view: ChartView }) {
  const hours = listHours(view.opening)
  return (
    <ReportSection title={text.weekHours} note={text.averageNote}>
      <div className={clsx(hours.length > maxWideHours && 'report-week-hours-long')}>
        <WeekHourTable view={view} hours={hours} isTransposed={false} />
      </div>
      <ScaleLegend scale={view.scale} />
    </ReportSection>
  )
}

/** For how long groups of each size were in the room. */
export function ReportGroupSizes({ view }: { view: ChartView }) {
  const { history, dates } = view
  const total = history.minutesByPeople.reduce((sum, { minutes }) => sum + minutes, 0)
  return (
    <ReportSection title={text.groupSizes} {...(total > 0 && { note: text.groupSizesNote(total) })}>
      {total > 0 ? (
        <figure aria-label={text.groupSizesName(dates)} className="m-0">
          {drawGroupSizes(view, total, halfWidth).drawing}
        </figure>
      ) : (
        <p className="report-muted">
          {history.coverage.knownMinutes > 0 ? text.neverInUse : text.noDataInPeriod}
        </p>
      )}
    </ReportSection>
  )
}

/** The smallest and the largest number of people on each day. */
export function ReportDays({ view }: { view: ChartView }) {
  const { history, previous, zone, opening, dates } = view
  const model = buildDayChart(history, previous?.days ?? [], fullSize, opening)
  return (
    <ReportSection title={text.dayByDay} note={text.dayByDayNote}>
      <ScrollRegion label={text.dayByDayName(dates)} className="report-wide-chart">
        <DayPlot model={model} zone={zone} selected={null} />
      </ScrollRegion>
    </ReportSection>
  )
}
