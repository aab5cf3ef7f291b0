import { clsx } from 'clsx'
import { shownState, type RoomView } from '#src/live/room-view.ts'
import { inDigits } from '#src/live/room-words.ts'
import { stateLooks } from '#src/live/state-looks.ts'

/** People against capacity, the largest thing on the card: `6 / 10`, `7+ / 12`, `–`. */
export function CardFigure({ view, capacity }: { view: RoomView; capacity: number | null }) {
  const state = shownState(view)
  return (
    <p
      className={clsx(
        '-ml-0.5 flex items-baseline text-39 whitespace-nowrap md:text-47',
        weights[state] ?? 'font-semibold',
        stateLooks[state].figure,
      )}
    >
      {view.kind === 'none' ? '–' : inDigits(view.people)}
      {view.kind !== 'none' && view.atLeast && (
        <span className={clsx('ml-px font-medium', view.kind !== 'stale' && 'text-busy-ink')}>
          +
        </span>
      )}
      {capacity !== null && (
        <span
          className={clsx(
            'ml-1.5 text-15 font-normal md:text-18',
            state === 'stale' ? 'text-ink-muted' : 'text-ink-faint',
          )}
        >
          / {inDigits(capacity)}
        </span>
      )}
    </p>
  )
}

const weights: Partial<Record<string, string>> = {
  free: 'font-medium',
  stale: 'font-medium',
  'no-data': 'font-normal',
}
