import './display.css'
import * as text from '#messages/display-app.tsx'
import { serverClock } from '#src/lib/server-clock.ts'
import { createDisplayApi } from '#src/display-app/engine/display-api.ts'
import { createDisplayEngine, type DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { browserStorage } from '#src/lib/storage.ts'
import { useCallback, useSyncExternalStore, useEffect, useState } from 'react'
import { BoardFrame } from '#src/board/board-frame.tsx'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { second } from '#src/domain/time/duration.ts'
import type { DisplayState } from '#src/display-app/engine/display-state.ts'
import { DisplayHeader, PairingScreen, WelcomeScreen } from './pairing-screen.tsx'
import { FullScreenButton } from './full-screen.tsx'
import { RemoteControl } from './remote-control.tsx'
import { BoardScreen } from './board-screen.tsx'
import { CheckPage } from './check-page.tsx'

let engine: DisplayEngine | null = null

/** Returns the engine of this page. Starts it on first use and never stops it, because it lives as long as the page. */
export function getDisplayEngine(): DisplayEngine {
  if (engine !== null) return engine
  const created = createDisplayEngine({
    api: createDisplayApi(),
    clock: serverClock,
    now: Date.now,
    monotonic: () => performance.now(),
    timers: {
      set: (task, delayMs) => window.setTimeout(task, delayMs),
      clear: (id) => {
        if (typeof id === 'number') window.clearTimeout(id)
      },
    },
    random: Math.random,
    memory: browserStorage,
    page: { reload: () => window.location.reload(), loadedByReload: isReload() },
    version: pageVersion(),
  })
  engine = created
  created.start()

  const handleVisibilityChange = () =>
    document.visibilityState === 'visible' ? created.wake() : created.persist()
  document.addEventListener('visibilitychange', handleVisibilityChange)
  document.addEventListener('resume', created.wake)
  window.addEventListener('online', created.wake)
  window.addEventListener('pagehide', created.persist)
  return created
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  // Safari 14 lacks `PerformanceNavigationTiming`, so this checks the property instead of the class.
  return navigation !== undefined && 'type' in navigation && navigation.type === 'reload'
}

/** Returns the version that the build wrote into the page, or null on the development server. */
function pageVersion(): string | null {
  const tag = document.querySelector('meta[name="headroom-version"]')
  return tag?.getAttribute('content') || null
}

function useDisplayState(engine: DisplayEngine): DisplayState {
  return useSyncExternalStore(engine.subscribe, engine.getSnapshot)
}

/**
 * Returns the server's time in whole Unix seconds. Renders every second, and when the data stops being live. Otherwise,
 * old data would look live until the next second.
 */
function useServerSeconds(engine: EngineClock): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer = 0
      const schedule = () => {
        const now = engine.now()
        const untilLate = (engine.liveUntil() ?? now) - now
        const untilSecond = second - (now % second)
        const delay = untilLate > 0 ? Math.min(untilLate, untilSecond) : untilSecond
        timer = window.setTimeout(tick, delay + 1)
      }
      const tick = () => {
        listener()
        schedule()
      }
      schedule()
      return () => window.clearTimeout(timer)
    },
    [engine],
  )
  // Includes the freshness, so that a change renders immediately and not with the next second.
  useSyncExternalStore(
    subscribe,
    () => `${currentSecond(engine)} ${engine.boardState()?.freshness}`,
  )
  return currentSecond(engine)
}

type EngineClock = Pick<DisplayEngine, 'now' | 'boardState' | 'liveUntil'>

function currentSecond({ now }: Pick<DisplayEngine, 'now'>): number {
  return Math.floor(now() / second)
}

const pointerIdleMs = 3 * second

/** Returns true after three seconds without pointer or keyboard activity. */
function useIdlePointer(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = window.setTimeout(setIdle, pointerIdleMs, true)
    const handleActivity = () => {
      setIdle(false)
      window.clearTimeout(timer)
      timer = window.setTimeout(setIdle, pointerIdleMs, true)
    }
    window.addEventListener('pointermove', handleActivity)
    window.addEventListener('keydown', handleActivity)
    return () => {
      window.clearTimeout(timer)
      window.removeEventListener('pointermove', handleActivity)
      window.removeEventListener('keydown', handleActivity)
    }
  }, [])
  return idle
}

/**
 * Explains why a paired display shows no board.
 *
 * @param reason a sentence
 * @param now Unix milliseconds by the server's clock
 */
function SuspendedScreen({ reason, now }: { reason: string; now: number }) {
  const address = `${window.location.host}/displays`
  return (
    <main className="display-frame pairing">
      <DisplayHeader now={now} zone={null} />
      <section className="pairing-main">
        <div role="status">
          <h1>{text.pausedHeading}</h1>
          <p className="pairing-wait">{reason}</p>
          <p className="muted">{text.pausedNotice(<b>{address}</b>)}</p>
        </div>
      </section>
    </main>
  )
}

/** The display app. It runs unattended. Its only controls are the full-screen button and the remote control's menu. */
function DisplayApp() {
  const isIdle = useIdlePointer()
  return (
    <BoardFrame className="display" data-pointer={isIdle ? 'idle' : 'moving'}>
      <CurrentScreen />
      <FullScreenButton offered={!isIdle} />
    </BoardFrame>
  )
}

/** Replaces a screen that fails to render. Shows no times or data, because they may be the cause. */
function FailedScreen() {
  return (
    <main className="display-frame pairing">
      <p className="pairing-wait" role="status">
        {text.screenFailed}
      </p>
    </main>
  )
}

/**
 * The current screen. If it fails to render, the next poll renders it again, so that the display does not stay blank.
 */
function CurrentScreen() {
  const [engine] = useState(getDisplayEngine)
  const state = useDisplayState(engine)
  return (
    <ErrorBoundary
      resetKey={state.screen}
      onError={engine.renderFailed}
      fallback={<FailedScreen />}
    >
      <ScreenForState {...{ engine, state }} />
    </ErrorBoundary>
  )
}

/** The screen for the current state. A board has a separate remote control, which changes its pages. */
function ScreenForState({ engine, state }: { engine: DisplayEngine; state: DisplayState }) {
  const { screen, errorMessage } = state
  const now = useServerSeconds(engine) * second
  if (screen.kind === 'board' && screen.welcomeUntil === null)
    return <BoardScreen engine={engine} />
  return (
    <>
      <ScreenWithoutBoard {...{ screen, errorMessage, now }} />
      <RemoteControl turnPage={null} />
    </>
  )
}

function ScreenWithoutBoard({
  screen,
  errorMessage,
  now,
}: Pick<DisplayState, 'screen' | 'errorMessage'> & { now: number }) {
  switch (screen.kind) {
    case 'starting':
      return (
        <main className="display-frame pairing">
          <DisplayHeader now={now} zone={null} />
          <p className="pairing-wait" role="status">
            {errorMessage}
          </p>
        </main>
      )
    case 'suspended':
      return <SuspendedScreen reason={screen.reason} now={now} />
    case 'pairing':
      return <PairingScreen offer={screen.offer} now={now} trouble={errorMessage} />
    case 'board': {
      const { shown, welcomeUntil } = screen
      return <WelcomeScreen shown={shown} until={welcomeUntil ?? now} now={now} />
    }
  }
}

/** Selects the display or the check page for installers, by the URL. */
export function DisplayRoutes() {
  return window.location.pathname === '/display/check' ? <CheckPage /> : <DisplayApp />
}
