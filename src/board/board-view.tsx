import { memo, useMemo, type CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { BoardDraft } from '#src/contract/board.ts'
import {
  clockSize,
  computeBoardTypography,
  headerHeight,
} from '#src/board/typography/board-typography.ts'
import { toUnits } from '#src/board/typography/units.ts'
import { boardForPage, type BoardPage } from '#src/board/typography/board-pages.ts'
import {
  capacitySize,
  cardGap,
  figureColumnWidth,
  type TileSizes,
} from '#src/board/typography/tile-layout.ts'
import './board-colors.css'
import './board.css'
import { BoardFooter, FailedFooter } from './board-footer.tsx'
import { BoardHeader } from './board-header.tsx'
import { FindRoom } from './find-room/find-room.tsx'
import { FloorRows } from './floor-rows.tsx'
import { BoardPlan } from '#src/board/plan/board-plan.tsx'
import { BoardRoomCard, BoardRoomRow } from './room-tile.tsx'
import { isLastKnown, toRoomTile, type BoardViewProps, type DataStatus } from './room-tile-model.ts'

/**
 * A board that fills its BoardFrame. All lengths are percentages of the frame, so a preview looks like the display at a
 * smaller size.
 */
export function BoardView(props: BoardViewProps) {
  const { board, topology, rooms, zone, at, now, freshness, intervalMs, notLiveSince, page } = props
  const { logoUrl = null } = props
  const sizes = useMemo(
    () => computeBoardTypography(boardForPage(board, page.kind)),
    [board, page.kind],
  )
  const { name, least, figure, grid } = sizes
  const clock = ageClock(props)
  const dataStatus = useMemo(
    () => ({ at, now: clock, freshness, intervalMs }),
    [at, clock, freshness, intervalMs],
  )
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--name': toUnits(name),
    '--least': toUnits(least),
    '--figure': toUnits(figure),
    '--of': toUnits(capacitySize(figure, least)),
    '--place': toUnits(0.55 * name + 3.4),
    '--building': toUnits(Math.max(0.5 * name + 1.9, least)),
    '--clock': toUnits(Math.max(clockSize, least)),
    '--card-gap': toUnits(cardGap(least)),
    '--header': toUnits(headerHeight(board.screen.orientation, name)),
    '--columns': String(grid.columns),
    '--rows': String(grid.rows),
    '--filled-rows': String(filledRows(page, grid.columns)),
    '--figure-column': toUnits(figureColumnWidth(sizes)),
  }
  return (
    <article
      className="board"
      aria-label={board.name}
      data-theme={board.theme}
      data-orientation={board.screen.orientation}
      data-layout={pageLayout(board, page)}
      style={style}
    >
      <BoardHeader {...{ board, topology, zone, at, now, notLiveSince, logoUrl }} />
      <BoardPageView {...{ board, topology, rooms, zone, page, dataStatus, sizes }} />
      <ErrorBoundary resetKey={rooms} fallback={<FailedFooter {...props} />}>
        <BoardFooter {...props} dataStatus={dataStatus} />
      </ErrorBoundary>
    </article>
  )
}

/**
 * Returns the time to which age labels refer, in Unix milliseconds. It advances every second while a silent room shows
 * its age, every minute while the whole board shows its age, and otherwise with each poll, so that nothing renders in
 * between. Seconds are rounded up, so that a value is marked as old slightly too early rather than too late.
 */
function ageClock({ rooms, at, now, freshness }: BoardViewProps): number {
  if (rooms.some(isLastKnown)) return Math.ceil(now / second) * second
  const isOld = freshness === 'stale' || freshness === 'no-data'
  if (at === null || !isOld) return at ?? 0
  return at + Math.floor((now - at) / minute) * minute
}

function pageLayout({ layout }: BoardDraft, { kind }: BoardPage): string {
  if (kind === 'undrawn') return 'cards'
  return kind === 'rooms' ? (layout === 'rows' ? 'rows' : 'cards') : kind
}

/** Content of the page. Renders on polls and page changes, not every second with the clock. */
const BoardPageView = memo(function BoardPageView({
  board,
  topology,
  rooms,
  zone,
  page,
  dataStatus,
  sizes,
}: Pick<BoardViewProps, 'board' | 'topology' | 'rooms' | 'zone' | 'page'> & {
  dataStatus: DataStatus
  sizes: TileSizes
}) {
  const byId = useMemo(() => new Map(rooms.map((room) => [room.id, room])), [rooms])
  switch (page.kind) {
    case 'plan':
      return (
        <BoardPlan
          key={page.floorId}
          {...{ board, topology, rooms, dataStatus, floorId: page.floorId }}
        />
      )
    case 'floors':
      return <FloorRows {...{ board, topology, rooms, dataStatus, sizes, ids: page.ids }} />
    case 'free-rooms':
      return <FindRoom {...{ board, topology, rooms, zone, page, dataStatus }} />
    case 'undrawn':
    case 'rooms': {
      return (
        <ul className={board.layout === 'rows' ? 'board-lines' : 'board-cards'}>
          {page.kind === 'undrawn' && <li className="board-undrawn">{text.roomsNotOnPlan}</li>}
          {page.ids.map((id) => {
            const room = byId.get(id)
            // A room that was removed keeps its place until the page changes.
            return room ? (
              <ErrorBoundary key={id} resetKey={room} fallback={<FailedTile name={room.name} />}>
                <RoomTile {...{ board, room, dataStatus, sizes }} />
              </ErrorBoundary>
            ) : (
              <li key={id} />
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
}: Pick<BoardViewProps, 'board'> & { room: LiveRoom; dataStatus: DataStatus; sizes: TileSizes }) {
  const Room = board.layout === 'rows' ? BoardRoomRow : BoardRoomCard
  return <Room {...toRoomTile(board, room, dataStatus)} sizes={sizes} />
}

/** Returns the number of rows in the longest column when a page's rooms are spread evenly over its columns. */
function filledRows(page: BoardPage, columns: number): number {
  return 'ids' in page ? Math.max(1, Math.ceil(page.ids.length / columns)) : 1
}

/** Fallback for a room that fails to render; the rest of the board stays live. */
function FailedTile({ name }: { name: string }) {
  return (
    <li className="board-card" data-state="no-data">
      <p className="board-name">{name}</p>
      <p className="board-note">{text.tileFailed}</p>
    </li>
  )
}
