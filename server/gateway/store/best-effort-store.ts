import type { Log } from '#server/gateway/http/request-log.ts'
import { removeLeftovers, replaceFile } from './atomic-file.ts'
import { errorCode } from './error-code.ts'
import { createMemoryStore } from './memory-store.ts'
import type { Store, Written } from './store.ts'
import { readStoreFile, storeFileText } from './store-file.ts'

type BestEffortOptions = {
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  /** Entries that an earlier version kept elsewhere; those of the file win. */
  earlier?: Iterable<[string, Written]>
  /** Rejects where this process may not write any more. */
  beforeWrite?: () => Promise<void>
}

/** A changed file is written at most this often. */
const writeEveryMs = 10_000

/**
 * A store in memory that is written to its file now and then. No method fails because of the file: one that cannot be read
 * counts as empty, one that cannot be written is logged once and tried again with the next change.
 */
export async function openBestEffortStore(
  path: string,
  { now, log, earlier = [], beforeWrite = async () => undefined }: BestEffortOptions,
): Promise<Store> {
  const read = await readStoreFile(path).catch((error: unknown) => {
    log.warn({ code: errorCode(error) }, 'best-effort file not readable, so it starts empty')
    return new Map<string, Written>()
  })
  await removeLeftovers(path)
  const entries = new Map([...earlier, ...read])
  let timer: ReturnType<typeof setTimeout> | null = null
  let writing: Promise<void> = Promise.resolve()
  let hasFailed = false

  async function write(): Promise<void> {
    try {
      await beforeWrite()
      await replaceFile(path, storeFileText(entries))
      hasFailed = false
    } catch (error) {
      if (!hasFailed) log.warn({ code: errorCode(error) }, 'best-effort file not written')
      hasFailed = true
    }
  }
  function flush(): Promise<void> {
    if (timer !== null) {
      clearTimeout(timer)
      timer = null
      writing = writing.then(write)
    }
    return writing
  }
  const memory = createMemoryStore({
    now,
    entries,
    onChange() {
      if (timer !== null) return
      timer = setTimeout(() => void flush(), writeEveryMs)
      timer.unref()
    },
  })
  return { ...memory, close: flush }
}
