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
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { toZoneClock } from '#src/domain/time/zone-clock.ts'
import type { OpeningHours } from '#src/contract/board.ts'

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

/**
 * Returns whether the screen is on at a given time. Compares local times of the building, so that the result is correct
 * on days of 23 and 25 hours. Hours that end at or before their start continue into the next day and belong to the day
 * on which they start.
 *
 * @param at Unix milliseconds
 */
export function isOpen(hours: OpeningHours | null, at: number, zone: TimeZone): boolean {
  if (hours === null) return true
  const { day, time } = localClock(at, zone)
  const { from, to } = hours
  const overnight = to <= from
  const startedToday = hours.days.includes(day) && time >= from && (overnight || time < to)
  const startedYesterday = overnight && time < to && hours.days.includes(day === 1 ? 7 : day - 1)
  return startedToday || startedYesterday
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

function localClock(at: number, zone: TimeZone): { day: number; time: string } {
  const clock = toZoneClock(at, zone)
  const parts = weekdayTimeFormat(clock.zone).formatToParts(clock.at)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return { day: days.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` }
}

function weekdayTimeFormat(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone.name)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone.name,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone.name, format)
  return format
}
