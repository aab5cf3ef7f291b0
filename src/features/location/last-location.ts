const locationStorageKey = 'headroom.place'

/** Keeps the place for the next visit; null forgets it. Without storage the choice holds as long as the page's address. */
export function saveLastLocation(placeId: string | null): void {
  try {
    if (placeId === null) localStorage.removeItem(locationStorageKey)
    else localStorage.setItem(locationStorageKey, placeId)
  } catch {
    // Storage can be blocked; the address still says the place.
  }
}

/** The place of the last visit, if one was chosen. */
export function loadLastLocation(): string | null {
  try {
    return localStorage.getItem(locationStorageKey)
  } catch {
    return null
  }
}
