const locationStorageKey = 'headroom.place'

/** Stores the location for the next visit; null removes it. If storage is blocked, the URL still holds the location. */
export function saveLastLocation(placeId: string | null): void {
  try {
    if (placeId === null) localStorage.removeItem(locationStorageKey)
    else localStorage.setItem(locationStorageKey, placeId)
  } catch {
    // Storage can be blocked; the URL still contains the location.
  }
}

/** Returns the location of the last visit, or null. */
export function loadLastLocation(): string | null {
  try {
    return localStorage.getItem(locationStorageKey)
  } catch {
    return null
  }
}
