import { createHmac, randomBytes } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { GatewayProblem } from './problem.ts'

export type LoginLimits = {
  /**
   * Takes one attempt of both the account and the address, before Butlr is asked, so that attempts at the same
   * moment cannot slip through together. Throws the problem `too_many_attempts`.
   */
  take: (account: string, address: string) => Promise<void>
  /** The attempt succeeded: the account's count starts anew, the address gets its attempt back. */
  succeeded: (account: string, address: string) => Promise<void>
  /** Butlr judged nothing (it could not be reached, say): both get their attempt back. */
  undecided: (account: string, address: string) => Promise<void>
}

const windowSeconds = 15 * 60
const buckets = 2 ** 16

/** At most 10 failed sign-ins per account and 100 per address in 15 minutes. */
export function createLoginLimits(): LoginLimits {
  const accounts = new RateLimiterMemory({ points: 10, duration: windowSeconds })
  const addresses = new RateLimiterMemory({ points: 100, duration: windowSeconds })
  const salt = randomBytes(32)

  /**
   * Names fall into a fixed number of buckets, so that no flood of names fills the memory. The salt keeps anybody from
   * finding a name that shares the bucket of another.
   */
  const bucket = (name: string) =>
    String(createHmac('sha256', salt).update(name).digest().readUInt32BE() % buckets)
  const accountKey = (account: string) => bucket(account.trim().toLowerCase())
  const addressKey = (address: string) => bucket(network(address))

  return {
    async take(account, address) {
      await consumeOne(addresses, addressKey(address))
      await consumeOne(accounts, accountKey(account))
    },
    async succeeded(account, address) {
      await accounts.delete(accountKey(account))
      await addresses.reward(addressKey(address))
    },
    async undecided(account, address) {
      await accounts.reward(accountKey(account))
      await addresses.reward(addressKey(address))
    },
  }
}

/** Takes one point. Throws the problem `too_many_attempts` where none is left. */
export async function consumeOne(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new GatewayProblem('too_many_attempts', {
      retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)),
    })
  }
}

/** One household or server has a whole /64 of IPv6 addresses. */
function network(address: string): string {
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (embedded !== undefined || !isIPv6(address)) return embedded ?? address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
