import { clsx } from 'clsx'
import { Meter } from '#src/ui/meter.tsx'
import { shownState, type CardView, type ShownState } from './card-view.ts'
import { stateInWords } from './card-words.ts'
import { stateLooks } from './state-looks.ts'

const tones = {
  free: 'calm',
  'in-use': 'calm',
  busy: 'busy',
  full: 'busy',
  over: 'over',
  stale: 'stale',
  'no-data': 'stale',
} as const satisfies Record<ShownState, string>

/** How full the room is, as a bar and in a word. Without a capacity, or without people to show, the word alone. */
export function CardLevel({ view, capacity }: { view: CardView; capacity: number | null }) {
  const state = shownState(view)
  return (
    <div className="relative col-span-full mt-1.5 grid h-5 grid-cols-[minmax(0,1fr)_auto] items-center gap-3 md:mt-1">
      {view.kind !== 'none' && capacity !== null ? (
        <Meter value={view.people / capacity} tone={tones[state]} open={view.atLeast} />
      ) : (
        <span />
      )}
      <span className={clsx('min-w-12 text-right font-medium', stateLooks[state].word)}>
        {stateInWords(view, capacity)}
      </span>
    </div>
  )
}
