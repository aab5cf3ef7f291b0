/**
 * Storage for data that must survive a reload. If it is full, forbidden or lost, reads return null and writes return
 * false.
 */
export type KeyValueStorage = {
  read: (key: string) => string | null
  /** Returns whether the value was stored. */
  write: (key: string, text: string) => boolean
  remove: (key: string) => void
}

/**
 * Wraps the browser's storage.
 *
 * @param storage called for each access, since reading the property itself throws where storage is forbidden
 */
export function createSafeStorage(storage: () => Storage): KeyValueStorage {
  const tryStorage = <TResult>(
    work: (storage: Storage) => TResult,
    otherwise: TResult,
  ): TResult => {
    try {
      return work(storage())
    } catch {
      return otherwise
    }
  }
  return {
    read: (key) => tryStorage((store) => store.getItem(key), null),
    write: (key, text) => tryStorage((store) => (store.setItem(key, text), true), false),
    remove: (key) => tryStorage((store) => store.removeItem(key), undefined),
  }
}
