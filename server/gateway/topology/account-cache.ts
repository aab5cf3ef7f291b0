import { createHash } from 'node:crypto'
import type { DocumentName } from '#src/contract/topology.ts'
import type { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { CompressedBody } from '#server/gateway/http/compressed-body.ts'
import { accountId, accountName, type Session } from '#server/gateway/auth/session.ts'
import type { TopologyDocument } from './topology-summary.ts'

/** A cached response, and when Butlr sent it, in Unix milliseconds. */
export type CachedAnswer = {
  document: TopologyDocument
  at: number
  complete: boolean
  /** The compressed JSON, created on first use. */
  compressed?: CompressedBody
}

export type CacheEntry = {
  kept?: CachedAnswer
  /** The call in progress, which all requests share, and the token of that call. */
  inFlight?: { token: string; landing: Promise<CachedAnswer> }
  /** The last call, if it failed; `at` is in Unix milliseconds. */
  failed?: { at: number; failure: ButlrError }
  /**
   * The token that Butlr last rejected (401), and when, in Unix milliseconds. For a minute, only requests from the user
   * call Butlr with this token again, not background lookups.
   */
  refused?: { token: string; at: number }
}

type AccountCache = {
  entry: (session: Session, document: DocumentName) => CacheEntry
  drop: (session: Session) => void
  /** Evicts responses that `isUsable` rejects, then the least recently used accounts, until the rest fits. */
  trim: (isUsable: (kept: CachedAnswer, document: DocumentName) => boolean) => void
}

type Capacity = { accounts: number; bytes: number }
type Account = Record<DocumentName, CacheEntry>

/** Creates a cache with one entry per account and document. The sealed session identifies the account. */
export function createAccountCache(capacity: Capacity): AccountCache {
  // A map iterates in insertion order; each use inserts the account again, so the least recently used accounts come
  // first.
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
      let bytes = 0
      for (const { places, sensors } of accounts.values()) {
        if (places.kept && !isUsable(places.kept, 'places')) delete places.kept
        if (sensors.kept && !isUsable(sensors.kept, 'sensors')) delete sensors.kept
        bytes += answerSize({ places, sensors })
      }
      for (const [key, account] of accounts) {
        if (accounts.size <= capacity.accounts && bytes <= capacity.bytes) return
        bytes -= answerSize(account)
        accounts.delete(key)
      }
    },
  }
}

/**
 * Returns the key that all sessions of an account share. A person and API credentials with the same name are different
 * accounts.
 */
export function accountKey(session: Session): string {
  return hashAccount(session.kind, accountId(session))
}

/** Returns the key that earlier versions used, which differs between spellings of a name. */
export function formerAccountKey(session: Session): string {
  return hashAccount(session.kind, accountName(session))
}

function hashAccount(kind: Session['kind'], name: string): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, name]))
    .digest('base64')
}

function answerSize({ places, sensors }: Account): number {
  const sizeOf = ({ kept }: CacheEntry) => kept?.document.json.length ?? 0
  return sizeOf(places) + sizeOf(sensors)
}
