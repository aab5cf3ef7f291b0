import { clsx } from 'clsx'
import { Fragment } from 'react'
import {
  shownState,
  type RoomView,
  type ShownState,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { inDigits } from '#src/format/numbers.ts'
import { stateLooks } from './state-styles.ts'

const sizes = {
  card: { figure: 'text-39 md:text-47', capacity: 'ml-1.5 text-15 md:text-18' },
  room: { figure: 'text-56', capacity: 'ml-2 text-22' },
} as const

const weights: Partial<Record<ShownState, string>> = {
  free: 'font-medium',
  stale: 'font-medium',
  'no-data': 'font-normal',
}

/** People against capacity, the largest thing of a card and of a room: `6 / 10`, `7+ / 12`, `–`. */
export function PeopleFigure({
  view,
  capacity,
  size,
}: {
  view: RoomView
  capacity: number | null
  size: keyof typeof sizes
}) {
  const state = shownState(view)
  const people = view.kind === 'none' ? '–' : inDigits(view.people)
  const atLeast = view.kind !== 'none' && view.atLeast
  return (
    <p
      className={clsx(
        '-ml-0.5 flex items-baseline whitespace-nowrap',
        sizes[size].figure,
        weights[state] ?? 'font-semibold',
        stateLooks[state].figure,
      )}
    >
      {/* With another digit or sign it is another figure: its capacity is new, and has not moved (layout shifts). */}
      <Fragment key={`${people.replaceAll(/\d/g, '0')}${atLeast}`}>
        {people}
        {atLeast && (
          <span className={clsx('ml-px font-medium', view.kind !== 'stale' && 'text-busy-ink')}>
            <span aria-hidden="true">+</span>
            <span className="sr-only"> or more</span>
          </span>
        )}
        {capacity !== null && (
          <span
            className={clsx(
              'font-normal',
              sizes[size].capacity,
              state === 'stale' ? 'text-ink-muted' : 'text-ink-faint',
            )}
          >
            {' '}
            / {inDigits(capacity)}
          </span>
        )}
      </Fragment>
    </p>
  )
}
