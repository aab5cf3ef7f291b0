import { useMemo } from 'react'
import type { PlaceHours } from '#src/contract/insights.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import {
  countTypicalDays,
  listOpenDates,
  computeTypicalDay,
  type HourSpread,
  type TypicalHour,
} from '#src/domain/insights/place-hours.ts'
import { formatHour } from '#src/format/periods.ts'
import * as text from '#messages/insights.ts'
import { buildDayPlot } from './day-plot-model.ts'
import { DayPlot } from './day-plot.tsx'
import { HourFigure } from './hour-figure.tsx'
import { InsightsSection, SectionPlaceholder } from './insights-section.tsx'
import { withComparison, type InsightsView } from './insights-view.ts'
import type { usePlaceHours } from './use-insights.ts'

const height = 268

/** People by hour on a typical open day: median, middle half, lowest and highest. */
export function DaySection({
  view,
  hours: { data, error, isWaiting },
  before,
}: {
  view: InsightsView
  hours: ReturnType<typeof usePlaceHours>
  before: PlaceHours | null
}) {
  const day = useMemo(() => (data ? computeTypicalDay(data.hours) : null), [data])
  const dayBefore = useMemo(() => (before ? computeTypicalDay(before.hours) : null), [before])
  const days = data ? listOpenDates(data.hours).length : 0
  const hasData = day !== null && day.some(({ median }) => median !== null)
  return (
    <InsightsSection
      title={text.typicalDay}
      {...(hasData && { note: text.typicalDayNote(countTypicalDays(data?.hours ?? [])) })}
      table={hasData ? toTable(day, dayBefore, view) : null}
      exportHeading={before ? withComparison(view) : view.exportHeading}
      isWaiting={isWaiting}
    >
      {day === null ? (
        <SectionPlaceholder title={text.typicalDay} error={error} />
      ) : hasData ? (
        <DayChart day={day} before={dayBefore} view={view} />
      ) : (
        <p className="insights-empty">{days === 0 ? text.closedPeriod : text.noData}</p>
      )}
    </InsightsSection>
  )
}

/** Columns of a table of hours; `listSpread` returns their cells. */
export const spreadColumns = [
  text.columnMedian,
  text.columnLower,
  text.columnUpper,
  text.columnLowest,
  text.columnHighest,
  text.columnDays,
]

/** Returns the cells of `spreadColumns` for an hour. */
export const listSpread = ({ median, lower, upper, lowest, highest, days }: HourSpread) => [
  median,
  lower,
  upper,
  lowest,
  highest,
  days,
]

function toTable(
  day: readonly TypicalHour[],
  before: readonly TypicalHour[] | null,
  view: InsightsView,
): TableData {
  return {
    caption: text.typicalDayName(view.dates),
    columns: [
      text.columnHour,
      ...spreadColumns,
      ...(before && view.before ? [text.columnBefore(view.before.dates)] : []),
    ],
    rows: day.map((one) => [
      formatHour(one.hour),
      ...listSpread(one),
      ...(before && view.before ? [before[one.hour]?.median ?? null] : []),
    ]),
  }
}

export const hourSpan = (hour: number) => text.hours(formatHour(hour), formatHour(hour + 1))

function DayChart({
  day,
  before,
  view,
}: {
  day: readonly TypicalHour[]
  before: readonly TypicalHour[] | null
  view: InsightsView
}) {
  const { ref, width } = useElementWidth()
  const model = useMemo(() => buildDayPlot(day, before, { width, height }), [day, before, width])
  const { hours, busiest } = model
  const describe = (index: number) => ({
    title: hourSpan(hours[index]?.hour ?? 0),
    lines: describeHour(hours[index], model.before[index] ?? null, view.before?.dates ?? ''),
  })
  return (
    <div ref={ref} className="insights-plot">
      {width > 0 && (
        <HourFigure
          name={text.typicalDayName(view.dates)}
          frame={model}
          count={hours.length}
          start={busiest ?? 0}
          describe={describe}
          tooltip={{ y: 36, width: 184 }}
        >
          {(selected) => <DayPlot model={model} selected={selected} />}
        </HourFigure>
      )}
      <DayLegend before={before && (view.before?.dates ?? null)} />
    </div>
  )
}

function describeHour(
  hour: TypicalHour | undefined,
  before: number | null,
  dates: string,
): string[] {
  const lines = hour?.isOpen === false ? [text.closed] : []
  if (!hour || hour.median === null) return [...lines, text.noDataLegend]
  const { median, lower, upper, lowest, highest } = hour
  lines.push(text.tooltipMedian(median))
  if (lower !== null && upper !== null) lines.push(text.tooltipHalf(lower, upper))
  if (lowest !== null && highest !== null) lines.push(text.tooltipAll(lowest, highest))
  if (before !== null) lines.push(text.tooltipBefore(dates, before))
  return lines
}

export function DayLegend({ before }: { before: string | null }) {
  return (
    <ul className="insights-legend">
      <li>
        <i className="insights-line-median" />
        {text.median}
      </li>
      <li>
        <i className="insights-swatch insights-swatch-half" />
        {text.middleHalf}
      </li>
      <li>
        <i className="insights-swatch insights-swatch-all" />
        {text.lowestToHighest}
      </li>
      {before !== null && (
        <li>
          <i className="insights-line-before" />
          {before}
        </li>
      )}
    </ul>
  )
}
