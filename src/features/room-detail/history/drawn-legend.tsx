import { imageWidth } from '#src/components/charts/chart-data.ts'
import * as text from '#messages/room-history.tsx'
import type { CellScale } from './cell-scale.ts'
import { listBlueSteps } from './scale-legend.tsx'

/** Height of the legend in an image, in pixels. */
export const drawnLegendHeight = 40

/**
 * Draws the legend of the strips into an image, because an image has no legend beside it.
 *
 * @param y top of the legend in pixels
 * @param hatch an SVG paint
 */
export function DrawnLegend({
  scale,
  y,
  hatch,
  hasPartial,
  hasProvisional,
}: {
  scale: CellScale
  y: number
  hatch: string
  hasPartial: boolean
  hasProvisional: boolean
}) {
  const entries = [
    { label: text.legendFree, className: 'room-history-open' },
    ...listBlueSteps(scale).map(({ step, label }) => ({
      label,
      className: `room-history-fill-${step}`,
    })),
    ...(scale.kind === 'capacity'
      ? [
          { label: text.legendBusy, className: 'room-history-fill-busy' },
          { label: text.legendOver, className: 'room-history-fill-over' },
        ]
      : []),
    { label: text.closed, className: 'room-history-ground' },
    { label: text.noData, className: 'room-history-hatched', fill: hatch },
  ]
  const marks = [
    ...(hasPartial ? [{ label: text.sensorMissing, className: 'room-history-partial' }] : []),
    ...(hasProvisional
      ? [{ label: text.legendProvisional, className: 'room-history-change' }]
      : []),
  ]
  // The label of a mark can be twice as wide as those of the colours.
  const spacing = imageWidth / (entries.length + 2 * marks.length)
  return (
    <>
      {entries.map(({ label, ...swatch }, index) => (
        <g key={label}>
          <rect {...swatch} x={index * spacing} y={y} width={14} height={10} />
          <text className="room-history-muted" x={index * spacing + 20} y={y + 9}>
            {label}
          </text>
        </g>
      ))}
      {marks.map(({ label, className }, index) => {
        const x = (entries.length + 2 * index) * spacing
        return (
          <g key={label}>
            <path className={className} d={`M${x} ${y + 9}h14`} />
            <text className="room-history-muted" x={x + 20} y={y + 9}>
              {label}
            </text>
          </g>
        )
      })}
    </>
  )
}
