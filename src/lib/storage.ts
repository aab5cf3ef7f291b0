/**
 * Storage for data that must survive a reload. No method throws. Writes return false if storage is full or forbidden.
 * Reads return null if storage is forbidden or the value is missing.
 */
export type KeyValueStorage = {
  read: (key: string) => string | null
  /** Returns whether the value was stored. */
  write: (key: string, text: string) => boolean
  remove: (key: string) => void
}

/** The browser's storage. Where storage is forbidden, even access to `localStorage` throws. */
export const browserStorage: KeyValueStorage = {
  read: (key) => attempt(() => localStorage.getItem(key), null),
  write: (key, text) => attempt(() => (localStorage.setItem(key, text), true), false),
  remove: (key) => attempt(() => localStorage.removeItem(key), undefined),
}

/** Stores a value in the browser, or removes it if it is null. */
export function writeOrRemove(key: string, text: string | null): void {
  if (text === null) browserStorage.remove(key)
  else browserStorage.write(key, text)
}

function attempt<TResult>(work: () => TResult, otherwise: TResult): TResult {
  try {
    return work()
  } catch {
    return otherwise
  }
}
