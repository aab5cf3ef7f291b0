import { ChartSvg } from '#src/components/charts/chart-svg.tsx'
import { formatHour } from '#src/format/periods.ts'
import type { ComparePlotModel } from './compare-plot-model.ts'
import { listLabelledHours } from './day-plot-model.ts'
import { formatNumber } from '#src/format/numbers.ts'

/** The drawing of a comparison. Hidden from screen readers, because the figure around it has a slider. */
export function ComparePlot({
  model: { width, height, left, top, bottom, slot, hours, ticks, lines },
  selected,
}: {
  model: ComparePlotModel
  selected: number | null
}) {
  const right = left + slot * hours.length
  return (
    <ChartSvg width={width} height={height} className="insights-drawing">
      {ticks.map(({ value, y }) => (
        <g key={value}>
          <path
            className={value === 0 ? 'insights-base' : 'insights-grid'}
            d={`M${left} ${y}H${right}`}
          />
          <text x={left - 8} y={y + 4} textAnchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      {lines.map(({ id, colour, path }) => (
        <path key={id} className="insights-line" style={{ stroke: colour }} d={path} />
      ))}
      {listLabelledHours(hours, slot).map((index) => (
        <text key={index} x={left + index * slot} y={height - 8} textAnchor="middle">
          {formatHour(hours[index] ?? 0)}
        </text>
      ))}
      {selected !== null && (
        <path
          className="insights-selected"
          d={`M${left + (selected + 0.5) * slot} ${top}V${bottom}`}
        />
      )}
    </ChartSvg>
  )
}
