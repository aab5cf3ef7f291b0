import { scales } from './chart-model.ts'
import type { ChartModel } from './drawing.ts'

const halo = {
  paintOrder: 'stroke',
  stroke: 'var(--surface-raised)',
  strokeWidth: 4,
  strokeLinejoin: 'round',
} as const

/** What is written into a plot: unit, zone, the silences' and the lines' names, and dots for lone values. */
export function PlotText({ model }: { model: ChartModel }) {
  const { plot, width } = model
  const { x, y } = scales(model)
  const right = plot.left + plot.width
  return (
    <g fontSize={13} fill="var(--ink-faint)">
      <text x={0} y={14}>
        {model.unit}
      </text>
      <text x={width} y={plot.top + plot.height + 20} textAnchor="end">
        {model.zone}
      </text>
      {model.gaps.map((gap) => {
        const middle = (x(Math.max(gap.from, model.from)) + x(Math.min(gap.to, model.to))) / 2
        return gap.named ? (
          <text
            key={gap.from}
            x={middle}
            y={plot.top + plot.height - 8}
            textAnchor="middle"
            {...halo}
          >
            {gap.label}
          </text>
        ) : null
      })}
      {model.lines.flatMap(({ id, colour, strokes }) =>
        strokes.flatMap(({ dots }) =>
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
              x={right + 8}
              y={label.y - 1.5}
              width={10}
              height={3}
              rx={1}
              fill={label.colour}
            />
          )}
          <text
            x={right + (label.colour ? 24 : 8)}
            y={label.y + 4.5}
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
