import { clsx } from 'clsx'
import { memo } from 'react'
import { BoardBar } from './board-bar.tsx'
import { BoardState } from './board-state.tsx'
import type { Said } from './said.ts'

/** Letters that a name may have at its full size before it drops to the smallest. */
const longName = 13

/** A room as one line. It renders when what it says changes. */
export const RoomLine = memo(function RoomLine(room: Said) {
  const { name, label, state, figure, instead, capacity, word, level } = room
  return (
    <li className="board-line" data-state={state} aria-label={label}>
      <p className={clsx('board-name', name.length > longName && 'board-long')}>{name}</p>
      <BoardState state={state} word={state === 'over' ? 'Over' : word} />
      <p className="board-figure">
        {figure ?? (state === 'stale' ? instead : '')}
        {capacity !== null && figure !== null && <span className="board-of">/{capacity}</span>}
      </p>
      <BoardBar level={level} />
    </li>
  )
})
