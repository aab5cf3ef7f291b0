import { useCallback, useSyncExternalStore } from 'react'

/** Returns whether a media query matches, and updates when the result changes. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = mediaQueryList(query)
      list?.addEventListener('change', listener)
      return () => list?.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => mediaQueryList(query)?.matches ?? false)
}

/** Null in jsdom, which has no `matchMedia`. */
function mediaQueryList(query: string): MediaQueryList | null {
  return typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia(query) : null
}
