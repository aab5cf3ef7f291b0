import { clsx } from 'clsx'
import { memo, type CSSProperties } from 'react'
import { hyphenatedAs } from '#src/format/room-words.ts'
import { cardLayout, type TileSizes } from '#src/board/typography/tile-layout.ts'
import { BoardBar } from './board-bar.tsx'
import { BoardState } from './board-state.tsx'
import type { Said } from './said.ts'

/** A room as a large card. It renders when what it says changes. */
export const RoomCard = memo(function RoomCard({ sizes, ...room }: Said & { sizes: TileSizes }) {
  const { name, label, state, figure, instead, capacity, note, level } = room
  const isOld = state === 'stale'
  const showsState = instead === null || isOld
  const layout = cardLayout(
    { ...room, word: showsState ? room.word : '', hasBar: level !== null },
    sizes,
  )
  const isStacked = layout.form === 'stack'
  const showsCapacity = layout.showsCapacity && capacity !== null && figure !== null
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--figure': `${layout.figureSize.toFixed(3)}cqmin`,
    '--lines': String(layout.nameLines),
  }
  return (
    <li
      className={clsx(
        'board-card',
        isStacked && 'board-stack',
        isStacked && !layout.showsBar && 'board-barless',
      )}
      data-state={state}
      aria-label={label}
      style={style}
    >
      <div className="board-called">
        <p
          className={clsx('board-name', layout.nameSize < sizes.name && 'board-long')}
          lang={hyphenatedAs(name)}
        >
          {name}
        </p>
        {note !== null && layout.showsNote && <p className="board-note">{note}</p>}
      </div>
      <div className="board-level">
        {instead === null ? (
          <p className="board-figure">
            {figure ?? '–'}
            {showsCapacity && !isStacked && <span className="board-of">/{capacity}</span>}
          </p>
        ) : (
          <BoardState state={state} word={instead} large />
        )}
        {showsState && (
          <div className="board-status">
            <BoardState state={state} word={layout.word} />
            {showsCapacity && isStacked && <p className="board-of">of {capacity}</p>}
          </div>
        )}
      </div>
      {level !== null && layout.showsBar && <BoardBar level={level} />}
    </li>
  )
})
