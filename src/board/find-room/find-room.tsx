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
import { toUnits } from '#src/board/typography/units.ts'
import { fitName, fitPlace, fitsNote, type FindRoomFit } from './find-room-card-fit.ts'
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

/** Free rooms by the size of a group, nearest first; the nearest of each size is lit. */
export function FindRoom({ board, rooms, zone, page, dataStatus, fit }: FindRoomProps) {
  const { content } = fit
  const history = useOfferHistory(rooms, dataStatus)
  const columns = useMemo(
    () => offerColumns(content, rooms, history).filter(({ group }) => page.groups.includes(group)),
    [content, rooms, history, page.groups],
  )
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--find-across': String(fit.across),
    '--find-down': String(Math.ceil(columns.length / fit.across)),
    '--find-places': String(fit.places),
    '--find-text': toUnits(fit.text),
    '--find-note': toUnits(fit.note),
    '--find-heading': toUnits(fit.heading),
    '--find-count': toUnits(fit.count),
  }
  return (
    <div className="board-find-room" data-form={fit.form} style={style}>
      {columns.map((column) => (
        <ErrorBoundary key={column.group} resetKey={rooms} fallback={<FailedColumn />}>
          <Column {...{ board, zone, column, fit, dataStatus }} part={page.part} />
        </ErrorBoundary>
      ))}
    </div>
  )
}

const noReadings: OfferHistory = { at: 0, rooms: new Map() }

/** Returns what the readings have shown since the board appeared. It advances with each poll while data is current. */
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
  column: { group, cards, free, unavailable },
  fit,
  part,
  dataStatus,
}: {
  board: FindRoomProps['board']
  zone: TimeZone
  column: OfferedColumn
  fit: FindRoomFit
  part: number
  dataStatus: DataStatus
}) {
  const { locale } = board
  const { freshness, at, now } = dataStatus
  const hasData = freshness !== 'no-data' && at !== null
  const isCurrent = hasData && freshness !== 'stale'
  const nothing = hasData ? text.noneFree : stateLabels['no-data']
  const age = localizeDigits(locale, outdated(formatDuration(now - (at ?? now))))
  return (
    <section className="board-find-column">
      <h2 className="board-find-size">
        {localizeDigits(locale, text.groupHeadings[group])}
        {isCurrent && fit.count > 0 && (
          <span>{text.freeCount(formatLocalNumber(locale, free))}</span>
        )}
      </h2>
      {!hasData || free === 0 ? (
        <div className="board-find-none">
          <Name words={nothing} fitted={fitName(nothing, fit, true)} />
          {hasData && <p>{isCurrent ? noneFreeSentence(locale, unavailable) : age}</p>}
        </div>
      ) : (
        <ul className="board-find-cards">
          {cardsOnPage(cards, fit.places, part).map((card) =>
            card.kind === 'kept' ? (
              <li
                key={card.item.id}
                className="board-find-card board-find-kept"
                aria-hidden="true"
              />
            ) : (
              <Card
                key={card.item.id}
                {...{ card, fit }}
                note={freshness === 'stale' ? age : sinceNote(card, board, zone, fit)}
                isOld={freshness === 'stale'}
              />
            ),
          )}
        </ul>
      )}
    </section>
  )
})

/** Returns since when a room is free, if this display saw it become empty. */
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

function Card({
  card: { item, isNearest },
  fit,
  note,
  isOld,
}: {
  card: Extract<FindRoomCard, { kind: 'free' }>
  fit: FindRoomFit
  note: string | null
  isOld: boolean
}) {
  const place = fitPlace(item, fit)
  const name = fitName(item.name, fit, isOld)
  return (
    <li className="board-find-card" data-look={isOld ? 'old' : isNearest ? 'nearest' : 'free'}>
      <Name words={item.name} fitted={name} />
      <p className="board-find-note">{name.hidesNote ? null : note}</p>
      <p className="board-find-details">
        <span>{item.seats}</span>
        {place !== null && (
          <span className="board-find-place" data-small={place.isSmall ? '' : undefined}>
            {(item.way === 'up' || item.way === 'down') && <Arrow way={item.way} />}
            {place.words}
          </span>
        )}
      </p>
    </li>
  )
}

/** Fallback for a column that fails to render; the rest of the board stays live. */
function FailedColumn() {
  return <section className="board-find-column board-find-none">{tileFailed}</section>
}

function Name({ words, fitted }: { words: string; fitted: ReturnType<typeof fitName> }) {
  return (
    <p
      className="board-find-name"
      data-lines={fitted.lines}
      style={{ fontSize: toUnits(fitted.size) }}
    >
      {words}
    </p>
  )
}

const arrows = {
  up: 'M12 21V4M4.6 11.4 12 4l7.4 7.4',
  down: 'M12 3v17M4.6 12.6 12 20l7.4-7.4',
}

function Arrow({ way }: { way: keyof typeof arrows }) {
  return (
    <svg className="board-find-way" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={arrows[way]}
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
