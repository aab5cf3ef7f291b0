import { clsx } from 'clsx'
import type { ShownState } from '#src/domain/live-rooms/room-view.ts'
import { stateLooks } from '#src/components/occupancy/state-looks.ts'
import { Glyph } from '#src/components/occupancy/glyph.tsx'

/** A state: its shape and a word. `large` where it stands in the place of a number. */
export function BoardState({
  state,
  word,
  large = false,
}: {
  state: ShownState
  word: string
  large?: boolean
}) {
  return (
    <p className={clsx('board-state', large && 'board-large')}>
      <Glyph shape={stateLooks[state].shape} className="board-shape" />
      {word}
    </p>
  )
}
