import { createClient } from '@redis/client'
import * as v from 'valibot'
import type { Log } from '#server/gateway/request-log.ts'
import { StoreFailure, type Store, type Written } from './store.ts'

const Kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({ value: v.string(), untilMs: v.nullable(v.number()) }),
)

const namespace = 'headroom:'
/** No request waits longer for the store. */
const deadlineMs = 2_000
const longestPauseMs = 5_000
/** Redis forgets what is over only then: whether it is over, our own clock decides. */
const slackMs = 24 * 3_600_000
/** Writes only where nobody else wrote since: ARGV are what was read ('' for nothing), what is written, for how long. */
const compareAndSet = `
local now = redis.call('GET', KEYS[1]) or ''
if now ~= ARGV[1] then return 0 end
if ARGV[2] == '' then redis.call('DEL', KEYS[1])
elseif ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2])
else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`

/**
 * The store of several gateways: a Redis or Valkey. It connects again by itself; while it cannot be reached every method
 * fails at once, and after two seconds at the latest. Opens also while there is no server yet.
 *
 * @param url `redis://` or `rediss://`; never logged, since it may hold a password
 * @param now epoch milliseconds
 */
export async function openRedisStore(
  url: string,
  now: () => number,
  log: Pick<Log, 'warn' | 'info'>,
): Promise<Store> {
  const client = await connect(url, log)

  async function ask<T>(command: () => Promise<T>): Promise<T> {
    // The client's own deadline is for what was not sent yet; a server that took it and hangs has none.
    const late = deadline()
    try {
      return await Promise.race([command(), late.passed])
    } catch (cause) {
      throw new StoreFailure('Redis cannot be reached, or refuses.', { cause })
    } finally {
      late.clear()
    }
  }
  /** The value of what Redis holds; null where there is none, it is over, or nobody can read it. */
  const valueOf = (raw: string | null) => {
    const parsed = v.safeParse(Kept, raw)
    if (!parsed.success) return null
    const { value, untilMs } = parsed.output
    return untilMs !== null && untilMs <= now() ? null : value
  }
  const lifeOf = ({ untilMs }: Written) =>
    untilMs === null ? null : Math.max(1, untilMs - now()) + slackMs

  return {
    get: (key) => ask(async () => valueOf(await client.get(namespace + key))),
    list: (prefix) =>
      ask(async () => {
        const keys = new Set<string>()
        const scan = client.scanIterator({ MATCH: `${namespace}${escaped(prefix)}*`, COUNT: 500 })
        for await (const some of scan) for (const key of some) keys.add(key)
        const sorted = [...keys].toSorted()
        const values = sorted.length === 0 ? [] : await client.mGet(sorted)
        return sorted.flatMap((key, index): [string, string][] => {
          const value = valueOf(values[index] ?? null)
          return value === null ? [] : [[key.slice(namespace.length), value]]
        })
      }),
    put: (key, written) =>
      ask(async () => {
        const life = lifeOf(written)
        const text = JSON.stringify(written)
        if (life === null) await client.set(namespace + key, text)
        else await client.set(namespace + key, text, { expiration: { type: 'PX', value: life } })
      }),
    replace: (key, expected, written) =>
      ask(async () => {
        for (;;) {
          const raw = await client.get(namespace + key)
          if (valueOf(raw) !== expected) return false
          const life = written === null ? null : lifeOf(written)
          const done = await client.eval(compareAndSet, {
            keys: [namespace + key],
            arguments: [
              raw ?? '',
              written === null ? '' : JSON.stringify(written),
              life === null ? '' : String(life),
            ],
          })
          // Somebody wrote in between: it is looked at anew.
          if (done === 1) return true
        }
      }),
    delete: (key) => ask(async () => void (await client.del(namespace + key))),
    async close() {
      const late = deadline()
      const closed = client.isReady ? client.close() : Promise.reject(new Error('not ready'))
      await Promise.race([closed, late.passed]).catch(() => client.destroy())
      late.clear()
    },
  }
}

/** Fails after as long as any request may wait. */
function deadline() {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Redis does not answer in time.')), deadlineMs)
  })
  // Where nobody waits for it any more it fails unheard.
  passed.catch(() => undefined)
  return { passed, clear: () => clearTimeout(timer) }
}

/** A client that connects, and connects again, by itself; waits for the first time for as long as for a command. */
async function connect(url: string, log: Pick<Log, 'warn' | 'info'>) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: deadlineMs },
    socket: {
      connectTimeout: deadlineMs,
      reconnectStrategy: (tries) => Math.min(longestPauseMs, 100 * 2 ** tries),
    },
  })
  let told = false
  client.on('error', (error: unknown) => {
    if (told) return
    told = true
    log.warn({ code: codeOf(error) }, 'the store cannot be reached')
  })
  client.on('ready', () => {
    if (told) log.info({}, 'the store is reached again')
    told = false
  })
  const connected = client.connect().catch(() => undefined)
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, deadlineMs))])
  return client
}

/** A text in which no character has a meaning in a pattern of Redis. */
function escaped(text: string): string {
  return text.replaceAll(/[\\*?[\]^-]/g, String.raw`\$&`)
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? String(error.code) : error.name
}
