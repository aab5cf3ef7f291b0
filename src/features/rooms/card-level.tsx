import { clsx } from 'clsx'
import { Meter } from '#src/components/occupancy/meter.tsx'
import { shownState, type RoomView } from '#src/domain/live-rooms/room-view.ts'
import { stateInWords } from '#src/format/room-words.ts'
import { meterTones, stateLooks } from '#src/components/occupancy/state-looks.ts'

/** How full the room is, as a bar and in a word. Without a capacity, or without people to show, the word alone. */
export function CardLevel({ view, capacity }: { view: RoomView; capacity: number | null }) {
  const state = shownState(view)
  const words = stateInWords(view, capacity)
  return (
    // Other words take other room: what stands beside them is new, and has not moved (layout shifts).
    <div
      key={words}
      className="relative col-span-full mt-1.5 grid h-5 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 md:mt-1"
    >
      {view.kind !== 'none' && capacity !== null ? (
        <Meter value={view.people / capacity} tone={meterTones[state]} open={view.atLeast} />
      ) : (
        <span />
      )}
      <span className={clsx('min-w-12 text-right font-medium', stateLooks[state].word)}>
        {words}
      </span>
    </div>
  )
}
