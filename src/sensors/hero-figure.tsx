import { clsx } from 'clsx'
import { shownState, type RoomView, type ShownState } from '#src/live/room-view.ts'
import { inDigits } from '#src/live/room-words.ts'
import { stateLooks } from '#src/live/state-looks.ts'

/** People against capacity, the largest thing of the room: `9 / 14`, `7+ / 12`, `–`. */
export function HeroFigure({ view, capacity }: { view: RoomView; capacity: number | null }) {
  const state = shownState(view)
  return (
    <p
      className={clsx(
        '-ml-0.5 flex items-baseline text-56 whitespace-nowrap',
        weights[state] ?? 'font-semibold',
        stateLooks[state].figure,
      )}
    >
      {view.kind === 'none' ? '–' : inDigits(view.people)}
      {view.kind !== 'none' && view.atLeast && (
        <span className={clsx('ml-px font-medium', view.kind !== 'stale' && 'text-busy-ink')}>
          <span aria-hidden="true">+</span>
          <span className="sr-only"> or more</span>
        </span>
      )}
      {capacity !== null && (
        <span className="ml-2 text-22 font-normal text-ink-faint"> / {inDigits(capacity)}</span>
      )}
    </p>
  )
}

const weights: Partial<Record<ShownState, string>> = {
  free: 'font-medium',
  stale: 'font-medium',
  'no-data': 'font-normal',
}
