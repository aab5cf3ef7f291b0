import { useId, type ReactNode } from 'react'
import { ChartSvg } from '#src/components/charts/chart-svg.tsx'
import { HatchPattern } from '#src/components/ui/hatch-pattern.tsx'
import { formatNumber } from '#src/format/numbers.ts'

/**
 * The SVG of a chart about a period. Hidden from screen readers, because the figure around it has a name and a slider.
 *
 * @param width in pixels, like `height`
 * @param fontSize font size of the labels in pixels; by default, the style sheet sets it
 * @param children the drawing; receives an SVG paint for areas without data
 */
export function PlotSvg({
  width,
  height,
  fontSize,
  children,
}: {
  width: number
  height: number
  fontSize?: number
  children: (hatch: string) => ReactNode
}) {
  const hatch = useId()
  return (
    <ChartSvg {...{ width, height }} className="room-history-chart" style={{ fontSize }}>
      <HatchPattern id={hatch} spacing={5} strokeWidth={1} className="room-history-hatch-line" />
      {children(`url(#${hatch})`)}
    </ChartSvg>
  )
}

export function ValueAxis({
  ticks,
  left,
  right,
}: {
  /** `y` is in pixels from the top. */
  ticks: readonly { value: number; y: number }[]
  left: number
  right: number
}) {
  return ticks.map(({ value, y }) => (
    <g key={value}>
      <line
        className={value === 0 ? 'room-history-base' : 'room-history-grid'}
        x1={left}
        x2={right}
        y1={y}
        y2={y}
      />
      <text x={left - 8} y={y + 4} textAnchor="end">
        {formatNumber(value)}
      </text>
    </g>
  ))
}
