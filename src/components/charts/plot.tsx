import { memo, useId } from 'react'
import {
  CartesianGrid,
  DefaultZIndexes,
  Line,
  LineChart as Lines,
  ReferenceArea,
  ReferenceLine,
  ZIndexLayer,
} from 'recharts'
import type { ChartLine, ChartModel } from './drawing.ts'
import { TimeAxis, ValueAxis } from './plot-axes.tsx'
import { PlotText } from './plot-text.tsx'
import type { CurveKind } from './series.ts'
import type { Stroke } from './strokes.ts'

/**
 * The drawing itself: silences, grid, limit and lines. Room around the plot is given by the model and not found by
 * Recharts, so that crosshair and picture can use the same scales. Drawn again only when the model changes.
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
      <Hatch id={hatch} />
      {model.gaps.map((gap) => (
        <ReferenceArea
          key={`${gap.from} ${gap.label}`}
          x1={Math.max(gap.from, model.from)}
          x2={Math.min(gap.to, model.to)}
          fill={`url(#${hatch})`}
          fillOpacity={1}
        />
      ))}
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
        line.strokes.map((stroke) => (
          <Pen
            key={`${line.id} ${stroke.partial}`}
            line={line}
            stroke={stroke}
            curve={model.curve}
          />
        )),
      )}
      <ZIndexLayer zIndex={DefaultZIndexes.label}>
        <PlotText model={model} />
      </ZIndexLayer>
    </Lines>
  )
})

function Pen({ line, stroke, curve }: { line: ChartLine; stroke: Stroke; curve: CurveKind }) {
  return (
    <Line
      data={[...stroke.points]}
      dataKey="value"
      type={curve === 'step' ? 'stepAfter' : 'linear'}
      stroke={line.colour}
      strokeWidth={stroke.partial ? 1.5 : line.width}
      {...(stroke.partial ? { strokeDasharray: '2 3' } : {})}
      strokeLinejoin="round"
      connectNulls={false}
      isAnimationActive={false}
      activeDot={false}
      dot={false}
    />
  )
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={id}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M.5 0V7" stroke="var(--line)" strokeWidth="1.5" />
      </pattern>
    </defs>
  )
}
