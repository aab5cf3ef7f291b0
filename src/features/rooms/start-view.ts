const storageKey = 'headroom.start'

/** Returns the query of the default view, such as `?state=free&seats=6`; null when none is set. */
export function getStartView(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** Sets the default view in this browser; null resets it. */
export function setStartView(query: string | null): void {
  try {
    if (query === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, query)
  } catch {
    // Storage may be blocked; Headroom then starts with all rooms.
  }
}
