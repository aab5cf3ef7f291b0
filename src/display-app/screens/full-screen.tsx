import { useEffect, useSyncExternalStore } from 'react'

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
