import { type ReactNode, createContext, use, useMemo, useState } from 'react'
import { scales, type ChartModel } from './chart-model.ts'
import { momentInWords, sayingAsFigure } from './chart-labels.ts'
import { type Saying, sayingsAt, type ChartData } from './chart-data.ts'
import { shorten } from './label-layout.ts'

/** Where the crosshair stands, Unix milliseconds; `null` when nobody points at a moment. */
export type Crosshair = { at: number | null; moveTo: (at: number | null) => void }

const Shared = createContext<Crosshair | null>(null)

/** Charts inside share one crosshair: pointing at a moment in one shows that moment in all. */
export function SharedCrosshair({ children }: { children: ReactNode }) {
  const crosshair = useOwnCrosshair()
  return <Shared value={crosshair}>{children}</Shared>
}

/** The shared crosshair, or the chart's own where none is shared. */
export function useCrosshair(): Crosshair {
  const own = useOwnCrosshair()
  return use(Shared) ?? own
}

function useOwnCrosshair(): Crosshair {
  const [at, moveTo] = useState<number | null>(null)
  return useMemo(() => ({ at, moveTo }), [at])
}

const tipDistance = 16

/** The line at a moment, a dot on every line and what each says. For eyes: the slider says the same in words. */
export function CrosshairLayer({
  data,
  model,
  at,
  seen,
}: {
  data: ChartData
  model: ChartModel
  at: number
  /** The part of the chart that is not scrolled away, pixels. */
  seen: { from: number; to: number }
}) {
  const { x, y } = scales(model)
  const sayings = sayingsAt(data, at)
  const { plot } = model
  const letters = longestName(seen)
  const width = tipWidth(data, letters)
  const left = Math.round(x(at))
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 z-20 print:hidden">
      <svg width={model.width} height={model.height} className="absolute inset-0">
        <path
          d={`M${left}.5 ${plot.top}V${plot.top + plot.height}`}
          stroke="var(--ink-muted)"
          shapeRendering="crispEdges"
        />
        {sayings.map(({ series, value }) =>
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
        style={{ width, top: plot.top + 8, left: tipLeft(left, width, seen, plot.left) }}
      >
        <p className="m-0">{momentInWords(data, at)}</p>
        {sayings.map((saying) => (
          <TipRow key={saying.series.id} saying={saying} letters={letters} />
        ))}
      </div>
    </div>
  )
}

function TipRow({ saying, letters }: { saying: Saying; letters: number }) {
  const total = saying.series.emphasis === 'total'
  return (
    <p
      className={`m-0 flex items-center gap-2 ${total ? 'mt-1 border-t border-line pt-1 font-medium text-ink' : ''}`}
    >
      <i
        className="rounded-px h-[3px] w-3 flex-none"
        style={{ background: saying.series.colour }}
      />
      <span className="min-w-0 flex-1 truncate">{shorten(saying.series.label, letters)}</span>
      <b className="font-semibold text-ink">{sayingAsFigure(saying)}</b>
    </p>
  )
}

/** Letters of a name: fewer on a phone, where the tip has to fit beside the line. */
function longestName(seen: { from: number; to: number }): number {
  return seen.to - seen.from < 480 ? 10 : 16
}

/** As wide as the longest name and a figure of four digits need. */
function tipWidth({ series }: ChartData, longest: number): number {
  const letters = Math.max(...series.map(({ label }) => Math.min(label.length, longest)))
  return Math.max(148, 96 + 7.5 * letters)
}

/** Left of the moment, as what comes next matters more; right of it where there is no room. Never out of sight. */
function tipLeft(
  x: number,
  width: number,
  seen: { from: number; to: number },
  plotLeft: number,
): number {
  const before = x - width - tipDistance
  if (before >= Math.max(seen.from, plotLeft)) return before
  return Math.max(seen.from, Math.min(x + tipDistance, seen.to - width))
}
