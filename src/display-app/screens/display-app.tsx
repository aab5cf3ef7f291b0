import { useEffect, useState, useSyncExternalStore, lazy } from 'react'
import { second } from '#src/domain/time/duration.ts'
import { DisplayHead, PairingScreen, WelcomeScreen } from './pairing-screen.tsx'
import { BoardScreen } from './board-screen.tsx'
import { pageEngine, useDisplayState, useSeconds } from './use-display-engine.ts'
import './display.css'

const idleMs = 3 * second

/** Whether the pointer has moved, or a key was pressed, in the last three seconds. Nobody points at a wall. */
export function useIdlePointer(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = window.setTimeout(setIdle, idleMs, true)
    const moved = () => {
      setIdle(false)
      window.clearTimeout(timer)
      timer = window.setTimeout(setIdle, idleMs, true)
    }
    window.addEventListener('pointermove', moved)
    window.addEventListener('keydown', moved)
    return () => {
      window.clearTimeout(timer)
      window.removeEventListener('pointermove', moved)
      window.removeEventListener('keydown', moved)
    }
  }, [])
  return idle
}

/** Offers full screen while somebody is there to take it; a key does it too. Browsers ask for either. */
export function FullScreen({ offered }: { offered: boolean }) {
  const full = useSyncExternalStore(subscribe, isFull)
  useEffect(() => {
    const pressed = ({ key }: KeyboardEvent) => {
      if (key.toLowerCase() === 'f' && !isFull()) enter()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  if (full || !offered || !document.fullscreenEnabled) return null
  return (
    <button type="button" className="full-screen" onClick={enter}>
      Full screen (F)
    </button>
  )
}

function enter(): void {
  // A browser that refuses shows the board all the same.
  document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => {})
}

function isFull(): boolean {
  return document.fullscreenElement !== null
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/**
 * Why this display shows no board although it is paired.
 *
 * @param reason a sentence
 * @param now Unix milliseconds by the server's clock
 */
export function SuspendedScreen({ reason, now }: { reason: string; now: number }) {
  return (
    <main className="display-frame pairing">
      <DisplayHead now={now} zone={null} />
      <section className="pairing-main">
        <div role="status">
          <h1>Display paused</h1>
          <p className="pairing-wait">{reason}</p>
          <p className="muted">
            It resumes automatically if Headroom is switched back. To use it now, revoke it at{' '}
            <b>{window.location.host}/displays</b> and pair it again.
          </p>
        </div>
      </section>
    </main>
  )
}

/** What hangs on the wall. Nobody touches it, so it offers nothing but full screen to whoever installs it. */
export function DisplayApp() {
  const idle = useIdlePointer()
  return (
    <div className="display" data-pointer={idle ? 'idle' : 'moving'}>
      <CurrentScreen />
      <FullScreen offered={!idle} />
    </div>
  )
}

function CurrentScreen() {
  const [engine] = useState(pageEngine)
  const { screen, trouble } = useDisplayState(engine)
  const now = useSeconds(engine) * second
  switch (screen.kind) {
    case 'starting':
      return (
        <main className="display-frame pairing">
          <DisplayHead now={now} zone={null} />
          <p className="pairing-wait" role="status">
            {trouble}
          </p>
        </main>
      )
    case 'suspended':
      return <SuspendedScreen reason={screen.reason} now={now} />
    case 'pairing':
      return <PairingScreen offer={screen.offer} now={now} trouble={trouble} />
    case 'board': {
      const { shown, welcomeUntil } = screen
      if (welcomeUntil !== null)
        return <WelcomeScreen shown={shown} until={welcomeUntil} now={now} />
      const moment = engine.moment()
      return moment && <BoardScreen engine={engine} shown={shown} moment={moment} />
    }
  }
}

const CheckPage = lazy(async () => {
  const { CheckPage } = await import('./check-page.tsx')
  return { default: CheckPage }
})

/** The pages of a screen: what hangs on the wall, and what tells its installer whether it can. */
export function DisplayPages() {
  return window.location.pathname === '/display/check' ? <CheckPage /> : <DisplayApp />
}
