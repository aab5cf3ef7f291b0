import { useEffect, useState, useMemo } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import {
  countTruncatedNames,
  truncatedNamesMessage,
  type TruncatedNames,
} from '#src/board/plan/plan-space.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { useFreshness, useLiveRooms, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { second } from '#src/domain/time/duration.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { Button } from '#src/components/ui/button.tsx'
import { BoardView } from '#src/board/board-view.tsx'
import { boardPages, legibility } from '#src/board/typography/board-pages.ts'
import { faultsOf, placesOfRooms, roomsOfBoard, zoneOfBoard } from './board-draft.ts'

/**
 * How many rooms of a plan are too small for their names, as a sentence; null for other layouts and while it is not known.
 * Floors are counted one at a time, so that a large building does not block the editor.
 */
export function useTruncatedNames(
  board: BoardDraft,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
): string | null {
  const [message, setMessage] = useState<string | null>(null)
  // Rooms are new objects with every poll; their names and outlines are not.
  const ids = JSON.stringify(rooms.map(({ id }) => id))
  useEffect(() => {
    if (board.layout !== 'plan' || topology === undefined) return
    const onBoard = new Set<unknown>(JSON.parse(ids))
    const described = topology.rooms.filter(({ id }) => onBoard.has(id))
    const counted: TruncatedNames[] = []
    let timer: ReturnType<typeof setTimeout>
    const countFrom = (index: number) => {
      const floor = topology.floors[index]
      if (floor === undefined) return setMessage(truncatedNamesMessage(counted))
      counted.push(countTruncatedNames(board, described, floor))
      timer = setTimeout(countFrom, 0, index + 1)
    }
    timer = setTimeout(countFrom, 0, 0)
    return () => clearTimeout(timer)
  }, [board, ids, topology])
  return board.layout === 'plan' ? message : null
}

/** The board as it will hang on the wall, true to scale, with the building's figures of this moment. */
export function BoardPreview({ draft }: { draft: BoardDraft }) {
  const { rooms: all = [] } = useLiveRooms()
  const { topology } = useTopology()
  const at = useSnapshotAt()
  const freshness = useFreshness()
  const { intervalMs } = usePollers().snapshot
  const now = useServerTime(wholeSecond)
  const [page, setPage] = useState(0)
  // A wish that cannot be kept cannot be drawn either: the last one that could stands on.
  const [drawable, setDrawable] = useState(draft)
  if (drawable !== draft && isDrawable(draft)) setDrawable(draft)

  const rooms = useMemo(() => roomsOfBoard(drawable, all, topology), [drawable, all, topology])
  const places = useMemo(() => topology && placesOfRooms(rooms, topology), [rooms, topology])
  const pages = useMemo(
    () => boardPages(drawable, rooms, { floors: places?.floors ?? [] }),
    [drawable, rooms, places],
  )
  const index = Math.min(page, pages.length - 1)
  const shown = pages[index]
  const { legible, words } = legibility(drawable, rooms.length, pages.length)
  const truncated = useTruncatedNames(drawable, rooms, topology)
  const { aspect, orientation } = drawable.screen
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  return (
    <section aria-label="Preview" className="displays-preview">
      <div
        className="displays-screen"
        data-orientation={orientation}
        style={{
          aspectRatio: orientation === 'landscape' ? `${long} / ${short}` : `${short} / ${long}`,
        }}
      >
        {places && shown && (
          <BoardView
            board={drawable}
            topology={places}
            rooms={rooms}
            zone={zoneOfBoard(rooms, topology)}
            at={at}
            now={now * second}
            freshness={freshness}
            intervalMs={intervalMs}
            notLiveSince={freshness === 'live' || freshness === 'late' ? null : at}
            nextTryAt={null}
            areSensorsKnown
            page={shown}
            index={index}
            count={pages.length}
            done={0.4}
          />
        )}
      </div>
      <p className="flex flex-wrap items-center justify-between gap-3 pt-3">
        <span role="status" className={legible ? '' : 'text-over-ink'}>
          {truncated === null ? words : `${words} ${truncated}`}
        </span>
        {pages.length > 1 && (
          <span className="flex items-center gap-2 text-ink-muted">
            <Button onClick={() => setPage((index + pages.length - 1) % pages.length)}>
              Previous page
            </Button>
            {index + 1} of {pages.length}
            <Button onClick={() => setPage((index + 1) % pages.length)}>Next page</Button>
          </span>
        )}
      </p>
    </section>
  )
}

const wholeSecond = (now: number) => Math.floor(now / second)

function isDrawable(draft: BoardDraft): boolean {
  const faults = Object.keys(faultsOf(draft))
  return faults.every((path) => path === 'name' || path.startsWith('hours'))
}
