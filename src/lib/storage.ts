/**
 * Storage for data that must survive a reload. No method throws. If storage is full or forbidden, writes return false;
 * if it is forbidden or the data is lost, reads return null.
 */
export type KeyValueStorage = {
  read: (key: string) => string | null
  /** Returns whether the value was stored. */
  write: (key: string, text: string) => boolean
  remove: (key: string) => void
}

/** The browser's storage. Reading `localStorage` itself throws where storage is forbidden. */
export const browserStorage: KeyValueStorage = {
  read: (key) => attempt(() => localStorage.getItem(key), null),
  write: (key, text) => attempt(() => (localStorage.setItem(key, text), true), false),
  remove: (key) => attempt(() => localStorage.removeItem(key), undefined),
}

/** Stores a value in the browser; null removes it. */
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
