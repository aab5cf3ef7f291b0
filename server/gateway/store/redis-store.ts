import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import {
  findBudget,
  entryBytes,
  StoreFullError,
  type Budget,
  StoreError,
  type Store,
  type StoreEntry,
} from './store.ts'
import {
  connectRedis,
  startDeadline,
  type Deadline,
  type RedisClient,
  anyTag,
  readScript,
  writeScript,
} from './redis-client.ts'

const StoredEntry = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({ value: v.string(), untilMs: v.nullable(v.number()) }),
)
const ReadReply = v.tuple([v.nullable(v.string()), v.string()])

const namespace = 'headroom:'
/** Beside the namespace, so that no list of entries ever holds an index. */
const indexNamespace = 'headroom-index:'
/** Redis forgets what is over only then: whether it is over, our own clock decides. */
const slackMs = 24 * 3_600_000
const maxAttempts = 20
/** Keys that are read in one command. */
const pageSize = 500

/**
 * The store of several gateways: a Redis or Valkey. It reconnects; while it cannot be reached every method fails at once,
 * and after two seconds at the latest, when every loop ends too. Opens also while there is no server yet. A value that
 * cannot be read (garbage, another type) counts as none, is written over, and affects no other key.
 *
 * @param url `redis://` or `rediss://`; never logged, since it may hold a password
 * @param now epoch milliseconds
 */
export async function openRedisStore(
  url: string,
  now: () => number,
  log: Pick<Log, 'warn' | 'info'>,
): Promise<Store> {
  const client = await connectRedis(url, log)
  const indexed = new Set<Budget>()

  async function withDeadline<T>(command: (deadline: Deadline) => Promise<T>): Promise<T> {
    // The client's own deadline is for what was not sent yet; a server that took it and hangs has none.
    const deadline = startDeadline()
    try {
      return await Promise.race([command(deadline), deadline.passed])
    } catch (cause) {
      if (cause instanceof StoreFullError) throw cause
      throw new StoreError('Redis cannot be reached, or refuses.', { cause })
    } finally {
      deadline.clear()
    }
  }
  const valueOf = (raw: string | null) => {
    const kept = parseStoredEntry(raw)
    return kept === null || isExpired(kept, now()) ? null : kept.value
  }
  async function read(key: string) {
    const answer = v.parse(ReadReply, await client.eval(readScript, { keys: [namespace + key] }))
    return { value: valueOf(answer[0]), tag: answer[1] }
  }
  /** Writes, or with null deletes; says whether the tag was the expected one. Throws `StoreFull`. */
  async function write(key: string, tag: string, written: StoreEntry | null, deadline: Deadline) {
    const budget = findBudget(key)
    if (written !== null && entryBytes(written) > budget.maxEntryBytes) {
      throw new StoreFullError('entry', budget)
    }
    if (written !== null && !indexed.has(budget)) {
      await indexLegacyEntries(client, budget, deadline)
      indexed.add(budget)
    }
    const outcome = await client.eval(writeScript, writeOptions(key, { tag, written, now: now() }))
    if (outcome === 'full') throw new StoreFullError('kind', budget)
    return outcome === 'done'
  }

  return {
    get: (key) => withDeadline(async () => (await read(key)).value),
    list: (prefix) =>
      withDeadline(async (deadline) => {
        const entries = await readEntries(client, prefix, deadline)
        return entries.flatMap(([key, raw]): [string, string][] => {
          const value = valueOf(raw)
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
        throw new Error('Too many write this key at once.')
      }),
    delete: (key) =>
      withDeadline(async (deadline) => void (await write(key, anyTag, null, deadline))),
    async close() {
      const deadline = startDeadline()
      const closed = client.isReady ? client.close() : Promise.reject(new Error('not ready'))
      await Promise.race([closed, deadline.passed]).catch(() => client.destroy())
      deadline.clear()
    },
  }
}

function parseStoredEntry(raw: string | null): StoreEntry | null {
  const parsed = v.safeParse(StoredEntry, raw)
  return parsed.success ? parsed.output : null
}

function isExpired({ untilMs }: StoreEntry, now: number): boolean {
  return untilMs !== null && untilMs <= now
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
      untilMs === null ? '' : String(Math.max(1, Math.ceil(untilMs - now)) + slackMs),
      String(now),
      untilMs === null ? '+inf' : String(untilMs),
      String(maxEntries),
      String(maxBytes),
      whenFull === 'evict-oldest' ? '1' : '',
    ],
  }
}

/** All entries that begin with a prefix, by key, as Redis holds them; null for what is no text. */
async function readEntries(
  client: RedisClient,
  prefix: string,
  deadline: Deadline,
): Promise<[key: string, raw: string | null][]> {
  const found = new Set<string>()
  const match = `${namespace}${escapePattern(prefix)}*`
  for await (const some of client.scanIterator({ MATCH: match, COUNT: pageSize })) {
    if (deadline.isOver()) throw new Error('Redis does not answer in time.')
    for (const key of some) found.add(key)
  }
  const keys = [...found].toSorted()
  const entries: [string, string | null][] = []
  for (let at = 0; at < keys.length && !deadline.isOver(); at += pageSize) {
    const page = keys.slice(at, at + pageSize)
    const values = await client.mGet(page)
    for (const [index, key] of page.entries()) {
      entries.push([key.slice(namespace.length), values[index] ?? null])
    }
  }
  return entries
}

/** Puts the entries that an earlier version wrote without an index into it. */
async function indexLegacyEntries(
  client: RedisClient,
  budget: Budget,
  deadline: Deadline,
): Promise<void> {
  for (const [key, raw] of await readEntries(client, budget.prefix, deadline)) {
    if (deadline.isOver()) return
    if (findBudget(key) !== budget) continue
    const score = parseStoredEntry(raw)?.untilMs ?? Number.POSITIVE_INFINITY
    const value = namespace + key
    const index = indexNamespace + budget.prefix
    await Promise.all([
      client.zAdd(`${index}ages`, { score: 0, value }, { condition: 'NX' }),
      client.zAdd(`${index}ends`, { score, value }, { condition: 'NX' }),
    ])
  }
}

/** A text in which no character has a meaning in a pattern of Redis. */
function escapePattern(text: string): string {
  return text.replaceAll(/[\\*?[\]^-]/g, String.raw`\$&`)
}
