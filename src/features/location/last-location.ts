const storageKey = 'headroom.place'

/** Keeps the place for the next visit; null forgets it. Without storage the choice holds as long as the page's address. */
export function rememberPlace(placeId: string | null): void {
  try {
    if (placeId === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, placeId)
  } catch {
    // Storage can be blocked; the address still says the place.
  }
}

/** The place of the last visit, if one was chosen. */
export function rememberedPlace(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
