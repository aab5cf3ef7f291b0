import './board-screen.css'
import { useMemo, type CSSProperties, type ReactNode } from 'react'
import { BoardFrame } from '#src/board/board-frame.tsx'
import { limitTopologyToRooms } from '#src/board/board-places.ts'
import { paginateBoard, type BoardPage } from '#src/board/typography/board-pages.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { BoardDraft, BoardScreen as Screen } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import * as text from '#messages/board-preview.ts'

export const noPlaces: Pick<Topology, 'rooms' | 'floors'> = { rooms: [], floors: [] }

/**
 * Returns the topology of a board's rooms; undefined until the topology has loaded. Returns the same object as long as
 * the rooms and the location are the same, although every poll creates new room objects. A new object would make the
 * page compute the text sizes of the board again.
 */
function useBoardPlaces(
  { layout, location }: BoardDraft,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
): Topology | undefined {
  const ids = joinIds(rooms.map(({ id }) => id))
  return useMemo(
    () => topology && limitTopologyToRooms({ layout, location }, splitIds(ids), topology),
    [layout, location, ids, topology],
  )
}

/**
 * Returns the places and the pages of a board, at least one page.
 *
 * @param rooms the rooms of the board
 * @param comesFirst returns whether a room comes first on the pages
 */
export function useBoardPages(
  board: BoardDraft,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
  comesFirst: (room: LiveRoom) => boolean,
): { places: Topology | undefined; pages: BoardPage[] } {
  const places = useBoardPlaces(board, rooms, topology)
  const pages = useMemo(
    () => paginateBoard(board, rooms, places ?? noPlaces, { comesFirst }),
    [board, rooms, places, comesFirst],
  )
  return { places, pages }
}

/** A frame for a board with the shape of its screen, to scale. */
export function BoardScreen({
  screen: { aspect, orientation },
  children,
}: {
  screen: Screen
  children: ReactNode
}) {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const [width, height] = orientation === 'landscape' ? [long, short] : [short, long]
  const style: CSSProperties & Record<`--${string}`, number> = {
    aspectRatio: `${width} / ${height}`,
    '--screen-ratio': width / height,
  }
  return (
    <BoardFrame className="displays-screen" data-orientation={orientation} style={style}>
      {children}
    </BoardFrame>
  )
}

/** Buttons to turn the pages of a board. Nothing if there is only one page. */
export function PageButtons({
  index,
  count,
  onIndex,
}: {
  index: number
  count: number
  onIndex: (index: number) => void
}) {
  if (count <= 1) return null
  return (
    <span className="flex flex-wrap items-center gap-2 text-ink-muted">
      <Button onClick={() => onIndex((index + count - 1) % count)}>
        {text.previousPageButton}
      </Button>
      {text.previewPage(index + 1, count)}
      <Button onClick={() => onIndex((index + 1) % count)}>{text.nextPageButton}</Button>
    </span>
  )
}
