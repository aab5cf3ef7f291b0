import { type CSSProperties, memo } from 'react'
import { clsx } from 'clsx'
import * as text from '#messages/board.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { hyphenationLang } from '#src/format/numbers.ts'
import { toUnits } from '#src/board/typography/units.ts'
import {
  capacitySize,
  computeCardLayout,
  type TileSizes,
  computeRowLayout,
} from '#src/board/typography/tile-layout.ts'
import type { RoomTileModel } from './room-tile-model.ts'

/**
 * A bar that shows how full a room is, with a marker for the capacity at 80% of its width. Without a capacity, a plain
 * line.
 */
export function BoardBar({ level }: { level: number | null }) {
  if (level === null) return <div className="board-bar board-plain" aria-hidden="true" />
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--level': Math.min(level, 1.25).toFixed(3),
  }
  return (
    <div className="board-bar" style={style} aria-hidden="true">
      {level > 0 && <i />}
    </div>
  )
}

/** Status icon and label; `large` when they replace the count. */
function BoardState({
  state,
  word,
  large = false,
}: {
  state: DisplayedState
  word: string
  large?: boolean
}) {
  return (
    <p className={clsx('board-state', large && 'board-large')}>
      <StatusIcon shape={stateStyles[state].shape} className="board-shape" />
      {word}
    </p>
  )
}

/** A room as a large card. Renders only when its content changes. */
export const BoardRoomCard = memo(function BoardRoomCard({
  sizes,
  ...room
}: RoomTileModel & { sizes: TileSizes }) {
  const { name, label, state, figure, privateLabel, capacity, note, level } = room
  const isOld = state === 'stale'
  const showsState = privateLabel === null || isOld
  const layout = computeCardLayout(
    { ...room, word: showsState ? room.word : '', hasBar: level !== null },
    sizes,
  )
  const isStacked = layout.form === 'stack'
  const showsCapacity = layout.showsCapacity && capacity !== null && figure !== null
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--figure': toUnits(layout.figureSize),
    '--of': toUnits(capacitySize(layout.figureSize, sizes.least)),
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
          lang={hyphenationLang(name)}
        >
          {name}
        </p>
        {note !== null && layout.showsNote && <p className="board-note">{note}</p>}
      </div>
      <div className="board-level">
        {privateLabel === null ? (
          <p className="board-figure">
            {figure ?? '–'}
            {showsCapacity && !isStacked && <span className="board-of">/{capacity}</span>}
          </p>
        ) : (
          <BoardState state={state} word={privateLabel} large />
        )}
        {showsState && (
          <div className="board-status">
            <BoardState state={state} word={layout.word} />
            {showsCapacity && isStacked && <p className="board-of">{text.ofCapacity(capacity)}</p>}
          </div>
        )}
      </div>
      {level !== null && layout.showsBar && <BoardBar level={level} />}
    </li>
  )
})

/** A room as one row. Renders only when its content changes. */
export const BoardRoomRow = memo(function BoardRoomRow({
  sizes,
  ...room
}: RoomTileModel & { sizes: TileSizes }) {
  const { name, label, state, privateLabel, capacity, level } = room
  const figure = room.figure ?? (state === 'stale' ? (privateLabel ?? '') : '')
  const layout = computeRowLayout({ ...room, figure, privateLabel: null, hasBar: true }, sizes)
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--figure': toUnits(layout.figureSize),
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
