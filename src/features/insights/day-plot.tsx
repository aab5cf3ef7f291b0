import { ChartSvg } from '#src/components/charts/chart-svg.tsx'
import { formatHour } from '#src/format/periods.ts'
import * as text from '#messages/insights.ts'
import { listLabelledHours, type DayPlotModel } from './day-plot-model.ts'
import { formatNumber } from '#src/format/numbers.ts'

/** The drawing of a typical day. Hidden from screen readers, because the figure around it has a slider. */
export function DayPlot({ model, selected }: { model: DayPlotModel; selected: number | null }) {
  const { width, height, left, top, bottom, slot, hours, ticks } = model
  const right = left + slot * hours.length
  const labelled = listLabelledHours(
    hours.map(({ hour }) => hour),
    slot,
  )
  return (
    <ChartSvg width={width} height={height} className="insights-drawing">
      <ClosedHours model={model} />
      {ticks.map(({ value, y }) => (
        <g key={value}>
          {value > 0 && <path className="insights-grid" d={`M${left} ${y}H${right}`} />}
          <text x={left - 8} y={y + 4} textAnchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      <path className="insights-all" d={model.allPath} />
      <path className="insights-half" d={model.halfPath} />
      <path className="insights-before" d={model.beforePath} />
      <path className="insights-median" d={model.medianPath} />
      <path className="insights-base" d={`M${left} ${bottom}H${right}`} />
      {labelled.map((index) => (
        <text key={index} x={left + index * slot} y={height - 8} textAnchor="middle">
          {formatHour(hours[index]?.hour ?? 0)}
        </text>
      ))}
      <BusiestLabel model={model} />
      {selected !== null && (
        <path
          className="insights-selected"
          d={`M${left + (selected + 0.5) * slot} ${top}V${bottom}`}
        />
      )}
    </ChartSvg>
  )
}

/** The background of hours outside opening hours, with one label where it fits. */
function ClosedHours({ model: { left, top, bottom, slot, hours } }: { model: DayPlotModel }) {
  const lastOpen = hours.findLastIndex(({ isOpen }) => isOpen)
  const after = (hours.length - 1 - lastOpen) * slot
  return (
    <>
      {hours.map(
        ({ hour, isOpen }, index) =>
          !isOpen && (
            <rect
              key={hour}
              className="insights-closed"
              x={left + index * slot}
              y={top - 12}
              width={slot}
              height={bottom - top + 12}
            />
          ),
      )}
      {lastOpen >= 0 && after >= 44 && (
        <text
          className="insights-small"
          x={left + (lastOpen + 1) * slot + after / 2}
          y={top + 22}
          textAnchor="middle"
        >
          {text.closed}
        </text>
      )}
    </>
  )
}

/** The only label in the plot: the largest median, with a line to its hour. */
function BusiestLabel({ model }: { model: DayPlotModel }) {
  const { busiest, hours, left, top, slot, width, y } = model
  const hour = busiest === null ? undefined : hours[busiest]
  if (busiest === null || !hour || hour.median === null) return null
  const x = left + (busiest + 0.5) * slot
  const isWide = width >= 400
  const at = text.hours(formatHour(hour.hour), formatHour(hour.hour + 1))
  return (
    <>
      <path className="insights-leader" d={`M${x} ${top - 8}V${y(hour.median) - 2}`} />
      <text
        className="insights-strong"
        x={Math.min(Math.max(x, left + (isWide ? 130 : 70)), width - (isWide ? 130 : 70))}
        y={top - 14}
        textAnchor="middle"
      >
        {text.busiestHour(hour.median, at)}
        {isWide && hour.lowest !== null && hour.highest !== null && (
          <tspan className="insights-muted">{text.fromTo(hour.lowest, hour.highest)}</tspan>
        )}
      </text>
    </>
  )
}
