import { memo } from 'react'
import { hyphenatedAs } from '#src/live/room-words.ts'
import { BoardBar } from './board-bar.tsx'
import { BoardState } from './board-state.tsx'
import type { Said } from './said.ts'

/** A room as a large card. It renders when what it says changes. */
export const RoomCard = memo(function RoomCard(room: Said) {
  const { name, label, state, figure, instead, capacity, word, note, level } = room
  const old = state === 'stale'
  return (
    <li className="board-card" data-state={state} aria-label={label}>
      <div className="board-called">
        <p className="board-name" lang={hyphenatedAs(name)}>
          {name}
        </p>
        {note !== null && <p className="board-note">{note}</p>}
      </div>
      <div className="board-level">
        {instead === null ? (
          <p className="board-figure">
            {figure ?? '–'}
            {capacity !== null && figure !== null && <span className="board-of">/{capacity}</span>}
          </p>
        ) : (
          <BoardState state={state} word={instead} large />
        )}
        {(instead === null || old) && <BoardState state={state} word={word} />}
      </div>
      {level !== null && <BoardBar level={level} />}
    </li>
  )
})
