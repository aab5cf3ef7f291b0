import { useEffect, useSyncExternalStore } from 'react'
import * as text from '#messages/display-app.tsx'

/**
 * Returns a function that switches to full screen. Null if the page is already in full screen, or if the browser does
 * not support it.
 */
export function useFullScreen(): (() => void) | null {
  const isFull = useSyncExternalStore(subscribeToFullScreen, isFullScreen)
  return isFull || !document.fullscreenEnabled ? null : enterFullScreen
}

/** Offers full screen with a button and the F key, because browsers require a user gesture. */
export function FullScreenButton({ offered }: { offered: boolean }) {
  const enter = useFullScreen()
  useEffect(() => {
    const handleKeyDown = ({ key }: KeyboardEvent) => {
      if (key.toLowerCase() === 'f') enter?.()
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [enter])
  if (enter === null || !offered) return null
  return (
    <button type="button" className="full-screen" onClick={enter}>
      {text.fullScreenButton}
    </button>
  )
}

function enterFullScreen(): void {
  // If the browser rejects the request, the page stays in its window.
  document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => {})
}

function isFullScreen(): boolean {
  return document.fullscreenElement !== null
}

function subscribeToFullScreen(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}
