import {
  type PageLabelText,
  nameLine,
  type FigureSize,
  type PageLabel,
} from '#src/domain/floor-plan/page-label.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { type RoomView, shownState } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { inDigits } from '#src/format/numbers.ts'
import { sensorsInWords } from '#src/format/occupancy-labels.ts'
import { clsx } from 'clsx'
import { stateLooks } from '#src/components/occupancy/state-styles.ts'
import { Glyph } from '#src/components/occupancy/status-icon.tsx'
import { PollAge } from '#src/components/time/timestamps.tsx'

/** What a room says on the plan: as its card, in fewer words. */
export function labelWords({ name, capacity, figure }: LiveRoom, view: RoomView): PageLabelText {
  const limit = capacity === null ? '' : `/ ${inDigits(capacity)}`
  if (view.kind === 'none') return { name, figure: '–', capacity: limit, note: 'No data' }
  return {
    name,
    figure: `${inDigits(view.people)}${view.atLeast ? '+' : ''}`,
    capacity: limit,
    note: noteOf(),
  }

  function noteOf(): string {
    // As long as the longest age: what stands there instead follows the clock.
    if (view.kind === 'stale') return 'Last seen 10 min ago'
    const sensors = sensorsInWords(figure)
    if (sensors.missing) return sensors.words
    return capacity === null ? 'Capacity unknown' : ''
  }
}

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
