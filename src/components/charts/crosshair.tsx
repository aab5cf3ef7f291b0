import { useMemo, useState } from 'react'
import { createScales, type ChartModel } from './chart-model.ts'
import { formatTimestamp, formatSeriesValue } from './chart-labels.ts'
import { type SeriesValue, valuesAt, type ChartData } from './chart-data.ts'
import { FloatingTooltip } from './floating-tooltip.tsx'
import { truncateMiddle } from './label-layout.ts'

/** The selected time in Unix milliseconds, or null if no time is selected. */
export type Crosshair = { at: number | null; moveTo: (at: number | null) => void }

/** Returns the state of a crosshair, initially without a selected time. */
export function useCrosshair(): Crosshair {
  const [at, moveTo] = useState<number | null>(null)
  return useMemo(() => ({ at, moveTo }), [at])
}

/**
 * A vertical line at the selected time, a dot on each line, and the values. Hidden from screen readers, which get the
 * values from the slider.
 */
export function CrosshairOverlay({
  data,
  model,
  at,
  visibleWidth,
}: {
  data: ChartData
  model: ChartModel
  at: number
  /** Width of the visible part of the chart in pixels. */
  visibleWidth: number
}) {
  const { x, y } = createScales(model)
  const values = valuesAt(data, at)
  const { plot } = model
  const nameLength = maxNameLength(visibleWidth / model.textScale)
  const width = tooltipWidth(data, nameLength) * model.textScale
  const left = Math.round(x(at))
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-2 print:hidden">
      <svg width={model.width} height={model.height} className="absolute inset-0">
        <path
          d={`M${left}.5 ${plot.top}V${plot.top + plot.height}`}
          stroke="var(--ink-muted)"
          shapeRendering="crispEdges"
        />
        {values.map(({ series, value }) =>
          value === null ? null : (
            <circle
              key={series.id}
              cx={left}
              cy={y(value)}
              r={4.5}
              fill={series.colour}
              stroke="var(--surface-raised)"
              strokeWidth={2}
            />
          ),
        )}
      </svg>
      <FloatingTooltip x={left} y={plot.top + 8} width={width} className="text-13">
        <p className="m-0">{formatTimestamp(data, at)}</p>
        {values.map((seriesValue) => (
          <TooltipRow
            key={seriesValue.series.id}
            seriesValue={seriesValue}
            nameLength={nameLength}
          />
        ))}
      </FloatingTooltip>
    </div>
  )
}

function TooltipRow({ seriesValue, nameLength }: { seriesValue: SeriesValue; nameLength: number }) {
  const total = seriesValue.series.emphasis === 'total'
  return (
    <p
      className={`m-0 flex items-center gap-2 ${total ? 'mt-1 border-t border-line pt-1 font-medium text-ink' : ''}`}
    >
      <i
        className="rounded-px h-[3px] w-3 flex-none"
        style={{ background: seriesValue.series.colour }}
      />
      <span className="min-w-0 flex-1 truncate">
        {truncateMiddle(seriesValue.series.label, nameLength)}
      </span>
      <b className="font-semibold text-ink">{formatSeriesValue(seriesValue)}</b>
    </p>
  )
}

/**
 * Returns the maximum length of a name in characters. On a phone, names are shorter, so that the tooltip fits beside
 * the line.
 *
 * @param visibleWidth in pixels, for text of 13 px
 */
function maxNameLength(visibleWidth: number): number {
  return visibleWidth < 480 ? 10 : 16
}

/** Returns the width for the longest name and a four-digit value, in pixels for text of 13 px. */
function tooltipWidth({ series }: ChartData, maxLength: number): number {
  const nameLength = Math.max(...series.map(({ label }) => Math.min(label.length, maxLength)))
  return Math.max(148, 96 + 7.5 * nameLength)
}
