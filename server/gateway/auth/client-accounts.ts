import { createHash } from 'node:crypto'
import type { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import type { ClientSession, Grant } from './session.ts'

/** What the gateway remembers of one pair of API credentials between requests. */
export type ClientAccount = {
  /** The newest token. */
  grant?: Grant
  /** The sign-in under way, which every request waits for together. */
  renewing?: Promise<Grant>
  /** After a failed renewal, the failure is repeated until then (epoch ms) instead of asking Butlr again. */
  pause?: { until: number; failure: ButlrFailure }
}

/**
 * Finds the account of a session, or starts an empty one. At most `capacity` are kept; the longest unused go first,
 * which costs them one sign-in more.
 */
export function createClientAccounts(capacity: number) {
  const accounts = new Map<string, ClientAccount>()
  return function accountOf({ clientId, clientSecret }: ClientSession): ClientAccount {
    // The secret is part of the key: without it, a client id alone would give access to another's token.
    const key = createHash('sha256')
      .update(JSON.stringify([clientId, clientSecret]))
      .digest('base64')
    const account = accounts.get(key) ?? {}
    accounts.delete(key)
    accounts.set(key, account)
    const oldest = accounts.keys().next()
    if (accounts.size > capacity && !oldest.done) accounts.delete(oldest.value)
    return account
  }
}
