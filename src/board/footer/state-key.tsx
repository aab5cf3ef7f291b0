import { type CSSProperties, memo } from 'react'
import * as text from '#messages/board.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import type { BoardTotals } from '#src/board/room-tile-model.ts'
import { countKeyColumns } from './footer-fit.ts'

/**
 * Returns a label such as `3 free` for each state that occurs. The label of withheld rooms is last, with the state that
 * their tiles have.
 */
export function stateKey(
  { states, withheld }: Pick<BoardTotals, 'states' | 'withheld'>,
  locale: string,
): (readonly [DisplayedState, string])[] {
  const key = displayedStates.flatMap((state) => {
    const count = states.get(state) ?? 0
    if (count === 0) return []
    return [[state, text.stateCounts[state](formatLocalNumber(locale, count), count)] as const]
  })
  if (withheld === 0) return key
  return [...key, ['no-data', text.withheldCount(formatLocalNumber(locale, withheld))]]
}

export const StateKey = memo(function StateKey({
  states,
}: {
  states: readonly (readonly [DisplayedState, string])[]
}) {
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--key-columns': String(countKeyColumns(states.length)),
  }
  return (
    <ul className="board-key board-second" style={style}>
      {states.map(([state, label]) => (
        <li key={label} data-state={state}>
          <StatusIcon shape={stateStyles[state].shape} className="board-shape" />
          {label}
        </li>
      ))}
    </ul>
  )
})
