import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'

/** The order of a floor's status icons, from free rooms to rooms over capacity. */
const order: readonly DisplayedState[] = [
  'free',
  'no-data',
  'stale',
  'in-use',
  'busy',
  'full',
  'over',
]

type FloorStatesProps = {
  states: ReadonlyMap<DisplayedState, number>
  /** Whether each state has one icon and a number, instead of one icon per room. */
  hasCounts: boolean
  formatCount: (count: number) => string
}

/** The states of a floor's rooms: one icon per room, or one icon and a number per state. */
export function FloorStates({ states, hasCounts, formatCount }: FloorStatesProps) {
  const present = order.flatMap((state) => {
    const count = states.get(state) ?? 0
    return count === 0 ? [] : [{ state, count }]
  })
  return (
    <ul
      className={hasCounts ? 'board-totals-states board-totals-counts' : 'board-totals-states'}
      aria-hidden="true"
    >
      {present.flatMap(({ state, count }) =>
        hasCounts ? (
          <li key={state} data-state={state}>
            <StatusIcon shape={stateStyles[state].shape} className="board-totals-shape" />
            {formatCount(count)}
          </li>
        ) : (
          Array.from({ length: count }, (_, room) => (
            <li key={`${state} ${room}`} data-state={state}>
              <StatusIcon shape={stateStyles[state].shape} className="board-totals-shape" />
            </li>
          ))
        ),
      )}
    </ul>
  )
}
