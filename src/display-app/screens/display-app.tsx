import { useEffect, useState, useSyncExternalStore, lazy } from 'react'
import { second } from '#src/domain/time/duration.ts'
import * as text from '#messages/display-app.tsx'
import { DisplayHeader, PairingScreen, WelcomeScreen } from './pairing-screen.tsx'
import { BoardScreen } from './board-screen.tsx'
import { getDisplayEngine, useDisplayState, useServerSeconds } from './use-display-engine.ts'
import './display.css'

const pointerIdleMs = 3 * second

/** Returns true after three seconds without pointer or keyboard activity, which is the normal state of a display. */
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

/** Offers full screen by a button and the F key, since browsers require a user gesture. */
function FullScreenButton({ offered }: { offered: boolean }) {
  const full = useSyncExternalStore(subscribeToFullScreen, isFullScreen)
  useEffect(() => {
    const handleKeyDown = ({ key }: KeyboardEvent) => {
      if (key.toLowerCase() === 'f' && !isFullScreen()) enterFullScreen()
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [])
  if (full || !offered || !document.fullscreenEnabled) return null
  return (
    <button type="button" className="full-screen" onClick={enterFullScreen}>
      {text.fullScreenButton}
    </button>
  )
}

function enterFullScreen(): void {
  // If the browser refuses, the board is shown all the same.
  document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => {})
}

function isFullScreen(): boolean {
  return document.fullscreenElement !== null
}

function subscribeToFullScreen(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
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

/** The display app. It runs unattended, so its only control is the full-screen button for the installer. */
function DisplayApp() {
  const isIdle = useIdlePointer()
  return (
    <div className="display" data-pointer={isIdle ? 'idle' : 'moving'}>
      <CurrentScreen />
      <FullScreenButton offered={!isIdle} />
    </div>
  )
}

function CurrentScreen() {
  const [engine] = useState(getDisplayEngine)
  const { screen, errorMessage } = useDisplayState(engine)
  const now = useServerSeconds(engine) * second
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
      if (welcomeUntil !== null)
        return <WelcomeScreen shown={shown} until={welcomeUntil} now={now} />
      const moment = engine.boardState()
      return moment && <BoardScreen engine={engine} shown={shown} moment={moment} />
    }
  }
}

const CheckPage = lazy(async () => {
  const { CheckPage } = await import('./check-page.tsx')
  return { default: CheckPage }
})

/** Routes of the display app: the display itself, and the check page for the installer. */
export function DisplayRoutes() {
  return window.location.pathname === '/display/check' ? <CheckPage /> : <DisplayApp />
}
