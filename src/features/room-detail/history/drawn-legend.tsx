import { imageWidth } from '#src/components/charts/chart-data.ts'
import * as text from '#messages/room-history.tsx'
import type { CellScale } from './cell-scale.ts'
import { blueSteps } from './scale-legend.tsx'

/** Height of the legend in an image, in pixels. */
export const drawnLegendHeight = 40

/**
 * The legend of the strips in an image, which has no legend beside it.
 *
 * @param y top of the legend in pixels
 * @param hatch an SVG paint
 */
export function DrawnLegend({
  scale,
  y,
  hatch,
  hasProvisional,
}: {
  scale: CellScale
  y: number
  hatch: string
  hasProvisional: boolean
}) {
  const entries = [
    { label: text.legendFree, className: 'room-history-open' },
    ...blueSteps(scale).map((label, index) => ({
      label,
      className: `room-history-fill-${index + 1}`,
    })),
    ...(scale.kind === 'capacity'
      ? [
          { label: text.legendBusy, className: 'room-history-fill-busy' },
          { label: text.legendOver, className: 'room-history-fill-over' },
        ]
      : []),
    { label: text.closed, className: 'room-history-ground' },
    { label: text.noData, className: 'room-history-hatched', fill: hatch },
    ...(hasProvisional
      ? [{ label: text.legendProvisional, className: 'room-history-change', isMark: true }]
      : []),
  ]
  const spacing = imageWidth / entries.length
  return entries.map(({ label, isMark = false, ...swatch }, index) => (
    <g key={label}>
      <rect
        {...swatch}
        x={index * spacing}
        y={isMark ? y + 8 : y}
        width={14}
        height={isMark ? 2 : 10}
      />
      <text className="room-history-muted" x={index * spacing + 20} y={y + 9}>
        {label}
      </text>
    </g>
  ))
}
