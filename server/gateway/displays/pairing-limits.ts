import { RateLimiterMemory } from 'rate-limiter-flexible'
import { networkOf } from '#server/gateway/http/client-address.ts'
import { createKeyBuckets } from '#server/gateway/auth/key-buckets.ts'
import { consumeOne } from '#server/gateway/auth/login-limits.ts'

/** One entry of a pairing code: by which account, from which address. */
export type CodeEntry = { account: string; address: string }

/** How often screens may request codes, and people enter them. Both throw `too_many_attempts`. */
export type PairingLimits = {
  offer: (address: string) => Promise<void>
  /** Takes one entry of a code before it is looked up, which `right` gives back. */
  guess: (entry: CodeEntry) => Promise<void>
  right: (entry: CodeEntry) => Promise<void>
}

const offersSeconds = 10 * 60
const guessesSeconds = 60

/**
 * At most 300 codes for a network (a building is behind one) in ten minutes. Wrong codes in one minute: 10 of an account
 * from one network, and 50 of an account from everywhere. A person who mistypes waits a minute at most; to find one of a
 * thousand open codes among 729 million takes days.
 */
export function createPairingLimits(): PairingLimits {
  const offers = new RateLimiterMemory({ points: 300, duration: offersSeconds })
  const guessesByNetwork = new RateLimiterMemory({ points: 10, duration: guessesSeconds })
  const guesses = new RateLimiterMemory({ points: 50, duration: guessesSeconds })
  const bucket = createKeyBuckets()
  const networkKey = ({ account, address }: CodeEntry) => bucket(account, networkOf(address))
  return {
    offer: (address) =>
      consumeOne(
        offers,
        bucket(networkOf(address)),
        'Too many pairing codes were requested from this network.',
      ),
    async guess(entry) {
      await consumeOne(guessesByNetwork, networkKey(entry), tooManyCodes)
      await consumeOne(guesses, bucket(entry.account), tooManyCodes)
    },
    async right(entry) {
      await guessesByNetwork.reward(networkKey(entry))
      await guesses.reward(bucket(entry.account))
    },
  }
}

const tooManyCodes = 'Too many wrong pairing codes. Try again in a minute.'
