import { FloatingTooltip } from '#src/components/charts/floating-tooltip.tsx'

/**
 * @param x position of the crosshair in the chart, in pixels
 * @param y position of the tooltip
 */
export function ChartTooltip({
  x,
  y = 28,
  title,
  lines,
}: {
  x: number
  y?: number
  title: string
  lines: readonly string[]
}) {
  return (
    <FloatingTooltip x={x} y={y} width={176}>
      <p className="font-medium text-ink">{title}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </FloatingTooltip>
  )
}
