import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import { StoreFailure, type Store } from '#server/gateway/store/store.ts'

/** Which sessions have ended, so that no copy of their cookie opens again. */
export type EndedSessions = {
  /** Whether it has ended. Throws `StoreFailure` when the store is away and this process does not know. */
  has: (id: string) => Promise<boolean>
  /** Ends a session. `until` (epoch ms) is when its cookie could not be opened any more. Never throws. */
  add: (id: string, until: number) => Promise<void>
  /** Ends a session a minute from now, unless that was done before. Throws `StoreFailure`. */
  addSoon: (id: string, until: number) => Promise<void>
}

type Ended = { from: number; until: number }

const KeptFrom = v.pipe(v.string(), v.regex(/^\d{1,16}(\.\d+)?$/), v.transform(Number))
/** Requests that were sent together with the one that ended a session are still answered. */
const graceMs = 60_000
const retryMs = 5_000
/** In memory; the store has all of them. */
const mostRemembered = 10_000

/**
 * Keeps a hash of each id in the store until no cookie of the session could be opened any more. While the store is away
 * this process remembers what it could not write, and writes it as soon as the store is back.
 *
 * @param now epoch milliseconds
 */
export function createEndedSessions(
  store: Store,
  now: () => number,
  log: Pick<Log, 'warn'>,
): EndedSessions {
  const remembered = new Map<string, Ended>()
  const unwritten = new Map<string, Ended>()
  let triedAt = Number.NEGATIVE_INFINITY

  const write = (key: string, { from, until }: Ended) =>
    store.put(key, { value: String(from), untilMs: until })

  /** Not with every request: a store that can be read may still refuse to be written, on a full disk for instance. */
  async function writeMissed(): Promise<void> {
    if (unwritten.size === 0 || (now() >= triedAt && now() < triedAt + retryMs)) return
    triedAt = now()
    const missed = [...unwritten]
    unwritten.clear()
    for (const [key, ended] of missed) {
      if (ended.until <= now()) continue
      await write(key, ended).catch(() => unwritten.set(key, ended))
    }
  }

  return {
    async has(id) {
      const key = keyOf(id)
      const own = remembered.get(key)
      if (own !== undefined) return own.from <= now()
      const parsed = v.safeParse(KeptFrom, await store.get(key))
      void writeMissed()
      return parsed.success && parsed.output <= now()
    },
    async add(id, until) {
      if (until <= now()) return
      const key = keyOf(id)
      const ended = { from: now(), until }
      remember(remembered, key, ended)
      try {
        await write(key, ended)
      } catch (error) {
        if (!(error instanceof StoreFailure)) throw error
        remember(unwritten, key, ended)
        triedAt = now()
        log.warn({}, 'ended session not written yet')
      }
    },
    async addSoon(id, until) {
      const ended = { from: now() + graceMs, until }
      await store.replace(keyOf(id), null, { value: String(ended.from), untilMs: until })
    },
  }
}

/** What is kept of an id: enough to recognise it, not enough to make a cookie. */
function keyOf(id: string): string {
  return `ended/${createHash('sha256').update(id).digest('base64url')}`
}

function remember(map: Map<string, Ended>, key: string, ended: Ended): void {
  map.delete(key)
  map.set(key, ended)
  const oldest = map.keys().next()
  if (map.size > mostRemembered && !oldest.done) map.delete(oldest.value)
}
