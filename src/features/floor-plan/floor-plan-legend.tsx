import { clsx } from 'clsx'
import { ArrowDown, ArrowUp, EyeOff } from 'lucide-react'
import { LegendArea, LegendItem } from '#src/components/ui/legend.tsx'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import * as text from '#messages/floor-plan.tsx'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const
const colourScale = [
  [text.legend.free, 'bg-surface-raised'],
  [text.percentRange(1, 20), 'bg-occupied-1'],
  [text.percentRange(21, 40), 'bg-occupied-2'],
  [text.percentRange(41, 60), 'bg-occupied-3'],
  // Ends at the busy threshold: 70%, or the value in the overrides.
  [text.percentAbove(60), 'bg-occupied-4'],
  [text.legend.busy, 'bg-busy-area'],
  [text.legend.over, 'bg-over'],
] as const

/** The legend of the plan: colours, hatching, dots and, while rooms are compared, arrows. */
export function FloorPlanLegend({
  rooms,
  isPast,
}: {
  rooms: readonly RoomCardModel[]
  isPast: boolean
}) {
  const isCompared = rooms.some(({ usual }) => usual !== undefined)
  const hasWithheld = rooms.some(({ room }) => room.isWithheld === true)
  return (
    <div className="legend mt-7 flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-line pt-4 text-ink-muted">
      <span className="font-medium text-ink">{text.legendTitle}</span>
      <ul className="flex flex-wrap gap-x-0.5 gap-y-2">
        {colourScale.map(([words, fill]) => (
          <li key={words} className="min-w-16 whitespace-nowrap">
            <span
              className={clsx('mb-1 block h-3 inset-ring inset-ring-line-strong', fill)}
              // The plan keeps its fills in forced colours, so its legend does too.
              style={{ forcedColorAdjust: 'none' }}
            />
            <span className="pr-2">{words}</span>
          </li>
        ))}
      </ul>
      <LegendArea className="border-occupied-5 bg-surface-raised">
        {text.legend.noCapacity}
      </LegendArea>
      {!isPast && (
        <LegendArea className="border-line-strong hatched">{text.legend.stale}</LegendArea>
      )}
      <LegendArea className="border-dashed border-line-strong">{text.legend.noData}</LegendArea>
      {hasWithheld && (
        <LegendItem sample={<EyeOff {...iconProps} />}>{text.legend.withheld}</LegendItem>
      )}
      {!isPast && (
        <>
          <LegendDot className="fill-current">{text.legend.sensor}</LegendDot>
          <LegendDot className="fill-transparent stroke-current">
            {text.legend.missingSensor}
          </LegendDot>
        </>
      )}
      {isCompared && (
        <>
          <LegendItem sample={<ArrowUp {...iconProps} />}>{text.legend.busier}</LegendItem>
          <LegendItem sample={<ArrowDown {...iconProps} />}>{text.legend.quieter}</LegendItem>
        </>
      )}
    </div>
  )
}

function LegendDot({ className, children }: { className: string; children: string }) {
  const dot = (
    <svg width="10" height="10" aria-hidden="true">
      <circle cx="5" cy="5" r="3" strokeWidth="1.5" className={className} />
    </svg>
  )
  return <LegendItem sample={dot}>{children}</LegendItem>
}
