import { clsx } from 'clsx'
import {
  nameLine,
  type FigureSize,
  type PageLabel,
  type PageLabelText,
} from '#src/domain/floor-plan/page-label.ts'
import type { RoomView } from '#src/domain/live-rooms/room-view.ts'
import { shownState } from '#src/domain/live-rooms/room-view.ts'
import { stateLooks } from '#src/components/occupancy/state-looks.ts'
import { Glyph } from '#src/components/occupancy/glyph.tsx'
import { PollAge } from '#src/components/time/poll-age.tsx'

const sizes: Record<FigureSize, string> = {
  39: 'text-39',
  27: 'text-27',
  22: 'text-22',
  15: 'text-15',
}

/** What stands in a room on the plan. */
export function PlanLabel({
  view,
  words,
  layout,
}: {
  view: RoomView
  words: PageLabelText
  layout: PageLabel
}) {
  const state = shownState(view)
  const calm = state === 'free' || view.kind === 'none'
  return (
    <>
      {layout.name !== null && (
        <text x={layout.x} y={layout.name.y} className="fill-current font-medium">
          {layout.name.lines.map((line, index) => (
            <tspan key={`${index} ${line}`} x={layout.x} dy={index * nameLine}>
              {line}
            </tspan>
          ))}
        </text>
      )}
      <text
        x={layout.x}
        y={layout.figureY}
        className={clsx(
          sizes[layout.size],
          calm ? 'fill-ink-faint font-medium' : 'fill-current font-semibold',
        )}
      >
        {words.figure}
        {layout.capacity && (
          <tspan dx="5" className="fill-current text-15 font-normal">
            {words.capacity}
          </tspan>
        )}
      </text>
      {layout.noteY !== null && (
        <text x={layout.x} y={layout.noteY} className="fill-current">
          {view.kind === 'stale' && view.seenAt === null ? (
            <>
              Last seen <PollAge />
            </>
          ) : (
            words.note
          )}
        </text>
      )}
      {layout.glyph && (
        <Glyph
          shape={stateLooks[state].shape}
          x={layout.glyph.x}
          y={layout.glyph.y}
          width={14}
          height={14}
          className="size-3.5"
        />
      )}
    </>
  )
}
