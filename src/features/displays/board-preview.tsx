import { useEffect, useState, useMemo } from 'react'
import * as text from '#messages/board-preview.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { createStableFilter } from '#src/domain/live-rooms/stable-ranks.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { findLeftOutParts, type LeftOutParts } from '#src/board/plan/left-out-parts.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { useFreshness, useLiveRooms, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { joinIds, splitIds } from '#src/lib/id-list.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { second } from '#src/domain/time/duration.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { Button } from '#src/components/ui/button.tsx'
import { BoardFrame } from '#src/board/board-frame.tsx'
import { BoardView } from '#src/board/board-view.tsx'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { isOverCapacity, paginateBoard } from '#src/board/typography/board-pages.ts'
import { leftOutMessage, legibilityMessage } from './board-legibility.ts'
import {
  validateDraft,
  limitTopologyToRooms,
  selectBoardRooms,
  getBoardZone,
} from './board-draft.ts'

/**
 * Returns, as sentences, what floor plans leave out for lack of space; null for other layouts, if nothing is left out,
 * and until all floors are checked. Checks one floor at a time, so that a large building does not block the editor.
 */
function useLeftOutMessage(
  board: BoardDraft,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
): string | null {
  const [message, setMessage] = useState<string | null>(null)
  // Every poll creates new room objects, but their IDs, names and outlines stay the same.
  const ids = JSON.stringify(rooms.map(({ id }) => id))
  useEffect(() => {
    if (board.layout !== 'plan' || topology === undefined) return
    const boardRoomIds = new Set<unknown>(JSON.parse(ids))
    const boardRooms = topology.rooms.filter(({ id }) => boardRoomIds.has(id))
    const labels = locateFloors(topology)
    const found: LeftOutParts[] = []
    let timer: ReturnType<typeof setTimeout>
    const checkFrom = (index: number) => {
      const floor = topology.floors[index]
      if (floor === undefined) return setMessage(leftOutMessage(found))
      const name = findFloorLocation(labels, floor.id).label
      found.push(findLeftOutParts(board, boardRooms, { id: floor.id, name }))
      timer = setTimeout(checkFrom, 0, index + 1)
    }
    timer = setTimeout(checkFrom, 0, 0)
    return () => clearTimeout(timer)
  }, [board, ids, topology])
  return board.layout === 'plan' ? message : null
}

/**
 * Returns a predicate for the rooms that come first on the board: those that are over capacity, or were until recently
 * (see `createStableFilter`). A display reorders rooms only when its page changes; the preview reorders them on every
 * poll.
 */
function useComesFirst(
  rooms: readonly LiveRoom[],
  at: number | null,
  intervalMs: number,
): (room: LiveRoom) => boolean {
  const [filter] = useState(createStableFilter)
  return useMemo(() => {
    const condition = { idOf: ({ id }: LiveRoom) => id, matches: isOverCapacity }
    const first = new Set(filter('over', rooms, condition, at, intervalMs))
    return (room) => first.has(room)
  }, [filter, rooms, at, intervalMs])
}

/**
 * Returns the topology of a board's rooms; undefined until the topology has loaded. Returns the same object as long as
 * the rooms and the location are the same, although every poll creates new room objects. A new object would make the
 * preview compute the text sizes of the board again.
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

const noPlaces: Pick<Topology, 'rooms' | 'floors'> = { rooms: [], floors: [] }

type BoardPreviewProps = { draft: BoardDraft; logoUrl?: string | null }

/** Shows the board as the display will show it, to scale and with live data. */
export function BoardPreview({ draft, logoUrl = null }: BoardPreviewProps) {
  const { rooms: all = [] } = useLiveRooms()
  const { topology } = useTopology()
  const at = useSnapshotAt()
  const freshness = useFreshness()
  const { intervalMs } = usePollers().snapshot
  const now = useServerClock(wholeSecond)
  const [page, setPage] = useState(0)
  const previewDraft = useLastPreviewable(draft)
  const rooms = useMemo(
    () => selectBoardRooms(previewDraft, all, topology),
    [previewDraft, all, topology],
  )
  const places = useBoardPlaces(previewDraft, rooms, topology)
  const comesFirst = useComesFirst(rooms, at, intervalMs)
  const pages = useMemo(
    () => paginateBoard(previewDraft, rooms, places ?? noPlaces, { comesFirst }),
    [previewDraft, rooms, places, comesFirst],
  )
  const index = Math.min(page, pages.length - 1)
  const shown = pages[index]
  const content = useMemo(
    () => createBoardContent(previewDraft, places ?? noPlaces),
    [previewDraft, places],
  )
  const { isUsable, message } = legibilityMessage(previewDraft, content, pages)
  const leftOut = useLeftOutMessage(previewDraft, rooms, topology)
  const { aspect, orientation } = previewDraft.screen
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  return (
    <section aria-label={text.previewLabel} className="displays-preview">
      <BoardFrame
        className="displays-screen"
        data-orientation={orientation}
        style={{
          aspectRatio: orientation === 'landscape' ? `${long} / ${short}` : `${short} / ${long}`,
        }}
      >
        {places && shown && (
          <BoardView
            board={previewDraft}
            topology={places}
            rooms={rooms}
            zone={getBoardZone(rooms, topology)}
            at={at}
            now={now * second}
            freshness={freshness}
            intervalMs={intervalMs}
            notLiveSince={freshness === 'live' || freshness === 'late' ? null : at}
            logoUrl={logoUrl}
            nextTryAt={null}
            sensorsAt={at}
            page={shown}
            index={index}
            count={pages.length}
            done={0.4}
          />
        )}
      </BoardFrame>
      <p className="flex flex-wrap items-center justify-between gap-3 pt-3">
        <span role="status" className={isUsable ? '' : 'text-over-ink'}>
          {leftOut === null ? message : `${message} ${leftOut}`}
        </span>
        {pages.length > 1 && (
          <span className="flex flex-wrap items-center gap-2 text-ink-muted">
            <Button onClick={() => setPage((index + pages.length - 1) % pages.length)}>
              {text.previousPageButton}
            </Button>
            {text.previewPage(index + 1, pages.length)}
            <Button onClick={() => setPage((index + 1) % pages.length)}>
              {text.nextPageButton}
            </Button>
          </span>
        )}
      </p>
    </section>
  )
}

/** Returns the last draft that can be rendered, so that the preview stays while a field is invalid. */
function useLastPreviewable(draft: BoardDraft): BoardDraft {
  const [previewDraft, setPreviewDraft] = useState(draft)
  if (previewDraft !== draft && isPreviewable(draft)) setPreviewDraft(draft)
  return previewDraft
}

const wholeSecond = (now: number) => Math.floor(now / second)

function isPreviewable(draft: BoardDraft): boolean {
  const faults = Object.keys(validateDraft(draft))
  return faults.every((path) => path === 'name' || path.startsWith('hours'))
}
