import './metric-plot.css'
import { ChartSvg } from '#src/components/charts/chart-svg.tsx'
import * as text from '#messages/metrics-page.ts'
import type { PlotModel } from './plot-model.ts'
import { formatNumber } from '#src/format/numbers.ts'

/** Below this plot width in pixels, the number of counts is shown without a unit. */
const minLabelledWidth = 240

export function PlotDrawing({
  model,
  colour,
  selected,
  textScale,
}: {
  model: PlotModel
  colour: string
  selected: number | null
  textScale: number
}) {
  const { width, height, plot, bars, band } = model
  const bottom = plot.top + plot.height
  const bar = selected === null ? undefined : bars[selected]
  return (
    <ChartSvg {...{ width, height }} className="metrics-plot" style={{ color: colour }}>
      <PlotAxes model={model} textScale={textScale} />
      {band && (
        <rect
          className="metrics-band"
          x={plot.left}
          y={band.top}
          width={plot.width}
          height={band.height}
        />
      )}
      {bars.map((one) => (
        <rect
          key={one.at}
          className={one.isCounted ? 'metrics-counted' : 'metrics-other'}
          x={one.left}
          y={one.top}
          width={one.width}
          height={one.height}
        />
      ))}
      <path className="metrics-steps" d={model.stepPath} />
      <ResultMarks model={model} textScale={textScale} />
      {bar && (
        <line
          className="metrics-crosshair"
          x1={bar.left + bar.width / 2}
          x2={bar.left + bar.width / 2}
          y1={plot.top}
          y2={bottom}
        />
      )}
    </ChartSvg>
  )
}

function PlotAxes({
  model: { plot, valueTicks, timeTicks },
  textScale,
}: {
  model: PlotModel
  textScale: number
}) {
  const right = plot.left + plot.width
  const bottom = plot.top + plot.height
  return (
    <>
      <text x={0} y={12 * textScale}>
        {text.axisUnit}
      </text>
      {valueTicks.map(({ value, y }) => (
        <g key={value}>
          <line
            className={value === 0 ? 'metrics-base' : 'metrics-grid'}
            x1={plot.left}
            x2={right}
            y1={y}
            y2={y}
          />
          <text x={plot.left - 8 * textScale} y={y + 4.5 * textScale} textAnchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      {timeTicks.map(({ label, x }) => (
        <g key={label}>
          <line className="metrics-base" x1={x} x2={x} y1={bottom} y2={bottom + 4} />
          <text x={x} y={bottom + 20 * textScale} textAnchor={tickAnchor(x, plot.left, right)}>
            {label}
          </text>
        </g>
      ))}
    </>
  )
}

function tickAnchor(x: number, left: number, right: number): 'start' | 'middle' | 'end' {
  if (x < left + 20) return 'start'
  return x > right - 20 ? 'end' : 'middle'
}

/** Draws the value of the metric, and the number of counts on each side of the middle count. */
function ResultMarks({
  model: { plot, result, middle, bars },
  textScale,
}: {
  model: PlotModel
  textScale: number
}) {
  const right = plot.left + plot.width
  const only = bars.filter(({ isCounted }) => isCounted)
  const [single] = only.length === 1 ? only : []
  const isNarrow = plot.width < minLabelledWidth * textScale
  return (
    <>
      {result && (
        <line className="metrics-result" x1={plot.left} x2={right} y1={result.y} y2={result.y} />
      )}
      {single && (
        <circle
          className="metrics-dot"
          cx={single.left + single.width / 2}
          cy={single.top}
          r={4.5}
        />
      )}
      {middle && (
        <>
          <line
            className="metrics-middle"
            x1={middle.x}
            x2={middle.x}
            y1={plot.top - 4}
            y2={plot.top + plot.height}
          />
          <text x={middle.x - 8} y={12 * textScale} textAnchor="end">
            {text.countsBefore(middle.before, isNarrow)}
          </text>
          <text x={middle.x + 8} y={12 * textScale}>
            {text.countsAfter(middle.after, isNarrow)}
          </text>
        </>
      )}
      {result && (
        <text
          className="metrics-result-label"
          x={right - 4}
          y={result.y - 6 * textScale}
          textAnchor="end"
        >
          {result.label}
        </text>
      )}
    </>
  )
}
