import { createHmac, randomBytes, createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { clientNetwork } from '#server/gateway/http/client-address.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Context } from 'hono'
import * as v from 'valibot'
import { createSeal, type Secrets, createSealedCookie } from './sealed-cookie.ts'

const bucketCount = 2 ** 16

/**
 * Maps keys of rate limits to a fixed number of buckets, so that no flood of keys fills the memory. The salt prevents
 * anyone from finding a key that shares the bucket of another.
 */
export function createKeyBuckets(): (...parts: string[]) => string {
  const salt = randomBytes(32)
  return (...parts) =>
    String(
      createHmac('sha256', salt).update(JSON.stringify(parts)).digest().readUInt32BE() %
        bucketCount,
    )
}

/** One attempt to sign in: to which account, from where, and the id of the browser where it signed in before. */
type LoginAttempt = { account: string; address: string; device: string | null }

export type LoginLimits = {
  /**
   * Takes one attempt before Butlr is asked, so that attempts at the same moment cannot pass together. A refused attempt
   * counts nowhere. Throws the problem `too_many_attempts`.
   */
  consume: (attempt: LoginAttempt) => Promise<void>
  /** The attempt succeeded: its browser, and its account at this address, have all their attempts again. */
  recordSuccess: (attempt: LoginAttempt) => Promise<void>
  /** Butlr judged nothing, such as during an outage: the attempt is given back. */
  refund: (attempt: LoginAttempt) => Promise<void>
}

const windowSeconds = 15 * 60

/**
 * Failed sign-ins in 15 minutes: 10 of a browser that signed in to this account before. For all other browsers 10 of an
 * account from one address, 50 of an account from everywhere, and 100 of an address over all accounts. So a stranger who
 * uses up the attempts of an account or an address locks out no browser that its owner uses
 * (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
 */
export function createLoginLimits(): LoginLimits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: windowSeconds })
  const devices = limiter(10)
  const accountsByAddress = limiter(10)
  const accounts = limiter(50)
  const addresses = limiter(100)
  const bucket = createKeyBuckets()

  /** The counts of an attempt with its key in each; the first one is reset by a success. */
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

/** Takes one point. Throws the problem `too_many_attempts` where none is left, with a sentence of the caller's own. */
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

/** One spelling for all that may reach the same account at Butlr: compatibility forms, case and white space are folded. */
function normalizeAccount(account: string): string {
  return account
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]+/gu, '')
    .toLowerCase()
}

/** Remembers to which accounts a browser signed in before, so that guesses of strangers cannot lock it out. */
export type DeviceCookie = {
  /** The id of this browser if it signed in to the account before, else null. */
  read: (c: Context, account: string) => Promise<string | null>
  /** Notes a successful sign-in. */
  remember: (c: Context, account: string) => Promise<void>
}

const Device = v.strictObject({
  id: v.string(),
  /** Hashes of accounts, newest first. */
  accounts: v.array(v.string()),
})

const deviceCookieMs = 180 * 24 * 3_600_000
const maxRememberedAccounts = 5

/** The cookie holds no name, opens nothing, and outlives sign-out. */
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
