import { memo, useMemo, type CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardFit, CardsFit, RowsFit } from '#src/board/typography/board-fit.ts'
import { clockSize, toUnits } from '#src/board/typography/screen.ts'
import { headerSizes } from '#src/board/typography/header-sizes.ts'
import { fitPage, type BoardPage } from '#src/board/typography/board-pages.ts'
import './board-colors.css'
import './board.css'
import { BoardAge } from './footer/board-age.tsx'
import { BoardFooter, FailedFooter } from './footer/board-footer.tsx'
import { BoardHeader } from './board-header.tsx'
import { fitHeaderLogo, fitPageNumber } from './header-fit.ts'
import { FindRoom } from './find-room/find-room.tsx'
import { FloorTotals } from './totals/floor-totals.tsx'
import { BoardPlan } from '#src/board/plan/board-plan.tsx'
import { BoardRoomCard, BoardRoomRow } from './room-tile.tsx'
import { sensorStatusLabel } from './sensor-status.ts'
import { useUsualNotes, type UsualNotes } from './use-usual-notes.ts'
import { isLastKnown, toRoomTile, type BoardViewProps, type DataStatus } from './room-tile-model.ts'

/** A board that fills its BoardFrame. All lengths are relative to the frame, so a preview is a scaled-down display. */
export function BoardView(props: BoardViewProps) {
  const { board, topology, rooms, zone, at, now, freshness, intervalMs, notLiveSince, page } = props
  const sizes = useMemo(() => fitPage(board, topology, page.kind), [board, topology, page.kind])
  const hasFooter = sizes.footer !== null
  const usualNotes = useUsualNotes(props)
  const clock = ageClock(props)
  const dataStatus = useMemo(
    () => ({ at, now: clock, freshness, intervalMs }),
    [at, clock, freshness, intervalMs],
  )
  const [logoUrl, other] = useMemo(
    () => fitHeaderLogo(board, sizes, zone, props.logoUrl ?? null),
    [board, sizes, zone, props.logoUrl],
  )
  const number = hasFooter ? null : fitPageNumber(props, sizes, other)
  // The short label of live data, such as `8 s ago`, is clear. The short label of old data would be only a duration.
  const ageForm = number?.hasShortAge === true && freshness === 'live' ? 1 : 0
  const style = useMemo(
    () => boardStyle(board, sizes, other + (number?.width ?? 0)),
    [board, sizes, other, number?.width],
  )
  return (
    <article
      className="board"
      aria-label={board.name}
      data-theme={board.theme}
      data-orientation={board.screen.orientation}
      data-layout={pageLayout(board, page)}
      style={style}
    >
      <BoardHeader
        {...{ board, topology, zone, at, now, notLiveSince, logoUrl }}
        isReplay={props.isReplay}
        showsBuilding={headerSizes(board.screen, sizes).building !== null}
        age={hasFooter ? null : <BoardAge {...props} form={ageForm} />}
        pageNumber={number?.words ?? null}
        sensorStatus={hasFooter ? null : (sensorStatusLabel(props)?.short ?? null)}
      />
      <BoardPageView {...{ board, topology, rooms, zone, page, dataStatus, sizes, usualNotes }} />
      <ErrorBoundary resetKey={rooms} fallback={<FailedFooter {...props} />}>
        <BoardFooter {...props} dataStatus={dataStatus} fit={sizes} />
      </ErrorBoundary>
    </article>
  )
}

/**
 * Returns the time for age labels, in Unix milliseconds. It advances with each poll, but every minute while the whole
 * board shows its age, and every second while a silent room shows its age. This avoids needless renders. Seconds are
 * rounded up, so that values are marked as old slightly early rather than late.
 */
function ageClock({ rooms, at, now, freshness }: BoardViewProps): number {
  if (rooms.some(isLastKnown)) return Math.ceil(now / second) * second
  const isOld = freshness === 'stale' || freshness === 'no-data'
  if (at === null || !isOld) return at ?? 0
  return at + Math.floor((now - at) / minute) * minute
}

function boardStyle(
  { name: boardName, screen }: BoardDraft,
  fit: BoardFit,
  otherWidth: number,
): CSSProperties & Record<`--${string}`, string> {
  const { name, least, figure, footer = least, grid } = fit
  const header = headerSizes(screen, fit, boardName, otherWidth)
  return {
    '--name': toUnits(name),
    '--least': toUnits(least),
    '--figure': toUnits(figure),
    '--place': toUnits(header.place),
    '--building': toUnits(header.building ?? least),
    '--clock': toUnits(Math.max(clockSize, least)),
    '--header': toUnits(header.height),
    '--foot': toUnits(footer ?? least),
    '--columns': String(grid.columns),
    '--rows': String(grid.rows),
    ...(fit.layout === 'cards' ? cardStyle(fit) : fit.layout === 'rows' ? rowStyle(fit) : {}),
  }
}

