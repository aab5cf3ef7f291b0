import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import {
  StoreError,
  StoreFullError,
  type Store,
  type StoreEntry,
} from '#server/gateway/store/store.ts'
import { normalizeAccount } from './login-limits.ts'
import { accountName, latestSessionEnd, type Session } from './session.ts'

/** A session as the records of ended sessions identify it. */
export type SessionReference = {
  account: string
  id: string
  /** When all cookies of the session become invalid, in epoch milliseconds. */
  until: number
}

/** Sessions that have ended, so that copies of their cookies are rejected. */
export type RevokedSessions = {
  /** Whether a session has ended. Throws `StoreError` if the store is unreachable and this process has no record. */
  has: (session: SessionReference) => Promise<boolean>
  /** Ends a session. Does not throw while the store is unreachable, unless too many records are waiting for it. */
  add: (session: SessionReference) => Promise<void>
  /** Ends a session after a grace period of one minute, unless it is recorded already. Throws `StoreError`. */
  addAfterGracePeriod: (session: SessionReference) => Promise<void>
}

/** The ended sessions of one account. */
const AccountRecord = v.object({
  /** All sessions of the account whose `until` is not later than this have ended. */
  endedUntil: v.number(),
  /** A session counts as ended from `from` on, in epoch milliseconds. */
  sessions: v.array(v.object({ hash: v.string(), from: v.number(), until: v.number() })),
})
type AccountRecord = v.InferOutput<typeof AccountRecord>

const StoredRecord = v.pipe(v.string(), v.parseJson(), AccountRecord)
const LegacyRevocation = v.pipe(v.string(), v.regex(/^\d{1,16}(\.\d+)?$/), v.transform(Number))
const keyPrefix = 'ended-sessions/'
/** Grace period in which requests that were sent together with the first one still succeed. */
const graceMs = 60_000
/** The `from` of a session without a grace period. A clock that is set back must not make it valid again. */
const endedAtOnce = 0
const retryMs = 5_000
const maxAttempts = 20
/** Maximum number of ended sessions per account that are recorded one by one. */
const maxSessionsPerAccount = 100
/** Maximum number of accounts in memory; the store contains all of them. */
const maxAccountsInMemory = 1_000

/**
 * Records hashes of the IDs of ended sessions until their cookies expire. While the store is unreachable or full, keeps
 * unwritten records in memory and retries.
 *
 * There is one entry per account, and no ended session is ever forgotten. If an account has too many, or the store has no
 * more room, the oldest sessions of the account, or all of the account with the largest entry, are replaced by one time:
 * then all sessions of the account up to that time have ended, even if nobody signed out of them.
 *
 * @param now epoch milliseconds
 */
export function createRevokedSessions(
  store: Store,
  now: () => number,
  log: Pick<Log, 'warn'>,
): RevokedSessions {
  const remembered = new LRUCache<string, AccountRecord>({ max: maxAccountsInMemory })
  const unwritten = new Map<string, AccountRecord>()
  let triedAt = Number.NEGATIVE_INFINITY

  /** Adds ended sessions to the entry of an account. Throws `StoreError` and `StoreFullError`. */
  async function write(key: string, ended: AccountRecord): Promise<void> {
    for (let tries = 0; tries < maxAttempts; tries += 1) {
      const value = await store.get(key)
      const record = mergeRecords(parseRecord(value), ended, now())
      if (collapseRecord(record).endedUntil <= now()) return
      try {
        if (await store.replace(key, value, toEntry(record))) return
      } catch (error) {
        if (!(error instanceof StoreFullError) || !(await collapseLargest())) throw error
      }
    }
    throw new StoreError('Too many concurrent sign-outs of one account.')
  }

  /** Collapses the largest entry, and returns whether there was one that could shrink. */
  async function collapseLargest(): Promise<boolean> {
    const [largest] = (await store.list(keyPrefix)).toSorted(([, a], [, b]) => b.length - a.length)
    if (largest === undefined) return false
    const [key, value] = largest
    const record = parseRecord(value)
    if (record.sessions.length === 0) return false
    await store.replace(key, value, toEntry(collapseRecord(record)))
    return true
  }

  function keepUnwritten(key: string, ended: AccountRecord, error: unknown): void {
    if (!(error instanceof StoreError || error instanceof StoreFullError)) throw error
    // Records of other accounts must not be dropped, so this sign-out fails visibly.
    if (!unwritten.has(key) && unwritten.size >= maxAccountsInMemory) throw error
    unwritten.set(key, mergeRecords(unwritten.get(key), ended, now()))
  }

  /**
   * Retries at most once per `retryMs`: a store that can be read may still reject writes, for example on a full disk.
   */
  async function retryUnwritten(): Promise<void> {
    if (unwritten.size === 0 || (now() >= triedAt && now() < triedAt + retryMs)) return
    triedAt = now()
    for (const [key, ended] of unwritten) {
      try {
        await write(key, ended)
      } catch {
        continue
      }
      // Keeps sessions that ended during the write.
      if (unwritten.get(key) === ended) unwritten.delete(key)
    }
  }

  return {
    async has(session) {
      const key = accountKey(session)
      for (const own of [unwritten.get(key), remembered.get(key)])
        if (own !== undefined && includesSession(own, session, now())) return true
      const [value, legacy] = await Promise.all([store.get(key), store.get(legacyKey(session))])
      void retryUnwritten()
      const old = v.safeParse(LegacyRevocation, legacy)
      if (legacy !== null && (!old.success || hasEnded(old.output, now()))) return true
      return includesSession(parseRecord(value), session, now())
    },
    async add(session) {
      if (session.until <= now()) return
      const key = accountKey(session)
      const ended = recordOf(session, endedAtOnce)
      remembered.set(key, mergeRecords(remembered.get(key), ended, now()))
      try {
        await write(key, ended)
      } catch (error) {
        keepUnwritten(key, ended, error)
        triedAt = now()
        log.warn({}, 'cannot store the ended session yet')
      }
    },
    addAfterGracePeriod: (session) =>
      write(accountKey(session), recordOf(session, now() + graceMs)),
  }
}

