import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import {
  findBudget,
  entryBytes,
  StoreFullError,
  StoreError,
  type Store,
  type StoreEntry,
} from './store.ts'
import {
  connectRedis,
  requestTimeoutMs,
  startDeadline,
  type Deadline,
  type RedisClient,
  anyTag,
  readScript,
  writeScript,
} from './redis-client.ts'
import { isExpired } from './store-file.ts'
import { retentionMs } from './pruning.ts'
import {
  createLegacyIndex,
  indexNamespace,
  keyPattern,
  namespace,
  pageSize,
  parseStoredEntry,
} from './redis-index.ts'

const ReadReply = v.tuple([v.nullable(v.string()), v.string()])

const maxAttempts = 20

/**
 * Opens a store that several gateways can share: Redis or Valkey. Reconnects automatically. While the server is
 * unreachable, every method fails within `timeoutMs`, even a method that sends several commands. Opening succeeds even
 * if there is no server yet. The gateway's clock decides when an entry has expired; Redis deletes it a week later. An
 * unreadable value (invalid or of another type) counts as missing, can be overwritten and affects no other key.
 *
 * @param url `redis://` or `rediss://`; never logged, because it may contain a password
 * @param now Unix milliseconds
 * @param timeoutMs maximum time of a request, in milliseconds; by default two seconds
 */
export async function openRedisStore(
  url: string,
  now: () => number,
  log: Pick<Log, 'warn' | 'info'>,
  timeoutMs = requestTimeoutMs,
): Promise<Store> {
  const client = await connectRedis(url, log, timeoutMs)
  const legacyIndex = createLegacyIndex(client)

  async function withDeadline<T>(command: (deadline: Deadline) => Promise<T>): Promise<T> {
    // The client's own timeout covers only commands that have not been sent, not a server that hangs afterwards.
    const deadline = startDeadline(timeoutMs)
    try {
      return await Promise.race([command(deadline), deadline.passed])
    } catch (cause) {
      if (cause instanceof StoreFullError) throw cause
      throw new StoreError('Redis is unreachable or rejected the command.', { cause })
    } finally {
      deadline.clear()
    }
  }
  const valueOf = (kept: StoreEntry | null) =>
    kept === null || isExpired(kept, now()) ? null : kept.value
  async function read(key: string) {
    const answer = v.parse(ReadReply, await client.eval(readScript, { keys: [namespace + key] }))
    const entry = parseStoredEntry(answer[0])
    return { entry, value: valueOf(entry), tag: answer[1] }
  }
  /** Writes the entry, or deletes it if `written` is null; returns whether the tag matched. Throws `StoreFullError`. */
  async function write(key: string, tag: string, written: StoreEntry | null, deadline: Deadline) {
    const budget = findBudget(key)
    if (written !== null && entryBytes(written) > budget.maxEntryBytes) {
      throw new StoreFullError('entry', budget)
    }
    if (written !== null) await legacyIndex.ensureComplete(budget, deadline)
    const outcome = await client.eval(writeScript, writeOptions(key, { tag, written, now: now() }))
    if (outcome === 'full') throw new StoreFullError('kind', budget)
    return outcome === 'done'
  }

  return {
    get: (key) => withDeadline(async () => (await read(key)).value),
    getEntry: (key) => withDeadline(async () => (await read(key)).entry),
    list: (prefix) =>
      withDeadline(async (deadline) => {
        const entries = await readEntries(client, prefix, deadline)
        return entries.flatMap(([key, raw]): [string, string][] => {
          const value = valueOf(parseStoredEntry(raw))
          return value === null ? [] : [[key, value]]
        })
      }),
    put: (key, written) =>
      withDeadline(async (deadline) => void (await write(key, anyTag, written, deadline))),
    replace: (key, expected, written) =>
      withDeadline(async (deadline) => {
        for (let tries = 0; tries < maxAttempts && !deadline.isOver(); tries += 1) {
          const { value, tag } = await read(key)
          if (value !== expected) return false
          if (await write(key, tag, written, deadline)) return true
        }
        throw new Error('Too many concurrent writes to this key.')
      }),
    delete: (key) =>
      withDeadline(async (deadline) => void (await write(key, anyTag, null, deadline))),
    async close() {
      const deadline = startDeadline(timeoutMs)
      const closed = client.isReady ? client.close() : Promise.reject(new Error('not ready'))
      await Promise.race([closed, deadline.passed]).catch(() => client.destroy())
      deadline.clear()
    },
  }
}

function writeOptions(
  key: string,
  { tag, written, now }: { tag: string; written: StoreEntry | null; now: number },
) {
  const { prefix, maxEntries, maxBytes, whenFull } = findBudget(key)
  const untilMs = written?.untilMs ?? null
  return {
    keys: [namespace + key, `${indexNamespace}${prefix}ages`, `${indexNamespace}${prefix}ends`],
    arguments: [
      tag,
      written === null ? '' : JSON.stringify(written),
      untilMs === null ? '' : String(Math.max(1, Math.ceil(untilMs - now)) + retentionMs),
      String(now),
      untilMs === null ? '+inf' : String(untilMs),
      String(maxEntries),
      String(maxBytes),
      whenFull === 'evict-oldest' ? '1' : '',
      String(retentionMs),
    ],
  }
}

/** Returns the raw values of all keys with a prefix, sorted by key. A value that is not a string is null. */
async function readEntries(
  client: RedisClient,
  prefix: string,
  deadline: Deadline,
): Promise<[key: string, raw: string | null][]> {
  const found = new Set<string>()
  for await (const some of client.scanIterator({ MATCH: keyPattern(prefix), COUNT: pageSize })) {
    if (deadline.isOver()) throw new Error('Redis did not respond in time.')
    for (const key of some) found.add(key)
  }
  const keys = [...found].toSorted()
  const entries: [string, string | null][] = []
  for (let at = 0; at < keys.length; at += pageSize) {
    if (deadline.isOver()) throw new Error('Redis did not respond in time.')
    const page = keys.slice(at, at + pageSize)
    const values = await client.mGet(page)
    for (const [index, key] of page.entries()) {
      entries.push([key.slice(namespace.length), values[index] ?? null])
    }
  }
  return entries
}
