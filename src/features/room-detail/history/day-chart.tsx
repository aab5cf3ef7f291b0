import { useLayoutEffect, useMemo } from 'react'
import { imageWidth } from '#src/components/charts/chart-data.ts'
import { ItemFigure, itemAt } from '#src/components/charts/item-figure.tsx'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { formatTime, formatTimeZone } from '#src/format/dates.ts'
import { formatDay } from '#src/format/periods.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { TableData } from '#src/components/charts/data-table.tsx'
import * as text from '#messages/room-history.tsx'
import { buildDayChart, type DayChartModel, type DayColumn } from './day-chart-model.ts'
import { DayPlot } from './day-plot.tsx'
import { tooltip } from './plot-svg.tsx'
import { HistorySection, toDayCell, toTimeCell, type SectionImage } from './history-section.tsx'
import type { HistoryView } from './history-view.ts'

const chartHeight = 212
/** Minimum width of a day, and of everything beside the days, in pixels. On a narrower page, the chart scrolls. */
const minDayWidth = 14
const axesWidth = 140

export function DaySection({ view }: { view: HistoryView }) {
  const { history, zone, dates, level, exportHeading } = view
  return (
    <HistorySection
      title={text.dayByDay}
      note={text.dayByDayNote}
      level={level}
      table={toDayTable(view)}
      image={() => drawDays(view)}
      zone={zone}
      exportHeading={exportHeading}
    >
      <DayChart view={view} />
      <p className="mt-1 text-ink-faint">
        {text.localTime(formatTimeZone(zone, history.from, history.to - 1))}
        <span className="sr-only">, {dates}</span>
      </p>
    </HistorySection>
  )
}

/** Height of the chart as an image, in pixels. */
const imageHeight = 320

function drawDays({ history, previous, zone, opening }: HistoryView): SectionImage {
  const size = { width: imageWidth, height: imageHeight }
  const model = buildDayChart(history, previous?.days ?? [], size, opening)
  return { height: imageHeight, drawing: <DayPlot model={model} zone={zone} selected={null} /> }
}

function toDayTable({ history, previous, zone, dates, opening }: HistoryView): TableData {
  const model = buildDayChart(history, previous?.days ?? [], { width: 0, height: 0 }, opening)
  return {
    caption: text.dayByDayName(dates),
    columns: [
      text.columnDay,
      text.columnSmallest,
      text.columnMiddle,
      text.columnLargest,
      text.columnPeakAt,
      text.columnIncomplete,
      text.columnMissing,
      ...(previous ? [text.columnMiddleBefore] : []),
    ],
    rows: model.columns
      .map(({ day, before, isPartial }) => [
        toDayCell(day, zone),
        day.min,
        day.median,
        day.max,
        toTimeCell(day.peakAt, day, zone),
        isPartial ? text.atTimes : text.noneMissing,
        missingMinutes(day, history.to),
        ...(previous ? [before] : []),
      ])
      .toReversed(),
  }
}

/** Returns how many of a day's past minutes have no data. */
function missingMinutes(day: DayColumn['day'], until: number): number {
  const past = Math.max(0, Math.min(day.to, until) - day.from) / minute
  return Math.max(0, Math.round(past) - day.knownMinutes)
}

function DayChart({ view }: { view: HistoryView }) {
  const { history, previous, zone, dates, opening } = view
  const { ref, width: available } = useElementWidth()
  const scale = rootFontScale()
  const width = Math.max(available, (axesWidth + minDayWidth * history.days.length) * scale)
  const model = useMemo(
    () => buildDayChart(history, previous?.days ?? [], { width, height: chartHeight }, opening),
    [history, previous, width, opening],
  )
  const isScrollable = available > 0 && available < width
  useLayoutEffect(() => {
    if (isScrollable && ref.current) ref.current.scrollLeft = ref.current.scrollWidth
  }, [ref, isScrollable])
  const { columns, plot, slot, valueTicks } = model
  const describe = (index: number) => {
    const column = columns[index]
    return {
      title: column ? formatDay(column.day.from, zone) : '',
      lines: column ? describeColumn(column, history, zone) : [],
    }
  }
  return (
    <div
      ref={ref}
      className="overflow-x-auto overflow-y-hidden print:overflow-visible"
      style={{ minHeight: chartHeight }}
    >
      {available > 0 && (
        <ItemFigure
          name={text.dayByDayName(dates)}
          size={{ width, height: chartHeight }}
          count={columns.length}
          indexAt={(x) => itemAt(x, { left: plot.left, slot, count: columns.length })}
          describe={describe}
          tooltipAt={(index) => ({ x: (columns[index]?.left ?? 0) + slot / 2, ...tooltip })}
          outline={{ ...plot }}
        >
          {(selected) => (
            <>
              {isScrollable && <StickyValues ticks={valueTicks} width={plot.left} />}
              <DayPlot model={model} zone={zone} selected={selected} />
            </>
          )}
        </ItemFigure>
      )}
    </div>
  )
}

/** Keeps the value axis at the left edge, in front of the bars, while the chart scrolls. */
function StickyValues({ ticks, width }: { ticks: DayChartModel['valueTicks']; width: number }) {
  return (
    <div aria-hidden="true" className="room-history-axis">
      <div style={{ width: width - 2, height: chartHeight }} />
      {ticks.map(({ value, y }) => (
        <span key={value} style={{ top: y, width: width - 8 }}>
          {value}
        </span>
      ))}
    </div>
  )
}

/** Returns phrases that describe a day, for the tooltip and the slider. */
function describeColumn(
  { day, before, missing, isPartial, isOpen }: DayColumn,
  { to }: HistoryView['history'],
  zone: HistoryView['zone'],
): string[] {
  if (missing === 'all' || day.max === null) return [text.noData]
  const peakAt = day.peakAt === null ? [] : [text.peakAt(formatTime(day.peakAt, zone))]
  return [
    text.dayRange(day.min ?? 0, day.max),
    ...(day.max > 0 ? peakAt : []),
    ...(day.median === null ? [] : [text.dayMiddle(day.median)]),
    ...(before === null ? [] : [text.dayBefore(before)]),
    ...(missing === 'some' ? [text.dayMissing(missingMinutes(day, to))] : []),
    ...(isPartial ? [text.daySensorMissing] : []),
    ...(isOpen ? [] : [text.closed]),
  ]
}