/**
 * Returns the reference of a session.
 *
 * @param id differs from the session's ID for a cookie that is revoked while its session continues
 */
export function toSessionReference(session: Session, id = session.id): SessionReference {
  const account = JSON.stringify([session.kind, normalizeAccount(accountName(session))])
  return { account, id, until: latestSessionEnd(session) }
}

const noRecord: AccountRecord = { endedUntil: 0, sessions: [] }

function recordOf({ id, until }: SessionReference, from: number): AccountRecord {
  return { endedUntil: 0, sessions: [{ hash: hash(id).slice(0, 22), from, until }] }
}

function parseRecord(value: string | null): AccountRecord {
  const parsed = v.safeParse(StoredRecord, value)
  return parsed.success ? parsed.output : noRecord
}

function includesSession(record: AccountRecord, session: SessionReference, now: number): boolean {
  if (session.until <= record.endedUntil) return true
  const [{ hash } = { hash: '' }] = recordOf(session, endedAtOnce).sessions
  return record.sessions.some((ended) => ended.hash === hash && hasEnded(ended.from, now))
}

/**
 * Whether a session that ends at `from` has ended. Only a grace period leads to a time in the future, and no grace period
 * is longer than `graceMs`: a later time means that the clock has been set back since.
 */
function hasEnded(from: number, now: number): boolean {
  return from <= now || from > now + graceMs
}

/** Merges two records of an account. Omits sessions whose cookies have expired, and replaces the oldest by `endedUntil`. */
function mergeRecords(
  before: AccountRecord = noRecord,
  ended: AccountRecord,
  now: number,
): AccountRecord {
  const earliest = new Map<string, AccountRecord['sessions'][number]>()
  for (const one of [...before.sessions, ...ended.sessions]) {
    const other = earliest.get(one.hash)
    if (one.until > now && (other === undefined || one.from < other.from))
      earliest.set(one.hash, one)
  }
  const latestFirst = [...earliest.values()].toSorted((a, b) => b.until - a.until)
  const dropped = latestFirst[maxSessionsPerAccount]?.until ?? 0
  const endedUntil = Math.max(before.endedUntil, ended.endedUntil, dropped)
  return { endedUntil, sessions: latestFirst.filter(({ until }) => until > endedUntil) }
}

/** Returns the smallest record that contains all sessions of a record. */
function collapseRecord({ endedUntil, sessions }: AccountRecord): AccountRecord {
  return { endedUntil: Math.max(endedUntil, ...sessions.map(({ until }) => until)), sessions: [] }
}

function toEntry(record: AccountRecord): StoreEntry {
  return { value: JSON.stringify(record), untilMs: collapseRecord(record).endedUntil }
}

/** Returns the key of an account's entry. Hashes are enough to recognise a session but not to create a cookie. */
function accountKey({ account }: SessionReference): string {
  return keyPrefix + hash(account)
}

/** Returns the key under which earlier versions recorded an ended session. */
function legacyKey({ id }: SessionReference): string {
  return `ended/${hash(id)}`
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
