import { type CSSProperties, memo } from 'react'
import { clsx } from 'clsx'
import * as text from '#messages/board.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { hyphenationLang } from '#src/format/numbers.ts'
import { toUnits } from '#src/board/typography/screen.ts'
import type { CardsFit, RowsFit } from '#src/board/typography/board-fit.ts'
import {
  capacitySize,
  computeCardLayout,
  type CardLayout,
} from '#src/board/typography/card-layout.ts'
import { fitsNote } from '#src/board/typography/usual-note.ts'
import { computeRowLayout } from '#src/board/typography/row-layout.ts'
import type { RoomTileModel } from './room-tile-model.ts'
import './cards.css'
import './rows.css'

/**
 * The occupancy of a room, with a mark for the capacity at 80% of the width. Without a capacity, it is a plain line.
 */
function BoardBar({ level }: { level: number | null }) {
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

/** The status icon and the label; `large` if they replace the count. */
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

/** A room as a card. Memoised, so that it renders only when its content changes. */
export const BoardRoomCard = memo(function BoardRoomCard({
  sizes,
  usual,
  ...room
}: RoomTileModel & {
  sizes: CardsFit
  /** A note such as `Usually 4–9`; shown only with a current count, and if the card has space. */
  usual: string | null
}) {
  const { label, state, privateLabel, capacity, level } = room
  const isOld = state === 'stale' || room.isLate
  const isFar = sizes.form === 'far'
  const showsState = privateLabel === null || isOld || isFar
  const tileText = { ...room, word: showsState ? room.word : '', hasBar: level !== null }
  const layout = computeCardLayout(tileText, sizes)
  const isCurrent = room.figure !== null && !isOld
  const showsUsual = usual !== null && isCurrent && fitsNote(tileText, usual, sizes, layout)
  const { form } = layout
  const showsCapacity = layout.showsCapacity && room.figure !== null
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--figure': toUnits(layout.figureSize),
    '--figure-line': toUnits(layout.figureLineSize),
    '--gap-figure': toUnits(layout.gaps.figure),
    '--gap-bar': toUnits(layout.gaps.bar),
    '--state': toUnits(layout.stateSize),
    '--of': toUnits(capacitySize(layout.figureSize, sizes.least)),
    '--lines': String(layout.nameLines),
  }
  const word = showsState ? <BoardState state={state} word={layout.word} /> : null
  const figure =
    isFar && privateLabel !== null ? null : (
      <CardFigure room={room} capacity={form === 'side' && showsCapacity ? capacity : null} />
    )
  return (
    <li
      className={clsx('board-card', `board-${form}`)}
      data-state={state}
      data-late={room.isLate ? '' : undefined}
      aria-label={label}
      style={style}
    >
      <CardHead {...{ room, layout, sizes }} usual={showsUsual ? usual : null} />
      <div className="board-level">
        {isFar && word}
        {figure}
        {form === 'side' && word}
      </div>
      {form === 'stack' && (
        <div className="board-status">
          {word}
          {showsCapacity && capacity !== null && (
            <p className="board-of">{text.ofCapacity(capacity)}</p>
          )}
        </div>
      )}
      {/* Reserves the space of a bar, so that all counts in a row of cards have the same baseline. */}
      {layout.showsBar &&
        (level === null ? <div className="board-bar board-no-bar" /> : <BoardBar level={level} />)}
    </li>
  )
})

/** Returns the style of a name with a smaller font than the board's other names; undefined for all others. */
function nameStyle(size: number, { name }: CardsFit | RowsFit): CSSProperties | undefined {
  return size < name ? { fontSize: toUnits(size) } : undefined
}

function CardHead({
  room: { name, note },
  layout,
  sizes,
  usual,
}: {
  room: RoomTileModel
  layout: CardLayout
  sizes: CardsFit
  usual: string | null
}) {
  return (
    <div className="board-called">
      <p
        dir="auto"
        className="board-name"
        style={nameStyle(layout.nameSize, sizes)}
        lang={hyphenationLang(name)}
      >
        {name}
      </p>
      {note !== null && layout.showsNote && <p className="board-note">{note}</p>}
      {usual !== null && <p className="board-note board-usual">{usual}</p>}
    </div>
  )
}

/** A room's count and, if set, its capacity. The label of a private room replaces both. */
function CardFigure({
  room: { state, figure, privateLabel },
  capacity,
}: {
  room: RoomTileModel
  capacity: string | null
}) {
  if (privateLabel !== null) return <BoardState state={state} word={privateLabel} large />
  return (
    <p
      className={clsx(
        'board-figure',
        figure !== null && 'board-digits',
        figure?.startsWith('1') && 'board-one',
      )}
    >
      {figure ?? '–'}
      {capacity !== null && <span className="board-of">/{capacity}</span>}
    </p>
  )
}

/** A room as a row. Memoised, so that it renders only when its content changes. */
export const BoardRoomRow = memo(function BoardRoomRow({
  sizes,
  place,
  ...room
}: RoomTileModel & {
  sizes: RowsFit
  /** CSS grid area; undefined if the row has no fixed place. */
  place: string | undefined
}) {
  const { name, label, state, privateLabel, capacity, level } = room
  const figure =
    room.figure ?? (privateLabel === null ? '–' : state === 'stale' ? privateLabel : '')
  const layout = computeRowLayout({ ...room, figure, privateLabel: null, hasBar: true }, sizes)
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--figure': toUnits(layout.figureSize),
    gridArea: place,
  }
  return (
    <li
      className="board-line"
      data-state={state}
      data-late={room.isLate ? '' : undefined}
      aria-label={label}
      style={style}
    >
      <p dir="auto" className="board-name" style={nameStyle(layout.nameSize, sizes)}>
        {name}
      </p>
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
