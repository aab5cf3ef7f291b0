import './metric-plot.css'
import { useMemo, useState, type PointerEvent } from 'react'
import { ItemSlider } from '#src/components/charts/item-slider.tsx'
import { rootFontScale } from '#src/components/ui/root-font-scale.ts'
import { useElementWidth } from '#src/components/ui/use-element-width.ts'
import { minute } from '#src/domain/time/duration.ts'
import { formatTime, formatTimeOfSecond } from '#src/format/dates.ts'
import { formatPeople } from '#messages/common.ts'
import * as text from '#messages/metrics-page.ts'
import { buildPlot, type PlotInputs, type PlotModel } from './plot-model.ts'

const chartHeight = 248

/**
 * A sensor's counts by window; those that determine the metric are dark.
 *
 * @param colour the sensor's colour
 */
export function MetricPlot({
  label,
  colour,
  ...inputs
}: PlotInputs & { label: string; colour: string }) {
  const { ref, width } = useElementWidth()
  const textScale = rootFontScale()
  const height = chartHeight * textScale
  const { windows, metrics, metric, from, to, stepMs, zone } = inputs
  const model = useMemo(
    () =>
      buildPlot({ windows, metrics, metric, from, to, stepMs, zone }, { width, height, textScale }),
    [windows, metrics, metric, from, to, stepMs, zone, width, height, textScale],
  )
  const [selected, setSelected] = useState<number | null>(null)
  const describe = (index: number) => {
    const bar = model.bars[index]
    if (!bar) return ''
    const time = stepMs < minute ? formatTimeOfSecond(bar.at, zone) : formatTime(bar.at, zone)
    return text.windowValue(time, formatPeople(bar.value), bar.isCounted)
  }
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left
    const nearest = model.bars.reduce<number | null>((best, bar, index) => {
      const distance = Math.abs(bar.left + bar.width / 2 - x)
      const other = best === null ? undefined : model.bars[best]
      return other && Math.abs(other.left + other.width / 2 - x) <= distance ? best : index
    }, null)
    setSelected(nearest)
  }
  return (
    <>
      <div ref={ref} style={{ minHeight: height }}>
        {width > 0 && (
          <figure
            aria-label={label}
            className="metrics-figure"
            style={{ height }}
            onPointerMove={handlePointer}
            onPointerDown={handlePointer}
            onPointerLeave={(event) => event.pointerType === 'mouse' && setSelected(null)}
          >
            <PlotDrawing model={model} colour={colour} selected={selected} textScale={textScale} />
            <ItemSlider
              label={text.selectedWindow(label)}
              count={model.bars.length}
              index={selected}
              valueText={describe}
              onSelect={setSelected}
              outline={{ ...model.plot }}
            />
          </figure>
        )}
      </div>
      <PlotLegend selected={selected === null ? null : describe(selected)} colour={colour} />
    </>
  )
}

/** The colours of the bars; while a window is selected, its value instead. The slider announces the same value. */
function PlotLegend({ selected, colour }: { selected: string | null; colour: string }) {
  return (
    <p className="metrics-legend" style={{ color: colour }}>
      {selected === null ? (
        <>
          <span>
            <i className="metrics-counted" />
            <span>{text.countedLegend}</span>
          </span>
          <span>
            <i className="metrics-other" />
            <span>{text.otherLegend}</span>
          </span>
          <span>
            <span>{text.emptyLegend}</span>
          </span>
        </>
      ) : (
        <span aria-hidden="true">
          <strong>{selected}</strong>
        </span>
      )}
    </p>
  )
}

function PlotDrawing({
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
  const { width, height, plot, bars, band, timeTicks, valueTicks } = model
  const right = plot.left + plot.width
  const bottom = plot.top + plot.height
  const bar = selected === null ? undefined : bars[selected]
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className="metrics-plot"
      style={{ color: colour }}
    >
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
            {value}
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
    </svg>
  )
}

function tickAnchor(x: number, left: number, right: number): 'start' | 'middle' | 'end' {
  if (x < left + 20) return 'start'
  return x > right - 20 ? 'end' : 'middle'
}

/** The value of the metric, and the counts on both sides of the middle one. */
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
            {text.countsBefore(middle.before)}
          </text>
          <text x={middle.x + 8} y={12 * textScale}>
            {text.countsAfter(middle.after)}
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
