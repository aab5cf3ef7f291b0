import { useEffect } from 'react'
import { minute } from '#src/time/duration.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { BoardView } from '#src/wall-display/board/board-view.tsx'
import { boardPages, pageMs } from '#src/wall-display/letters/board-pages.ts'
import type { DisplayEngine } from '#src/wall-display/engine/display-engine.ts'
import type { Moment, ShownBoard } from '#src/wall-display/engine/display-state.ts'
import { setLook } from './look.ts'
import { isOpen } from './opening-hours.ts'
import { PlainBoard } from './plain-board.tsx'
import { useAwake } from './use-awake.ts'
import { usePageTurning } from './use-page-turning.ts'

/** The board as it is now: its page, lit or not, kept awake while it is lit, and told to the gateway. */
export function BoardScreen({
  engine,
  shown,
  moment,
}: {
  engine: DisplayEngine
  shown: ShownBoard
  moment: Moment
}) {
  const { board, zone } = shown
  const lit = isOpen(board.hours, moment.now, zone)
  const dark = lit ? null : (board.hours?.otherwise ?? null)
  const awake = useAwake(lit)
  const turning = usePageTurning({
    key: `${board.id} ${board.revision}`,
    now: moment.now,
    pageMs,
    paged: () => boardPages(board, moment.rooms, shown.topology),
    onTurn: engine.pageTurned,
  })
  const page = turning.pages[turning.index] ?? { kind: 'rooms', ids: [] }

  useEffect(() => setLook(dark === 'black' ? 'black' : board.theme), [board.theme, dark])
  useEffect(() => {
    engine.report({
      page: { number: turning.index + 1, of: turning.pages.length },
      screen: {
        width: window.screen.width,
        height: window.screen.height,
        pixelRatio: window.devicePixelRatio,
      },
      awake,
    })
  }, [engine, turning, awake])
  const plain = (
    <PlainBoard
      shown={shown}
      moment={moment}
      roomIds={page.kind === 'rooms' ? page.ids : moment.rooms.map(({ id }) => id)}
    />
  )

  return (
    <main className="board-screen" data-lit={dark ?? 'lit'}>
      {dark !== 'black' && (
        <ErrorBoundary
          resetKey={Math.floor(moment.now / minute)}
          onError={engine.undrawable}
          fallback={plain}
        >
          <BoardView
            {...{ board, zone, page }}
            topology={shown.topology}
            rooms={moment.rooms}
            at={shown.figures?.at ?? null}
            now={moment.now}
            freshness={moment.freshness}
            intervalMs={shown.intervalMs}
            notLiveSince={moment.notLiveSince}
            nextTryAt={moment.nextTryAt}
            index={turning.index}
            count={turning.pages.length}
            done={Math.min(1, (moment.now - turning.since) / pageMs(page))}
          />
          <Drawn engine={engine} shown={shown} />
        </ErrorBoundary>
      )}
    </main>
  )
}

/** Stands beside what was drawn: where that fails, this is not drawn either. */
function Drawn({ engine, shown }: { engine: DisplayEngine; shown: ShownBoard }) {
  useEffect(() => {
    engine.drawn(shown)
  }, [engine, shown])
  return null
}
