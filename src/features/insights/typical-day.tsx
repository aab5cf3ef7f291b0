import { useMemo, useState, type PointerEvent } from 'react'
import type { PlaceHours } from '#src/contract/insights.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import { FloatingTooltip } from '#src/components/charts/floating-tooltip.tsx'
import { ItemSlider } from '#src/components/charts/item-slider.tsx'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import {
  listOpenDates,
  computeTypicalDay,
  type TypicalHour,
} from '#src/domain/insights/place-hours.ts'
import { formatHour } from '#src/format/periods.ts'
import * as charts from '#messages/charts.ts'
import * as text from '#messages/insights.ts'
import { buildDayPlot } from './day-plot-model.ts'
import { DayPlot } from './day-plot.tsx'
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
      {...(hasData && { note: text.typicalDayNote(days) })}
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

function toTable(
  day: readonly TypicalHour[],
  before: readonly TypicalHour[] | null,
  view: InsightsView,
): TableData {
  return {
    caption: text.typicalDayName(view.dates),
    columns: [
      text.columnHour,
      text.columnMedian,
      text.columnLower,
      text.columnUpper,
      text.columnLowest,
      text.columnHighest,
      text.columnDays,
      ...(before && view.before ? [text.columnBefore(view.before.dates)] : []),
    ],
    rows: day.map(({ hour, median, lower, upper, lowest, highest, days }) => [
      formatHour(hour),
      median,
      lower,
      upper,
      lowest,
      highest,
      days,
      ...(before && view.before ? [before[hour]?.median ?? null] : []),
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
  const [selected, setSelected] = useState<number | null>(null)
  const model = useMemo(() => buildDayPlot(day, before, { width, height }), [day, before, width])
  const { left, top, bottom, slot, hours } = model
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - left
    const index = Math.floor(x / slot)
    setSelected(index >= 0 && index < hours.length ? index : null)
  }
  const describe = (index: number) => ({
    title: hourSpan(hours[index]?.hour ?? 0),
    lines: describeHour(hours[index], model.before[index] ?? null, view.before?.dates ?? ''),
  })
  const name = text.typicalDayName(view.dates)
  return (
    <div ref={ref} className="insights-plot">
      {width > 0 && (
        <figure
          aria-label={name}
          style={{ height }}
          onPointerMove={handlePointer}
          onPointerDown={handlePointer}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setSelected(null)}
        >
          <DayPlot model={model} selected={selected} />
          {selected !== null && (
            <Tooltip x={left + (selected + 0.5) * slot} {...describe(selected)} />
          )}
          <ItemSlider
            label={charts.sliderLabel(name)}
            count={hours.length}
            index={selected}
            start={model.busiest ?? 0}
            valueText={(index) => {
              const { title, lines } = describe(index)
              return charts.sliderText(title, lines)
            }}
            onSelect={setSelected}
            outline={{ left, top, width: slot * hours.length, height: bottom - top }}
          />
        </figure>
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

function Tooltip({ x, title, lines }: { x: number; title: string; lines: readonly string[] }) {
  return (
    <FloatingTooltip x={x} y={36} width={184}>
      <p className="font-medium text-ink">{title}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </FloatingTooltip>
  )
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
