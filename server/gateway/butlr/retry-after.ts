import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'

const maxRetryAfterSeconds = 3_600

/**
 * Parses `Retry-After` (RFC 9110, section 10.2.3: delta-seconds or an HTTP date). Returns whole seconds from `now`
 * (Unix milliseconds), at least one second and at most one hour, so that no upstream can stop a display for a day;
 * undefined if the value is invalid.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? ''
  if (text === '') return undefined
  // Date.parse reads bare numbers as years, so it must not get a value that consists of digits.
  const seconds = /^\d+$/.test(text) ? Number(text) : httpDateSeconds(text, now)
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 1), maxRetryAfterSeconds)
}

function httpDateSeconds(text: string, now: number): number | undefined {
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : Math.ceil((time - now) / 1_000)
}

/** Returns a hash that identifies a Butlr account without its name. Ignores case and outer spaces in usernames. */
export function retryAfterKey(kind: 'password' | 'client', name: string): string {
  const exact = kind === 'password' ? name.trim().toLowerCase() : name
  return createHash('sha256')
    .update(JSON.stringify([kind, exact]))
    .digest('base64')
}

type RetryAfterHolds = {
  /** Returns the whole seconds until calls of the account are allowed again, or 0 if they are allowed now. */
  secondsLeft: (account: string) => number
  /** Blocks the account for a number of seconds. A shorter wait never ends a longer wait. */
  add: (account: string, seconds: number) => void
}

/**
 * Creates a record of how long each account has to wait (`Retry-After`).
 *
 * @param now Unix milliseconds
 * @param capacity maximum number of accounts; the least recently used are dropped first, and each of them then sends
 *   one request too early
 */
export function createRetryAfterHolds(now: () => number, capacity = 10_000): RetryAfterHolds {
  const holds = new LRUCache<string, Wait>({ max: capacity })

  function secondsLeft(account: string): number {
    const hold = holds.get(account)
    if (hold === undefined) return 0
    const time = now()
    if (isWaiting(hold, time)) return Math.ceil((hold.until - time) / 1_000)
    holds.delete(account)
    return 0
  }

  return {
    secondsLeft,
    add(account, seconds) {
      holds.set(account, startWait(now(), Math.max(seconds, secondsLeft(account)) * 1_000))
    },
  }
}
