import { clsx } from 'clsx'
import { memo, type CSSProperties } from 'react'
import { rowLayout, type TileSizes } from '#src/board/typography/tile-layout.ts'
import { BoardBar } from './board-bar.tsx'
import { BoardState } from './board-state.tsx'
import type { Said } from './said.ts'

/** A room as one line. It renders when what it says changes. */
export const RoomLine = memo(function RoomLine({ sizes, ...room }: Said & { sizes: TileSizes }) {
  const { name, label, state, instead, capacity, level } = room
  const figure = room.figure ?? (state === 'stale' ? (instead ?? '') : '')
  const layout = rowLayout({ ...room, figure, instead: null, hasBar: true }, sizes)
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--figure': `${layout.figureSize.toFixed(3)}cqmin`,
  }
  return (
    <li className="board-line" data-state={state} aria-label={label} style={style}>
      <p className={clsx('board-name', layout.nameSize < sizes.name && 'board-long')}>{name}</p>
      <BoardState state={state} word={layout.word} />
      <p className="board-figure">
        {figure}
        {capacity !== null && room.figure !== null && layout.showsCapacity && (
          <span className="board-of">/{capacity}</span>
        )}
      </p>
      <BoardBar level={level} />
    </li>
  )
})
