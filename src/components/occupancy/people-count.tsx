import { clsx } from 'clsx'
import { Fragment } from 'react'
import {
  displayedState,
  type DisplayedOccupancy,
  type DisplayedState,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { orMore } from '#messages/occupancy.ts'
import { stateStyles } from './state-styles.ts'

const sizeClassNames = {
  card: { figure: 'text-39 md:text-47', capacity: 'ml-1.5 text-15 md:text-18' },
  room: { figure: 'text-56', capacity: 'ml-2 text-22' },
} as const

const weightClassNames: Partial<Record<DisplayedState, string>> = {
  free: 'font-medium',
  stale: 'font-medium',
  'no-data': 'font-normal',
}

/** The number of people and the capacity, as the largest text of a card or room: `6 / 10`, `7+ / 12` or `–`. */
export function PeopleCount({
  occupancy,
  capacity,
  size,
}: {
  occupancy: DisplayedOccupancy
  capacity: number | null
  size: keyof typeof sizeClassNames
}) {
  const state = displayedState(occupancy)
  const people = occupancy.kind === 'none' ? '–' : formatNumber(occupancy.people)
  const atLeast = occupancy.kind !== 'none' && occupancy.atLeast
  return (
    <p
      className={clsx(
        '-ml-0.5 flex items-baseline whitespace-nowrap',
        sizeClassNames[size].figure,
        weightClassNames[state] ?? 'font-semibold',
        stateStyles[state].count,
      )}
    >
      {/* The key creates a new element for the capacity when the number changes. Otherwise, the number would move
          the capacity, which browsers report as a layout shift. */}
      <Fragment key={`${people}${atLeast}`}>
        {people}
        {atLeast && (
          <span
            className={clsx('ml-px font-medium', occupancy.kind !== 'stale' && 'text-busy-ink')}
          >
            <span aria-hidden="true">+</span>
            <span className="sr-only">{orMore}</span>
          </span>
        )}
        {capacity !== null && (
          <span
            className={clsx(
              'font-normal',
              sizeClassNames[size].capacity,
              state === 'stale' ? 'text-ink-muted' : 'text-ink-faint',
            )}
          >
            {' '}
            / {formatNumber(capacity)}
          </span>
        )}
      </Fragment>
    </p>
  )
}
