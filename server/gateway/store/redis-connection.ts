import { createClient } from '@redis/client'
import type { Log } from '#server/gateway/http/request-log.ts'
import { errorCode } from './error-code.ts'

/** No request waits longer for the store, in milliseconds. */
const deadlineMs = 2_000
const longestPauseMs = 5_000

export type RedisClient = Awaited<ReturnType<typeof connectRedis>>

/** A client that connects and reconnects; waits for its first connection as long as for a command. */
export async function connectRedis(url: string, log: Pick<Log, 'warn' | 'info'>) {
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
    log.warn({ code: errorCode(error) }, 'the store cannot be reached')
  })
  client.on('ready', () => {
    if (told) log.info({}, 'the store is reached again')
    told = false
  })
  const connected = client.connect().catch(() => undefined)
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, deadlineMs))])
  return client
}

/** A deadline that rejects when it has passed; loops ask `isOver` before each step. */
export type Deadline = { passed: Promise<never>; isOver: () => boolean; clear: () => void }

/** Starts the deadline of one request to the store. */
export function startDeadline(): Deadline {
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = true
      reject(new Error('Redis does not answer in time.'))
    }, deadlineMs)
  })
  // A rejection that no caller waits for any more is no fault.
  passed.catch(() => undefined)
  return {
    passed,
    isOver: () => over,
    clear() {
      over = true
      clearTimeout(timer)
    },
  }
}
