import { createHash } from 'node:crypto'
import type { DocumentName } from '#src/contract/topology.ts'
import type { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { CompressedBody } from '#server/gateway/http/compressed-body.ts'
import { accountName, type Session } from '#server/gateway/auth/session.ts'

/** An answer that is kept: the JSON as it goes to the page, and when Butlr gave it (epoch ms). */
export type CachedAnswer = {
  json: string
  at: number
  complete: boolean
  /** The same packed, once somebody asked for that. */
  compressed?: CompressedBody
}

/** What the gateway knows of one document for one account. */
export type CacheEntry = {
  kept?: CachedAnswer
  /** The one call under way, which every request waits for together, and whose token it uses. */
  inFlight?: { token: string; landing: Promise<CachedAnswer> }
  /** The last call, when it failed; `at` is epoch ms. */
  failed?: { at: number; failure: ButlrError }
  /** The token that Butlr last refused (401); `at` is epoch ms. */
  refused?: { token: string; at: number; failure: ButlrError }
}

type AccountCache = {
  entry: (session: Session, document: DocumentName) => CacheEntry
  drop: (session: Session) => void
  /** Forgets answers that `isUsable` refuses, and then the longest unused accounts, until the rest fits. */
  trim: (isUsable: (kept: CachedAnswer, document: DocumentName) => boolean) => void
}

type Capacity = { accounts: number; characters: number }
type Account = Record<DocumentName, CacheEntry>

/** Keeps a slot for each account and document. Who is who is what the sealed session says, never what a request says. */
export function createAccountCache(capacity: Capacity): AccountCache {
  // In order of use: a map iterates in the order of insertion.
  const accounts = new Map<string, Account>()
  return {
    entry(session, document) {
      const key = accountKey(session)
      const account = accounts.get(key) ?? { places: {}, sensors: {} }
      accounts.delete(key)
      accounts.set(key, account)
      return account[document]
    },
    drop: (session) => void accounts.delete(accountKey(session)),
    trim(isUsable) {
      let characters = 0
      for (const { places, sensors } of accounts.values()) {
        if (places.kept && !isUsable(places.kept, 'places')) delete places.kept
        if (sensors.kept && !isUsable(sensors.kept, 'sensors')) delete sensors.kept
        characters += answerSize({ places, sensors })
      }
      for (const [key, account] of accounts) {
        if (accounts.size <= capacity.accounts && characters <= capacity.characters) return
        characters -= answerSize(account)
        accounts.delete(key)
      }
    },
  }
}

/** One key for all sessions of an account: a person and API credentials of the same name are two accounts. */
export function accountKey(session: Session): string {
  return createHash('sha256')
    .update(JSON.stringify([session.kind, accountName(session)]))
    .digest('base64')
}

function answerSize({ places, sensors }: Account): number {
  return (places.kept?.json.length ?? 0) + (sensors.kept?.json.length ?? 0)
}
