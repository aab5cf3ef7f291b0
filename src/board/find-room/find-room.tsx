import { memo, useMemo, useState, type CSSProperties } from 'react'
import { stateLabels } from '#messages/common.ts'
import { outdated, tileFailed } from '#messages/board.ts'
import * as text from '#messages/find-room.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { advanceOffers, type OfferHistory } from '#src/domain/find-room/room-offers.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDuration } from '#src/format/durations.ts'
import {
  formatLocalNumber,
  formatLocalTime,
  localizeDigits,
  timeLocale,
} from '#src/format/localized-format.ts'
import type { BoardViewProps, DataStatus } from '#src/board/room-tile-model.ts'
import { toUnits } from '#src/board/typography/screen.ts'
import { placeColumns, rowsOfColumns, type ColumnPlace } from './column-places.ts'
import { FreeRoomCard, Name, RoomInUseCard } from './find-room-card.tsx'
import {
  fitName,
  fitsNote,
  fitsSentence,
  gaps,
  isAgeBesideHeadings,
  line,
  type FindRoomFit,
} from './find-room-card-fit.ts'
import {
  cardsOnPage,
  noneFreeSentence,
  offerColumns,
  type FindRoomCard,
  type FindRoomContent,
  type OfferedColumn,
} from './find-room-model.ts'
import type { FreeRoomsPage } from './find-room-pages.ts'
import './find-room.css'

type FindRoomProps = Pick<BoardViewProps, 'board' | 'rooms' | 'zone'> & {
  page: FreeRoomsPage
  dataStatus: DataStatus
  fit: FindRoomFit & { content: FindRoomContent }
}

/** Free rooms in one column per size group, nearest first. The nearest room of each group is highlighted. */
export function FindRoom({ board, rooms, zone, page, dataStatus, fit }: FindRoomProps) {
  const { content } = fit
  const history = useOfferHistory(rooms, dataStatus)
  const columns = useMemo(
    () => offerColumns(content, rooms, history).filter(({ group }) => page.groups.includes(group)),
    [content, rooms, history, page.groups],
  )
  const columnFits = useMemo(() => fitPageColumns(fit, page.groups), [fit, page.groups])
  const style: CSSProperties & Record<`--${string}`, string> = {
    gridTemplateColumns: `repeat(${fit.across}, minmax(0, 1fr))`,
    gridTemplateRows: columnRows(fit, columnFits),
    '--find-text': toUnits(fit.text),
    '--find-note': toUnits(fit.note),
    '--find-heading': toUnits(fit.heading),
    '--find-count': toUnits(fit.count),
  }
  return (
    <div className="board-find-room" data-form={fit.form} style={style}>
      {columns.map((column, index) => (
        <ErrorBoundary key={column.group} resetKey={rooms} fallback={<FailedColumn />}>
          <Column
            {...{ board, zone, column, dataStatus }}
            fit={columnFits[index] ?? { ...fit, span: 1, cardColumns: 1, cardRows: 1, places: 1 }}
            part={page.part}
          />
        </ErrorBoundary>
      ))}
    </div>
  )
}

type ColumnFit = FindRoomFit & ColumnPlace

/** Returns the heights of the rows of columns as a CSS grid template. */
function columnRows({ across, heading, card }: FindRoomFit, columns: readonly ColumnFit[]): string {
  return rowsOfColumns(across, columns)
    .map((rows) => line.heading * heading + rows * (gaps.rows + card.height))
    .map((height) => `minmax(0, ${height.toFixed(2)}fr)`)
    .join(' ')
}

function fitPageColumns(
  fit: FindRoomProps['fit'],
  groups: FreeRoomsPage['groups'],
): readonly ColumnFit[] {
  const columns = fit.content.columns.filter(({ group }) => groups.includes(group))
  const columnPlaces = placeColumns(
    fit,
    columns.map(({ items }) => items.length),
  )
  return columnPlaces.map((place) => ({ ...fit, ...place }))
}

const noReadings: OfferHistory = { at: 0, rooms: new Map() }

