import { type CSSProperties, memo } from 'react'
import * as text from '#messages/board.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import type { BoardTotals } from '#src/board/room-tile-model.ts'
import { countKeyColumns } from './footer-fit.ts'

/** A state with its label, such as `3 free`, and the count in the label. */
type KeyEntry = { state: DisplayedState; label: string; count: string }

/**
 * Returns an entry for each state that occurs. The entry of withheld rooms is last, with the state that their tiles
 * have.
 */
export function stateKey(
  { states, withheld }: Pick<BoardTotals, 'states' | 'withheld'>,
  locale: string,
): KeyEntry[] {
  const key = displayedStates.flatMap((state): KeyEntry[] => {
    const count = states.get(state) ?? 0
    if (count === 0) return []
    const digits = formatLocalNumber(locale, count)
    return [{ state, label: text.stateCounts[state](digits, count), count: digits }]
  })
  if (withheld === 0) return key
  const count = formatLocalNumber(locale, withheld)
  return [...key, { state: 'no-data', label: text.withheldCount(count), count }]
}

/** The legend. If it has no words, it is still clear, because the rooms on the board have the same icons with words. */
export const StateKey = memo(function StateKey({
  states,
  hasWords,
}: {
  states: readonly KeyEntry[]
  hasWords: boolean
}) {
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--key-columns': String(countKeyColumns(states.length)),
  }
  return (
    <ul className="board-key board-second" style={style}>
      {states.map(({ state, label, count }) => (
        <li key={label} data-state={state} aria-label={label}>
          <StatusIcon shape={stateStyles[state].shape} className="board-shape" />
          {hasWords ? label : count}
        </li>
      ))}
    </ul>
  )
})
