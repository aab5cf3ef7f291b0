import { useEffect } from 'react'
import { minute } from '#src/domain/time/duration.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { BoardView } from '#src/board/board-view.tsx'
import { pageMs } from '#src/board/typography/board-pages.ts'
import type { DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import type { Moment, ShownBoard } from '#src/display-app/engine/display-state.ts'
import { isOpen } from './opening-hours.ts'
import { PlainBoard } from './fallback-board.tsx'
import { useAwake } from './use-wake-lock.ts'
import { usePageRotation } from './page-rotation.ts'

/** What the screen looks like before anything is drawn: the board's theme, or black while it is switched off. */
export type Look = 'dark' | 'light' | 'black'

const key = 'headroom.display.look'

/**
 * Gives the page behind the board its colours, now and from the first moment after a reload: public/theme.js reads what
 * is kept here, so that a new version comes without a flash.
 */
export function setLook(look: Look): void {
  document.documentElement.dataset['theme'] = look === 'light' ? 'light' : 'dark'
  document.documentElement.dataset['display'] = look
  try {
    localStorage.setItem(key, look)
  } catch {
    // Without storage the page begins dark, as most boards are.
  }
}

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
  const rotation = usePageRotation({
    board,
    rooms: moment.rooms,
    topology: shown.topology,
    now: moment.now,
    // Without figures nothing is known to be over its capacity: the first ones begin a new round.
    key: `${board.id} ${board.revision} ${shown.figures !== null}`,
    onTurn: engine.pageTurned,
  })
  const { page, index, count, since } = rotation

  useEffect(() => setLook(dark === 'black' ? 'black' : board.theme), [board.theme, dark])
  useEffect(() => {
    engine.report({
      page: { number: index + 1, of: count },
      screen: {
        width: window.screen.width,
        height: window.screen.height,
        pixelRatio: window.devicePixelRatio,
      },
      awake,
    })
  }, [engine, index, count, awake])
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
            areSensorsKnown={shown.figures?.areSensorsKnown ?? true}
            index={index}
            count={count}
            done={Math.min(1, (moment.now - since) / pageMs(page))}
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