/** Returns the history of offers since the board appeared. Every poll with current data updates it. */
function useOfferHistory(
  rooms: readonly LiveRoom[],
  { at, freshness, intervalMs }: DataStatus,
): OfferHistory {
  const [known, setKnown] = useState<{ rooms: readonly LiveRoom[]; history: OfferHistory } | null>(
    null,
  )
  const isCurrent = freshness === 'live' || freshness === 'late'
  if (known !== null && (!isCurrent || (known.rooms === rooms && known.history.at === at))) {
    return known.history
  }
  if (at === null) return noReadings
  const history = advanceOffers(known?.history ?? null, rooms, at, intervalMs)
  setKnown({ rooms, history })
  return history
}

const Column = memo(function Column({
  board,
  zone,
  column: { group, cards, inUse, free, unavailable },
  fit,
  part,
  dataStatus,
}: {
  board: FindRoomProps['board']
  zone: TimeZone
  column: OfferedColumn
  fit: ColumnFit
  part: number
  dataStatus: DataStatus
}) {
  const { locale } = board
  const { freshness, at, now } = dataStatus
  const hasData = freshness !== 'no-data' && at !== null
  const isCurrent = hasData && freshness !== 'stale'
  const nothing = hasData ? text.noneFree : stateLabels['no-data']
  const age = localizeDigits(locale, outdated(formatDuration(now - (at ?? now))))
  const nothingFit = fitName(nothing, fit, true)
  const why = isCurrent ? noneFreeSentence(locale, unavailable) : age
  const shown = cardsOnPage(cards, fit.places, part)
  // Rooms in use fill empty places and are marked as such, so that people do not look for them among the free rooms.
  const fillers = isCurrent ? inUse.slice(0, fit.places - shown.length) : []
  const cardsStyle: CSSProperties & Record<`--${string}`, string> = {
    '--find-side': String(fit.cardColumns),
    '--find-rows': String(fit.cardRows),
  }
  return (
    <section className="board-find-column" style={{ gridColumn: `span ${fit.span}` }}>
      <h2 className="board-find-size">
        {localizeDigits(locale, text.groupHeadings[group])}
        {isCurrent && fit.count > 0 && (
          <span>{text.freeCount(formatLocalNumber(locale, free))}</span>
        )}
        {freshness === 'stale' && isAgeBesideHeadings(fit) && <span>{age}</span>}
      </h2>
      {!hasData || free === 0 ? (
        <div className="board-find-none">
          <Name words={nothing} fitted={nothingFit} />
          {hasData && fitsSentence(why, nothingFit, fit, fit) && <p>{why}</p>}
        </div>
      ) : (
        <ul className="board-find-cards" style={cardsStyle}>
          {shown.map((card) =>
            card.kind === 'kept' ? (
              <li
                key={card.item.id}
                className="board-find-card board-find-kept"
                aria-hidden="true"
              />
            ) : (
              <FreeRoomCard
                key={card.item.id}
                {...{ card, fit }}
                note={freshness === 'stale' ? age : sinceNote(card, board, zone, fit)}
                isOld={freshness === 'stale'}
              />
            ),
          )}
          {fillers.map((item) => (
            <RoomInUseCard key={item.id} {...{ item, fit }} />
          ))}
        </ul>
      )}
    </section>
  )
})

/**
 * Returns a note such as `Free since 13:40`. Null if this display did not see the room become empty, or if the note
 * does not fit.
 */
function sinceNote(
  card: Extract<FindRoomCard, { kind: 'free' }>,
  board: FindRoomProps['board'],
  zone: TimeZone,
  fit: FindRoomFit,
): string | null {
  if (card.freeSince === null) return null
  const note = text.freeSince(formatLocalTime(timeLocale(board), zone, card.freeSince))
  return fitsNote(note, fit) ? note : null
}

/** Replaces a column that fails to render, so that the rest of the board stays live. */
function FailedColumn() {
  return <section className="board-find-column board-find-none">{tileFailed}</section>
}
