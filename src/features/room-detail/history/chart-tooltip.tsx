const width = 176
const offset = 16

/**
 * The values at the crosshair of a chart. Hidden from screen readers, which read the same values from the slider.
 *
 * @param x position of the crosshair in the chart, in pixels
 * @param width width of the chart in pixels
 */
export function ChartTooltip({
  x,
  y = 28,
  width: chartWidth,
  title,
  lines,
}: {
  x: number
  y?: number
  width: number
  title: string
  lines: readonly string[]
}) {
  const left =
    x - width - offset >= 0 ? x - width - offset : Math.min(x + offset, chartWidth - width)
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute z-2 rounded-card border border-line bg-surface-raised px-3 py-2 text-ink-muted tabular-nums shadow-float print:hidden"
      style={{ left, top: y, width }}
    >
      <p className="font-medium text-ink">{title}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}
