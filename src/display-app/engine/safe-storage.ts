/**
 * Where a display keeps what must survive a reload. Whatever it is made of may be full, forbidden or lost: then nothing
 * is read, and writing says so.
 */
export type KeyValueStorage = {
  read: (key: string) => string | null
  /** Whether it was kept. */
  write: (key: string, text: string) => boolean
  remove: (key: string) => void
}

/**
 * A memory in the browser's storage.
 *
 * @param storage asked for with each use, since already asking for it throws where it is forbidden
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
