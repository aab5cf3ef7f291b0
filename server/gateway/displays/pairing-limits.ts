import { RateLimiterMemory } from 'rate-limiter-flexible'
import { networkOf } from '#server/gateway/client-address.ts'
import { consumeOne } from '#server/gateway/login-limits.ts'

/** How often screens may ask for codes, and people guess them. Both throw `too_many_attempts`. */
export type PairingLimits = {
  offer: (address: string) => Promise<void>
  /** Takes one guess of a person, given back by `right`. */
  guess: (person: string) => Promise<void>
  right: (person: string) => Promise<void>
}

const windowSeconds = 10 * 60

/** At most 300 codes for an address (a building is behind one) and 20 wrong guesses of a person in ten minutes. */
export function createPairingLimits(): PairingLimits {
  const offers = new RateLimiterMemory({ points: 300, duration: windowSeconds })
  const guesses = new RateLimiterMemory({ points: 20, duration: windowSeconds })
  return {
    offer: (address) => consumeOne(offers, networkOf(address)),
    guess: (person) => consumeOne(guesses, person),
    async right(person) {
      await guesses.reward(person)
    },
  }
}
