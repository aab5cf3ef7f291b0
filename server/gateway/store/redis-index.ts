import * as v from 'valibot'
import type { Deadline, RedisClient } from './redis-client.ts'
import { findBudget, type Budget, type StoreEntry } from './store.ts'

const StoredEntry = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({ value: v.string(), untilMs: v.nullable(v.number()) }),
)

export const namespace = 'headroom:'
/** Prefix of index keys. It differs from `namespace`, so that listing entries never returns an index. */
export const indexNamespace = 'headroom-index:'
/** Number of keys per read command. */
export const pageSize = 500

/** Parses a raw value; null if it is missing or unreadable. */
export function parseStoredEntry(raw: string | null): StoreEntry | null {
  const parsed = v.safeParse(StoredEntry, raw)
  return parsed.success ? parsed.output : null
}

/** Returns the Redis pattern of all entries whose key starts with a prefix. */
export function keyPattern(prefix: string): string {
  return `${namespace}${prefix.replaceAll(/[\\*?[\]^-]/g, String.raw`\$&`)}*`
}

/** Indexes entries that an earlier version wrote without an index. */
type LegacyIndex = {
  /**
   * Resolves once all entries of a kind are in the index. Throws if that takes longer than the deadline; the next call
   * continues where this call stopped.
   */
  ensureComplete: (budget: Budget, deadline: Pick<Deadline, 'isOver'>) => Promise<void>
}

const firstCursor = '0'

/** Creates the index of entries of earlier versions. Sends no requests to Redis. */
export function createLegacyIndex(client: RedisClient): LegacyIndex {
  const complete = new Set<Budget>()
  /** Where the scan of each kind continues. */
  const cursors = new Map<Budget, string>()
  // A cursor is valid only on the server that returned it, and a reconnect may lead to another server.
  client.on('ready', () => cursors.clear())

  /** Indexes a page of entries and returns the next cursor. */
  async function indexPage(budget: Budget, from: string): Promise<string> {
    const { cursor, keys } = await client.scan(from, {
      MATCH: keyPattern(budget.prefix),
      COUNT: pageSize,
    })
    const own = keys.filter((key) => findBudget(key.slice(namespace.length)) === budget)
    const values = own.length === 0 ? [] : await client.mGet(own)
    const index = indexNamespace + budget.prefix
    await Promise.all(
      own.flatMap((value, at) => {
        const score = parseStoredEntry(values[at] ?? null)?.untilMs ?? Number.POSITIVE_INFINITY
        return [
          client.zAdd(`${index}ages`, { score: 0, value }, { condition: 'NX' }),
          client.zAdd(`${index}ends`, { score, value }, { condition: 'NX' }),
        ]
      }),
    )
    return cursor
  }

  return {
    async ensureComplete(budget, deadline) {
      while (!complete.has(budget)) {
        if (deadline.isOver()) throw new Error('Redis did not respond in time.')
        // Moves on only after a page is indexed, so concurrent calls may repeat pages but never skip a page.
        const cursor = await indexPage(budget, cursors.get(budget) ?? firstCursor)
        if (cursor === firstCursor) complete.add(budget)
        else cursors.set(budget, cursor)
      }
      cursors.delete(budget)
    },
  }
}
