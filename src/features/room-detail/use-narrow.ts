import { useSyncExternalStore } from 'react'

/** Narrower than this a room is a page of its own, as app/screens/rooms-screen.tsx hides the overview. */
const narrow = '(width < 960px)'

/** Whether the room takes the whole page. Follows the window. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow)
}

function subscribe(listener: () => void): () => void {
  const query = mediaQuery()
  query?.addEventListener('change', listener)
  return () => query?.removeEventListener('change', listener)
}

function isNarrow(): boolean {
  return mediaQuery()?.matches ?? false
}

/** Documents without a window to measure, as in tests, have no media queries. */
function mediaQuery(): MediaQueryList | null {
  return typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia(narrow) : null
}
