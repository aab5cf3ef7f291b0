import { createHmac, randomBytes, createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { clientNetwork } from '#server/gateway/http/client-address.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Context } from 'hono'
import * as v from 'valibot'
import { createSeal, type Secrets, createSealedCookie } from './sealed-cookie.ts'

const bucketCount = 2 ** 16

/**
 * Returns a function that maps rate limit keys to a fixed number of buckets, so that a flood of keys cannot exhaust the
 * memory. A random salt prevents attackers from finding a key that shares a bucket with another key.
 */
export function createKeyBuckets(): (...parts: string[]) => string {
  const salt = randomBytes(32)
  return (...parts) =>
    String(
      createHmac('sha256', salt).update(JSON.stringify(parts)).digest().readUInt32BE() %
        bucketCount,
    )
}

/**
 * A sign-in attempt. `device` is the ID of the browser if the browser has signed in to the account before, else null.
 */
type LoginAttempt = { account: string; address: string; device: string | null }

export type LoginLimits = {
  /**
   * Counts an attempt before the request to Butlr, so that concurrent attempts cannot exceed the limit. Does not count
   * an attempt that exceeds the limit, but throws `GatewayError` (`too_many_attempts`).
   */
  consume: (attempt: LoginAttempt) => Promise<void>
  /** After a successful attempt, refunds it and resets the count of the browser or of the account at this address. */
  recordSuccess: (attempt: LoginAttempt) => Promise<void>
  /** Undoes the count of an attempt that Butlr did not evaluate, for example during an outage. */
  refund: (attempt: LoginAttempt) => Promise<void>
}

const windowSeconds = 15 * 60

/**
 * Limits failed sign-ins per 15 minutes. A browser that has signed in to the account before may fail 10 times. All
 * other browsers together may fail 10 times per account and address, 50 times per account, and 100 times per address.
 * An attacker who exhausts the limits of an account or an address therefore does not lock out the owner's known
 * browsers (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 */
export function createLoginLimits(): LoginLimits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: windowSeconds })
  const devices = limiter(10)
  const accountsByAddress = limiter(10)
  const accounts = limiter(50)
  const addresses = limiter(100)
  const bucket = createKeyBuckets()

  /**
   * Returns the limits that apply to an attempt, each with the attempt's key. A successful attempt resets the first
   * limit.
   */
  function rateLimitsFor({ account, address, device }: LoginAttempt): RateLimit[] {
    const name = normalizeAccount(account)
    if (device !== null) return [[devices, bucket(device, name)]]
    const network = clientNetwork(address)
    return [
      [accountsByAddress, bucket(name, network)],
      [accounts, bucket(name)],
      [addresses, bucket(network)],
    ]
  }

  return {
    async consume(attempt) {
      const counts = rateLimitsFor(attempt)
      for (const [index, [limiter, key]] of counts.entries()) {
        try {
          await consumePoint(limiter, key)
        } catch (error) {
          await refundPoints(counts.slice(0, index + 1))
          throw error
        }
      }
    },
    async recordSuccess(attempt) {
      const counts = rateLimitsFor(attempt)
      await refundPoints(counts)
      for (const [limiter, key] of counts.slice(0, 1)) await limiter.delete(key)
    },
    refund: (attempt) => refundPoints(rateLimitsFor(attempt)),
  }
}

type RateLimit = [limiter: RateLimiterMemory, key: string]

async function refundPoints(counts: readonly RateLimit[]): Promise<void> {
  for (const [limiter, key] of counts) await limiter.reward(key)
}

/** Consumes one point. Throws `GatewayError` (`too_many_attempts`) with an optional `message` if none is left. */
export async function consumePoint(
  limiter: RateLimiterMemory,
  key: string,
  message?: string,
): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new GatewayError('too_many_attempts', {
      ...(message === undefined ? {} : { message }),
      retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)),
    })
  }
}

/**
 * Normalises compatibility forms and case, and removes white space and invisible characters, so that all spellings of
 * an account share one limit.
 */
export function normalizeAccount(account: string): string {
  return account
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]+/gu, '')
    .toLowerCase()
}

/**
 * Records the accounts that a browser has signed in to, so that guesses from other browsers cannot lock out that
 * browser.
 */
export type DeviceCookie = {
  /** Returns the ID of this browser if it has signed in to the account before, else null. */
  read: (c: Context, account: string) => Promise<string | null>
  /** Records that this browser has signed in to the account. */
  remember: (c: Context, account: string) => Promise<void>
}

const Device = v.strictObject({
  id: v.string(),
  /** Hashes of the accounts that the browser has signed in to, newest first. */
  accounts: v.array(v.string()),
})

const deviceCookieMs = 180 * 24 * 3_600_000
const maxRememberedAccounts = 5

/** Creates the device cookie. It contains no account name, grants no access, and survives sign-out. */
export function createDeviceCookie(secrets: Secrets): DeviceCookie {
  const cookie = createSealedCookie(
    '__Host-headroom-device',
    deviceCookieMs,
    createSeal(secrets, 'device cookie', Device),
  )
  async function readDevice(c: Context) {
    const opened = await cookie.read(c)
    return opened === null || opened === 'unreadable' ? null : opened.content
  }

  return {
    async read(c, account) {
      const device = await readDevice(c)
      return device?.accounts.includes(hashAccount(account)) === true ? device.id : null
    },
    async remember(c, account) {
      const device = await readDevice(c)
      const hash = hashAccount(account)
      const others = device?.accounts.filter((known) => known !== hash) ?? []
      await cookie.write(c, {
        id: device?.id ?? randomBytes(12).toString('base64url'),
        accounts: [hash, ...others].slice(0, maxRememberedAccounts),
      })
    },
  }
}

function hashAccount(account: string): string {
  return createHash('sha256').update(normalizeAccount(account)).digest('base64url')
}
