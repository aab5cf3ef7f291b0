import {
  XAxis,
  YAxis,
  CartesianGrid,
  DefaultZIndexes,
  Line,
  LineChart as Lines,
  ReferenceArea,
  ReferenceLine,
  ZIndexLayer,
} from 'recharts'
import { type ChartModel, createScales, type ChartLine } from './chart-model.ts'
import { memo, useId } from 'react'
import type { CurveKind } from './chart-data.ts'
import type { LineSegment } from './line-segments.ts'

const tickTextStyle = ({ textScale }: ChartModel) => ({
  fill: 'var(--ink-faint)',
  fontSize: 13 * textScale,
})
const axisLineStyle = { stroke: 'var(--line-strong)' }

/** The time axis below the plot. */
function TimeAxis({ model }: { model: ChartModel }) {
  const labels = new Map(model.timeTicks.map(({ at, label }) => [at, label]))
  return (
    <XAxis
      dataKey="at"
      type="number"
      domain={[model.from, model.to]}
      allowDataOverflow
      ticks={[...labels.keys()]}
      tickFormatter={(at: number) => labels.get(at) ?? ''}
      interval={0}
      height={model.height - model.plot.top - model.plot.height}
      tick={tickTextStyle(model)}
      tickMargin={6 * model.textScale}
      tickSize={4 * model.textScale}
      tickLine={axisLineStyle}
      axisLine={axisLineStyle}
    />
  )
}

function ValueAxis({ model }: { model: ChartModel }) {
  const labels = new Map(model.valueTicks.map(({ value, label }) => [value, label]))
  return (
    <YAxis
      domain={[0, model.top]}
      ticks={[...labels.keys()]}
      tickFormatter={(value: number) => labels.get(value) ?? ''}
      allowDecimals={model.curve === 'linear'}
      interval={0}
      width={model.plot.left}
      tick={tickTextStyle(model)}
      tickSize={0}
      tickMargin={8 * model.textScale}
      tickLine={false}
      axisLine={false}
    />
  )
}

/** Returns the baseline of the unit, one line above the labels of gaps, which scroll past it on narrow screens. */
export const unitBaseline = ({ textScale }: ChartModel) => 12 * textScale

/** The text around the plot (unit, zone, labels of lines) and the dots of isolated values. */
function PlotLabels({ model }: { model: ChartModel }) {
  const { plot, width, textScale } = model
  const { x, y } = createScales(model)
  const right = plot.left + plot.width
  return (
    <g fontSize={13 * textScale} fill="var(--ink-faint)">
      <text x={0} y={unitBaseline(model)}>
        {model.unit}
      </text>
      <text x={width} y={plot.top + plot.height + 20 * textScale} textAnchor="end">
        {model.zone}
      </text>
      {model.lines.flatMap(({ id, colour, segments }) =>
        segments.flatMap(({ dots }) =>
          dots.map((dot) => (
            <circle
              key={`${id} ${dot.at}`}
              cx={x(dot.at)}
              cy={y(dot.value)}
              r={2.5}
              fill={colour}
            />
          )),
        ),
      )}
      {model.labels.map((label) => (
        <g key={label.id}>
          {label.colour && (
            <rect
              x={right + 8 * textScale}
              y={label.y - 1.5}
              width={10 * textScale}
              height={3}
              rx={1}
              fill={label.colour}
            />
          )}
          <text
            x={right + (label.colour ? 24 : 8) * textScale}
            y={label.y + 4.5 * textScale}
            fill={label.colour ? 'var(--ink)' : 'var(--ink-faint)'}
            fontWeight={label.strong ? 600 : 400}
          >
            {label.text}
          </text>
        </g>
      ))}
    </g>
  )
}

/**
 * The plot: gaps, grid, limit and lines. Its margins come from the model, so that the crosshair can use the same
 * scales. Memoised, so that it renders only when the model changes.
 */
export const Plot = memo(function Plot({ model }: { model: ChartModel }) {
  const hatch = useId()
  const { width, height, plot } = model
  return (
    <Lines
      width={width}
      height={height}
      accessibilityLayer={false}
      margin={{ top: plot.top, right: width - plot.left - plot.width, bottom: 0, left: 0 }}
    >
      <GapHatch id={hatch} stroke="var(--line)" />
      <GapHatch id={`${hatch}band`} stroke="var(--ink-faint)" />
      {model.gaps.map((gap) => (
        <ReferenceArea
          key={`${gap.from} ${gap.label}`}
          x1={Math.max(gap.from, model.from)}
          x2={Math.min(gap.to, model.to)}
          fill={gapFill(gap, hatch)}
          fillOpacity={1}
          y1={gap.low}
          y2={model.top}
          label={
            gap.named && {
              ...tickTextStyle(model),
              position: 'top',
              offset: 2 * model.textScale,
              value: gap.label,
            }
          }
        />
      ))}
      {model.provisional && (
        <ReferenceArea
          x1={model.provisional.from}
          x2={model.provisional.to}
          fill="var(--ink)"
          fillOpacity={0.06}
        />
      )}
      <CartesianGrid vertical={false} stroke="var(--line)" shapeRendering="crispEdges" />
      <TimeAxis model={model} />
      <ValueAxis model={model} />
      {model.limit && (
        <ReferenceLine
          y={model.limit.value}
          stroke="var(--ink-muted)"
          strokeWidth={1.25}
          strokeDasharray="6 4"
        />
      )}
      {model.lines.flatMap((line) =>
        line.segments.map((segment) => (
          <SegmentLine
            key={`${line.id} ${segment.partial}`}
            line={line}
            segment={segment}
            curve={model.curve}
          />
        )),
      )}
      <ZIndexLayer zIndex={DefaultZIndexes.label}>
        <PlotLabels model={model} />
      </ZIndexLayer>
    </Lines>
  )
})

function SegmentLine({
  line,
  segment,
  curve,
}: {
  line: ChartLine
  segment: LineSegment
  curve: CurveKind
}) {
  return (
    <Line
      data={[...segment.points]}
      dataKey="value"
      type={curve === 'step' ? 'stepAfter' : 'linear'}
      stroke={line.colour}
      strokeWidth={segment.partial ? Math.min(1.5, line.width) : line.width}
      {...(segment.partial || line.dashed ? { strokeDasharray: '2 3' } : {})}
      strokeLinejoin="round"
      connectNulls={false}
      isAnimationActive={false}
      activeDot={false}
      dot={false}
      // Above the time axis, so that a line at 0 keeps its colour. The first frame contains only standard layers of
      // Recharts, so this is one of them.
      zIndex={DefaultZIndexes.scatter}
    />
  )
}

/**
 * Returns the fill of a gap. A gap over the full height has fainter hatching than a thin band, where faint hatching
 * would be hard to see.
 */
function gapFill({ narrow, low }: ChartModel['gaps'][number], hatch: string): string {
  if (narrow) return 'var(--ink-faint)'
  return `url(#${low > 0 ? `${hatch}band` : hatch})`
}

function GapHatch({ id, stroke }: { id: string; stroke: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M.5 0V7" stroke={stroke} strokeWidth="1.5" />
      </pattern>
    </defs>
  )
}
