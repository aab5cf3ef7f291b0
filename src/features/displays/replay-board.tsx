import './board-screen.css'
import { getBoardZone } from '#src/board/board-places.ts'
import { BoardView } from '#src/board/board-view.tsx'
import { isOverCapacity } from '#src/board/typography/board-pages.ts'
import { logoUrlOf } from '#src/data/boards/queries.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { ReplayBoardProps } from '#src/lib/replay-layouts.ts'
import { useMemo } from 'react'
import { toDraft } from './board-draft.ts'
import { BoardScreen, PageButtons, useBoardPages } from './board-screen.tsx'

/** A board at a past moment, to scale. */
export function ReplayBoard({ board, rooms, topology, at, page, onPage }: ReplayBoardProps) {
  const draft = useMemo(() => toDraft(board), [board])
  const { places, pages } = useBoardPages(draft, rooms, topology, isOverCapacity)
  const index = Math.min(page, pages.length - 1)
  const shown = pages[index]
  return (
    <div className="displays-replay">
      <BoardScreen screen={draft.screen}>
        {places && shown && (
          <BoardView
            // Free rooms depend on the readings before. Without them, a link shows the same rooms as playing does.
            key={draft.layout === 'find-room' ? at : ''}
            board={draft}
            topology={places}
            rooms={rooms}
            zone={getBoardZone(rooms, topology)}
            at={at}
            now={at}
            freshness="live"
            intervalMs={minute}
            notLiveSince={null}
            logoUrl={logoUrlOf(board)}
            nextTryAt={null}
            sensorsAt={at}
            page={shown}
            index={index}
            count={pages.length}
            done={1}
            isReplay
          />
        )}
      </BoardScreen>
      <p>
        <PageButtons index={index} count={pages.length} onIndex={onPage} />
      </p>
    </div>
  )
}
