import { imageWidth } from '#src/components/charts/chart-data.ts'
import { PlotSvg } from './plot-svg.tsx'
import type { SectionImage } from './history-section.tsx'

const rowHeight = 32
const gap = 2
const left = 56
const top = 24

/** The colour and the number of a cell; `label` is null without data. */
export type DrawnCell = { step: string; label: string | null }

/** Returns the weekdays and hours as an image, with one row per weekday. */
export function drawCells(
  weekdays: readonly { label: string; cells: readonly DrawnCell[] }[],
  hours: readonly string[],
): SectionImage {
  const height = top + weekdays.length * rowHeight
  const slot = (imageWidth - left) / Math.max(1, hours.length)
  const cellSize = { width: slot - gap, height: rowHeight - gap }
  const drawing = (
    <PlotSvg width={imageWidth} height={height}>
      {(hatch) => (
        <>
          {hours.map((hour, column) => (
            <text key={hour} x={left + (column + 0.5) * slot} y={12} textAnchor="middle">
              {hour}
            </text>
          ))}
          {weekdays.map(({ label, cells }, row) => (
            <g key={label}>
              <text className="room-history-muted" x={0} y={top + row * rowHeight + 19}>
                {label}
              </text>
              {cells.map((cell, column) => (
                <g key={hours[column]}>
                  <rect
                    {...cellSize}
                    x={left + column * slot}
                    y={top + row * rowHeight}
                    {...(cell.label === null
                      ? { fill: hatch, className: 'room-history-hatched' }
                      : { className: `room-history-fill-${cell.step}` })}
                  />
                  <text
                    className={`room-history-on-${cell.step}`}
                    x={left + (column + 0.5) * slot}
                    y={top + row * rowHeight + 19}
                    textAnchor="middle"
                  >
                    {cell.label}
                  </text>
                </g>
              ))}
            </g>
          ))}
        </>
      )}
    </PlotSvg>
  )
  return { height, drawing }
}
