import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatCalendarDay } from '#src/format/dates.ts'
import { formatDay } from '#src/format/periods.ts'
import * as text from '#messages/room-history.tsx'
import type { DayChartModel, DayColumn } from './day-chart-model.ts'
import { PlotSvg, ValueAxis } from './plot-svg.tsx'
import { weekdayOfDate } from '#src/domain/time/local-date.ts'

/** Minimum distances in pixels between labels such as `Mon 16 Nov`, and between labels such as `Mon 16`. */
const minTickSpacing = 64
const minShortTickSpacing = 48

export function DayPlot({
  model,
  zone,
  selected,
}: {
  model: DayChartModel
  zone: TimeZone
  selected: number | null
}) {
  const { width, height, plot, capacity } = model
  const right = plot.left + plot.width
  return (
    <PlotSvg width={width} height={height}>
      {(hatch) => (
        <>
          <DayGround model={model} hatch={hatch} />
          <ValueAxis ticks={model.valueTicks} left={plot.left} right={right} />
          <DayBars model={model} selected={selected} />
          {capacity !== null && (
            <path className="room-history-capacity" d={`M${plot.left} ${capacity}H${right}`} />
          )}
          <path className="room-history-before" d={model.beforePath} />
          <path className="room-history-median" d={model.medianPath} />
          <PeakLabel model={model} />
          <LineLabels model={model} />
          <DayTicks model={model} zone={zone} />
        </>
      )}
    </PlotSvg>
  )
}

/** Draws the background of closed days and of days without data. */
function DayGround({
  model: { columns, plot, slot },
  hatch,
}: {
  model: DayChartModel
  /** The SVG paint for days without data. */
  hatch: string
}) {
  return columns.map(({ day, left, isOpen, missing }) => (
    <g key={day.date}>
      {!isOpen && (
        <rect
          className="room-history-closed"
          x={left}
          y={plot.top}
          width={slot}
          height={plot.height}
        />
      )}
      {missing === 'all' && (
        <rect x={left} y={plot.top} width={slot} height={plot.height} fill={hatch} />
      )}
    </g>
  ))
}

/** Draws each day's range of people, and marks days that lack minutes or, at times, a sensor. */
function DayBars({
  model: { columns, plot, slot },
  selected,
}: {
  model: DayChartModel
  selected: number | null
}) {
  const bottom = plot.top + plot.height
  const barGap = slot > 12 ? 2 : slot > 4 ? 1 : 0
  return columns.map(({ day, left, bar, missing, isPartial }, index) => (
    <g key={day.date}>
      {bar && (
        <rect
          className="room-history-bar"
          data-selected={index === selected || undefined}
          x={left + barGap / 2}
          y={bar.top}
          width={Math.max(1, slot - barGap)}
          height={Math.max(1, bar.height)}
        />
      )}
      {(missing === 'some' || isPartial) && (
        <rect className="room-history-incomplete" x={left} y={bottom + 2} width={slot} height={3} />
      )}
    </g>
  ))
}

function PeakLabel({ model: { columns, slot } }: { model: DayChartModel }) {
  const highest = columns.reduce<DayColumn | null>(
    (best, column) => ((column.day.max ?? 0) > (best?.day.max ?? 0) ? column : best),
    null,
  )
  if (!highest?.bar) return null
  return (
    <text
      className="room-history-strong room-history-halo"
      x={highest.left + slot / 2}
      y={highest.bar.top - 6}
      textAnchor="middle"
    >
      {highest.day.max}
    </text>
  )
}

const lineLabels = {
  capacity: { label: text.capacityLine, className: 'room-history-muted' },
  median: { label: text.medianLine, className: 'room-history-strong' },
  before: { label: text.beforeLine, className: 'room-history-muted' },
}

function LineLabels({ model: { labels, plot } }: { model: DayChartModel }) {
  return labels.map(({ kind, y }) => (
    <text
      key={kind}
      className={lineLabels[kind].className}
      x={plot.left + plot.width + 8}
      y={y + 4}
    >
      {lineLabels[kind].label}
    </text>
  ))
}

/** Labels all days if the labels fit, otherwise the first day and Mondays. */
function DayTicks({ model, zone }: { model: DayChartModel; zone: TimeZone }) {
  const { columns, slot, height } = model
  const isEveryDayShown = slot >= minShortTickSpacing
  const spacing = isEveryDayShown ? minShortTickSpacing : minTickSpacing
  let end = -Infinity
  const ticks = columns.filter(({ day, left }, index) => {
    const isCandidate = isEveryDayShown || index === 0 || weekdayOfDate(day.date) === 0
    if (!isCandidate || left < end + spacing) return false
    end = left
    return true
  })
  return ticks.map(({ day, left }) => (
    <text key={day.date} x={left + slot / 2} y={height - 10} textAnchor="middle">
      {slot >= minTickSpacing
        ? formatDay(day.from, zone)
        : formatCalendarDay(day.from, zone, !isEveryDayShown)}
    </text>
  ))
}
