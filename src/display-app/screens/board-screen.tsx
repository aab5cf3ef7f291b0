import { useEffect } from 'react'
import { browserStorage } from '#src/lib/storage.ts'
import { minute } from '#src/domain/time/duration.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { BoardView } from '#src/board/board-view.tsx'
import { pageDurationMs } from '#src/board/page-duration.ts'
import type { DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import type { BoardStateAtTime, ShownBoard } from '#src/display-app/engine/display-state.ts'
import { FallbackBoard } from './fallback-board.tsx'
import { RemoteControl } from './remote-control.tsx'
import { useWakeLock } from './use-wake-lock.ts'
import { usePageRotation } from './page-rotation.ts'
import { isOpen } from '#src/domain/time/screen-hours.ts'

/** The page's background before the app renders: the theme of the board, or black outside opening hours. */
type InitialTheme = 'dark' | 'light' | 'black'

const themeKey = 'headroom.display.look'

/**
 * Sets the colours of the page behind the board, and stores them for the next load. public-display/support.js applies
 * the stored value before the first paint, so that a reload does not flash. Without storage, the page starts dark.
 */
function setInitialTheme(theme: InitialTheme): void {
  document.documentElement.dataset['theme'] = theme === 'light' ? 'light' : 'dark'
  document.documentElement.dataset['display'] = theme
  browserStorage.write(themeKey, theme)
}

/** The board at the current time. Its parent renders it every second, and whenever the engine's state changes. */
export function BoardScreen({ engine }: { engine: DisplayEngine }) {
  const state = engine.boardState()
  return state === null ? (
    <RemoteControl turnPage={null} />
  ) : (
    <CurrentBoard {...{ engine, state }} />
  )
}

/** Shows the board during opening hours, holds the wake lock, and reports the screen to the gateway. */
function CurrentBoard({ engine, state }: { engine: DisplayEngine; state: BoardStateAtTime }) {
  const { shown } = state
  const { board, zone } = shown
  const isOn = isOpen(board.hours, state.now, zone)
  const offMode = isOn ? null : (board.hours?.otherwise ?? null)
  const wakeLock = useWakeLock(isOn)
  const { rotation, turn } = usePageRotation({
    board,
    rooms: state.rooms,
    topology: shown.topology,
    now: state.now,
    // The first complete readings start a new pass, because only then are all rooms over capacity known.
    key: `${board.id} ${board.revision} ${shown.occupancy?.isComplete === true}`,
    onTurn: engine.onPageChange,
  })
  const { page, index, count, since } = rotation

  useEffect(
    () => setInitialTheme(offMode === 'black' ? 'black' : board.theme),
    [board.theme, offMode],
  )
  useEffect(() => {
    engine.setScreenInfo({
      page: { number: index + 1, of: count },
      screen: {
        width: window.screen.width,
        height: window.screen.height,
        pixelRatio: window.devicePixelRatio,
      },
      awake: wakeLock,
    })
  }, [engine, index, count, wakeLock])
  const fallback = (
    <FallbackBoard
      state={state}
      roomIds={page.kind === 'rooms' ? page.ids : state.rooms.map(({ id }) => id)}
    />
  )

  return (
    <>
      <main className="board-screen" data-lit={offMode ?? 'lit'}>
        {offMode !== 'black' && (
          <ErrorBoundary
            resetKey={Math.floor(state.now / minute)}
            onError={engine.renderFailed}
            fallback={fallback}
          >
            <BoardView
              {...{ board, zone, page }}
              topology={shown.topology}
              rooms={state.rooms}
              at={shown.occupancy?.at ?? null}
              now={state.now}
              freshness={state.freshness}
              intervalMs={shown.intervalMs}
              notLiveSince={state.notLiveSince}
              logoUrl={board.logo === null ? null : `/api/display/logo?v=${board.logo}`}
              nextTryAt={state.nextTryAt}
              usual={shown.occupancy?.usual ?? []}
              sensorsAt={shown.occupancy?.sensorsAt ?? null}
              index={index}
              count={count}
              done={Math.min(1, (state.now - since) / pageDurationMs(page))}
            />
            <RenderProbe engine={engine} shown={shown} />
          </ErrorBoundary>
        )}
      </main>
      <RemoteControl
        turnPage={count > 1 ? turn : null}
        unpair={board.unpairFromRemote ? engine.unpair : null}
      />
    </>
  )
}

/**
 * Reports success only if the board has rendered, because both are children of one error boundary, which renders both
 * or neither.
 */
function RenderProbe({ engine, shown }: { engine: DisplayEngine; shown: ShownBoard }) {
  useEffect(() => {
    engine.renderSucceeded(shown)
  }, [engine, shown])
  return null
}
