const storageKey = 'headroom.start'

/** The query of the saved view that is the start page, such as `?state=free&seats=6`; null where none is. */
export function getStartView(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** Makes a view the start page of this browser; null means none is. */
export function setStartView(query: string | null): void {
  try {
    if (query === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, query)
  } catch {
    // Storage can be blocked; Headroom then starts with every room.
  }
}
