import { type ReactNode, createContext, use, useMemo, useState } from 'react'
import { createScales, type ChartModel } from './chart-model.ts'
import { formatTimestamp, formatSeriesValue } from './chart-labels.ts'
import { type SeriesValue, valuesAt, type ChartData } from './chart-data.ts'
import { truncateMiddle } from './label-layout.ts'

/** Where the crosshair stands, Unix milliseconds; `null` when nobody points at a moment. */
export type Crosshair = { at: number | null; moveTo: (at: number | null) => void }

const CrosshairContext = createContext<Crosshair | null>(null)

/** Charts inside share one crosshair: pointing at a moment in one shows that moment in all. */
export function SharedCrosshair({ children }: { children: ReactNode }) {
  const crosshair = useLocalCrosshair()
  return <CrosshairContext value={crosshair}>{children}</CrosshairContext>
}

/** The shared crosshair, or the chart's own where none is shared. */
export function useCrosshair(): Crosshair {
  const own = useLocalCrosshair()
  return use(CrosshairContext) ?? own
}

function useLocalCrosshair(): Crosshair {
  const [at, moveTo] = useState<number | null>(null)
  return useMemo(() => ({ at, moveTo }), [at])
}

const tooltipOffset = 16

/** The line at a moment, a dot on every line and what each says. For eyes: the slider says the same in words. */
export function CrosshairOverlay({
  data,
  model,
  at,
  visibleRange,
}: {
  data: ChartData
  model: ChartModel
  at: number
  /** The part of the chart that is not scrolled away, pixels. */
  visibleRange: { from: number; to: number }
}) {
  const { x, y } = createScales(model)
  const values = valuesAt(data, at)
  const { plot } = model
  const nameLength = maxNameLength(visibleRange)
  const width = tooltipWidth(data, nameLength)
  const left = Math.round(x(at))
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-20 print:hidden">
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
      <div
        className="absolute rounded-card border border-line bg-surface-raised px-3 py-2 text-13 text-ink-muted tabular-nums shadow-float"
        style={{
          width,
          top: plot.top + 8,
          left: tooltipLeft(left, width, visibleRange, plot.left),
        }}
      >
        <p className="m-0">{formatTimestamp(data, at)}</p>
        {values.map((saying) => (
          <TooltipRow key={saying.series.id} seriesValue={saying} nameLength={nameLength} />
        ))}
      </div>
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

/** Letters of a name: fewer on a phone, where the tip has to fit beside the line. */
function maxNameLength(visibleRange: { from: number; to: number }): number {
  return visibleRange.to - visibleRange.from < 480 ? 10 : 16
}

/** As wide as the longest name and a figure of four digits need. */
function tooltipWidth({ series }: ChartData, maxLength: number): number {
  const nameLength = Math.max(...series.map(({ label }) => Math.min(label.length, maxLength)))
  return Math.max(148, 96 + 7.5 * nameLength)
}

/** Left of the moment, as what comes next matters more; right of it where there is no room. Never out of sight. */
function tooltipLeft(
  x: number,
  width: number,
  visibleRange: { from: number; to: number },
  plotLeft: number,
): number {
  const before = x - width - tooltipOffset
  if (before >= Math.max(visibleRange.from, plotLeft)) return before
  return Math.max(visibleRange.from, Math.min(x + tooltipOffset, visibleRange.to - width))
}
