import { RateLimiterMemory } from 'rate-limiter-flexible'
import { networkOf } from '#server/gateway/client-address.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import { consumeOne } from '#server/gateway/login-limits.ts'

/** How often screens may ask for codes, and people guess them. Both throw `too_many_attempts`. */
export type PairingLimits = {
  offer: (address: string) => Promise<void>
  /** Takes one guess of a person, given back by `right`. */
  guess: (person: string) => Promise<void>
  right: (person: string) => Promise<void>
}

const offersSeconds = 10 * 60
const guessesSeconds = 60

/**
 * At most 300 codes for an address (a building is behind one) in ten minutes, and 10 wrong guesses of a person in one:
 * who mistypes waits a minute at most, and who guesses needs years for one of 729 million codes.
 */
export function createPairingLimits(): PairingLimits {
  const offers = new RateLimiterMemory({ points: 300, duration: offersSeconds })
  const guesses = new RateLimiterMemory({ points: 10, duration: guessesSeconds })
  return {
    offer: (address) =>
      consume(offers, networkOf(address), 'Too many codes were requested from this network.'),
    guess: (person) => consume(guesses, person, 'Too many wrong codes. Try again in a minute.'),
    async right(person) {
      await guesses.reward(person)
    },
  }
}

/** Takes one point; its problem is not one of signing in, and says so. */
async function consume(limiter: RateLimiterMemory, key: string, message: string): Promise<void> {
  try {
    await consumeOne(limiter, key)
  } catch (error) {
    if (!(error instanceof GatewayProblem) || error.code !== 'too_many_attempts') throw error
    throw new GatewayProblem(error.code, { message, retryAfterSeconds: error.retryAfterSeconds })
  }
}
