import { browserStorage, writeOrRemove } from '#src/lib/storage.ts'

const locationStorageKey = 'headroom.place'

/**
 * Stores the location for the next visit; null removes it. If storage is blocked, the URL still contains the location.
 */
export function saveLastLocation(placeId: string | null): void {
  writeOrRemove(locationStorageKey, placeId)
}

/** Returns the location of the last visit, or null. */
export function loadLastLocation(): string | null {
  return browserStorage.read(locationStorageKey)
}
