import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query matches. Updates when that changes. */
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
