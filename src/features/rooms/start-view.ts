import { browserStorage, writeOrRemove } from '#src/lib/storage.ts'

const storageKey = 'headroom.start'

/** Returns the query of the default view, such as `?state=free&seats=6`; null when none is set. */
export function getStartView(): string | null {
  return browserStorage.read(storageKey)
}

/** Sets the default view in this browser; null resets it. If storage is blocked, Headroom starts with all rooms. */
export function setStartView(query: string | null): void {
  writeOrRemove(storageKey, query)
}
