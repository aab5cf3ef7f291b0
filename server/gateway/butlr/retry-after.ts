import { createHash } from 'node:crypto'
import { isWaiting, startWait, type Wait } from '#server/gateway/http/wait.ts'

const maxRetryAfterSeconds = 3_600

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3: delta-seconds or an HTTP date) as whole seconds from `now` (epoch ms),
 * between one second and one hour, so that no upstream can switch a display off for a day. Anything else is `undefined`.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? ''
  if (text === '') return undefined
  // Date.parse takes bare numbers for years, so digits never reach it.
  const seconds = /^\d+$/.test(text) ? Number(text) : httpDateSeconds(text, now)
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 1), maxRetryAfterSeconds)
}

function httpDateSeconds(text: string, now: number): number | undefined {
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : Math.ceil((time - now) / 1_000)
}

/** Names an account of Butlr without holding its name. People's names differ in nothing but their letters. */
export function retryAfterKey(kind: 'password' | 'client', name: string): string {
  const exact = kind === 'password' ? name.trim().toLowerCase() : name
  return createHash('sha256')
    .update(JSON.stringify([kind, exact]))
    .digest('base64')
}

type RetryAfterHolds = {
  /** Whole seconds until Butlr may be asked for the account again; 0 when it may be asked now. */
  secondsLeft: (account: string) => number
  /** Butlr asks the account to wait so many seconds. A shorter wait never ends a longer one. */
  add: (account: string, seconds: number) => void
}

/**
 * Remembers how long Butlr asked each account to wait (`Retry-After`).
 *
 * @param now epoch milliseconds
 * @param capacity accounts that are remembered; the oldest go first, which costs each one request
 */
export function createRetryAfterHolds(now: () => number, capacity = 10_000): RetryAfterHolds {
  const holds = new Map<string, Wait>()

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
      const hold = startWait(now(), Math.max(seconds, secondsLeft(account)) * 1_000)
      holds.delete(account)
      holds.set(account, hold)
      const oldest = holds.keys().next()
      if (holds.size > capacity && !oldest.done) holds.delete(oldest.value)
    },
  }
}
