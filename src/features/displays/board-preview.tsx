import { useEffect, useState, useMemo } from 'react'
import * as text from '#messages/board-preview.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { createStableFilter } from '#src/domain/live-rooms/stable-ranks.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { findLeftOutParts, type LeftOutParts } from '#src/board/plan/left-out-parts.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { useFreshness, useLiveRooms, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { second } from '#src/domain/time/duration.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { BoardView } from '#src/board/board-view.tsx'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { getBoardZone, selectBoardRooms } from '#src/board/board-places.ts'
import { isOverCapacity } from '#src/board/typography/board-pages.ts'
import { leftOutMessage, legibilityMessage } from './board-legibility.ts'
import { validateDraft } from './board-draft.ts'
import { BoardScreen, noPlaces, PageButtons, useBoardPages } from './board-screen.tsx'

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
  const comesFirst = useComesFirst(rooms, at, intervalMs)
  const { places, pages } = useBoardPages(previewDraft, rooms, topology, comesFirst)
  const index = Math.min(page, pages.length - 1)
  const shown = pages[index]
  const content = useMemo(
    () => createBoardContent(previewDraft, places ?? noPlaces),
    [previewDraft, places],
  )
  const { isUsable, message } = legibilityMessage(previewDraft, content, pages)
  const leftOut = useLeftOutMessage(previewDraft, rooms, topology)
  return (
    <section aria-label={text.previewLabel} className="displays-preview">
      <BoardScreen screen={previewDraft.screen}>
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
      </BoardScreen>
      <p className="flex flex-wrap items-center justify-between gap-3 pt-3">
        <PreviewStatus isOutdated={!isPreviewable(draft)} isUsable={isUsable}>
          {leftOut === null ? message : `${message} ${leftOut}`}
        </PreviewStatus>
        <PageButtons index={index} count={pages.length} onIndex={setPage} />
      </p>
    </section>
  )
}

/** States that the preview is outdated; otherwise how legible the board is. */
function PreviewStatus({
  isOutdated,
  isUsable,
  children,
}: {
  isOutdated: boolean
  isUsable: boolean
  children: string
}) {
  return (
    <span role="status" className={isUsable && !isOutdated ? '' : 'text-over-ink'}>
      {isOutdated ? text.previewOutdated : children}
    </span>
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