function cardStyle({ state, small, padding, bar }: CardsFit) {
  return {
    '--state-line': toUnits(state),
    '--small': toUnits(small),
    '--pad-x': toUnits(padding.x),
    '--pad-top': toUnits(padding.top),
    '--pad-bottom': toUnits(padding.bottom),
    '--bar': toUnits(bar),
  }
}

function rowStyle({ small, columns, tile, lines }: RowsFit) {
  return {
    '--row-height': toUnits(tile.height),
    '--row-lines': String(lines),
    '--small': toUnits(small),
    '--state-column': toUnits(columns.state),
    '--figure-column': toUnits(columns.figure),
  }
}

function pageLayout({ layout }: BoardDraft, { kind }: BoardPage): string {
  if (kind === 'undrawn') return 'cards'
  return kind === 'rooms' ? (layout === 'rows' ? 'rows' : 'cards') : kind
}

/** The content of the page. Memoised, so that it renders on polls and page changes and not with the clock. */
const BoardPageView = memo(function BoardPageView({
  board,
  topology,
  rooms,
  zone,
  page,
  dataStatus,
  sizes,
  usualNotes,
}: Pick<BoardViewProps, 'board' | 'topology' | 'rooms' | 'zone' | 'page'> & {
  dataStatus: DataStatus
  usualNotes: UsualNotes
  sizes: BoardFit
}) {
  const byId = useMemo(() => new Map(rooms.map((room) => [room.id, room])), [rooms])
  if (rooms.length === 0) return <p className="board-empty">{text.noRooms}</p>
  switch (page.kind) {
    case 'plan':
      return (
        <BoardPlan
          key={page.floorId}
          {...{ board, topology, rooms, dataStatus, floorId: page.floorId }}
        />
      )
    case 'floors':
      return <FloorTotals {...{ board, topology, rooms, dataStatus, ids: page.ids }} />
    case 'free-rooms':
      return sizes.layout === 'find-room' ? (
        <FindRoom {...{ board, rooms, zone, page, dataStatus }} fit={sizes} />
      ) : null
    case 'undrawn':
    case 'rooms': {
      return (
        <ul
          className={sizes.layout === 'rows' ? 'board-lines' : 'board-cards'}
          data-lines={sizes.layout === 'rows' ? sizes.lines : undefined}
          data-large={'isLarge' in sizes && sizes.isLarge ? '' : undefined}
          data-old={
            dataStatus.freshness === 'stale' || dataStatus.freshness === 'no-data' ? '' : undefined
          }
        >
          {page.kind === 'undrawn' && <li className="board-undrawn">{text.roomsNotOnPlan}</li>}
          {page.ids.map((id, index) => {
            const room = byId.get(id)
            const place =
              sizes.layout === 'rows'
                ? rowPlace(index, page.ids.length, sizes.grid.columns)
                : undefined
            // Keyed by position, because reusing elements on the next page is faster on a TV than creating them.
            return (
              <ErrorBoundary
                key={index}
                resetKey={room}
                fallback={<FailedTile name={room?.name ?? ''} />}
              >
                {/* A removed room leaves its place empty until the page changes. */}
                {room ? (
                  <RoomTile
                    {...{ board, room, dataStatus, sizes, place }}
                    usual={usualNotes.get(room.id) ?? null}
                  />
                ) : (
                  <li style={{ gridArea: place }} />
                )}
              </ErrorBoundary>
            )
          })}
        </ul>
      )
    }
  }
})

function RoomTile({
  board,
  room,
  dataStatus,
  sizes,
  place,
  usual,
}: Pick<BoardViewProps, 'board'> & {
  room: LiveRoom
  dataStatus: DataStatus
  sizes: BoardFit
  /** CSS grid area of a row; undefined for cards. */
  place: string | undefined
  usual: string | null
}) {
  const tile = toRoomTile(board, room, dataStatus, { keepsLateState: true })
  if (sizes.layout === 'cards') return <BoardRoomCard {...tile} {...{ sizes, usual }} />
  return sizes.layout === 'rows' ? <BoardRoomRow {...tile} {...{ sizes, place }} /> : null
}

/** Returns the CSS grid area of a row. Rooms are spread evenly over the columns, longer columns first. */
function rowPlace(index: number, count: number, columns: number): string {
  const shorter = Math.floor(count / columns)
  const longer = shorter + 1
  const rest = index - (count % columns) * longer
  const [column, row] =
    rest < 0
      ? [Math.floor(index / longer), index % longer]
      : [(count % columns) + Math.floor(rest / shorter), rest % shorter]
  return `${row + 1} / ${column + 1}`
}

/** Replaces a room that fails to render, so that the rest of the board stays live. */
function FailedTile({ name }: { name: string }) {
  return (
    <li className="board-card" data-state="no-data">
      <p dir="auto" className="board-name">
        {name}
      </p>
      <p className="board-note">{text.tileFailed}</p>
    </li>
  )
}
