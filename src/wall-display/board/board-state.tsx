import { clsx } from 'clsx'
import type { ShownState } from '#src/live/room-view.ts'
import { stateLooks } from '#src/live/state-looks.ts'
import { Glyph } from '#src/ui/glyph.tsx'

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
