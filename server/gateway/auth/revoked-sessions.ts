import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Log } from '#server/gateway/http/request-log.ts'
import { StoreError, StoreFullError, type Store } from '#server/gateway/store/store.ts'
import { isExpired } from '#server/gateway/store/store-file.ts'
import { createUnreadableLog } from '#server/gateway/store/unreadable-log.ts'
import {
  collapseRecord,
  endedAtOnce,
  graceMs,
  hasEnded,
  hashText,
  includesSession,
  mergeRecords,
  readRecord,
  recordOf,
  toEntry,
  type AccountRecord,
} from './ended-sessions-record.ts'
import { normalizeAccount } from './login-limits.ts'
import { accountName, latestSessionEnd, type Session } from './session.ts'

/** Identifies a session in the records of ended sessions. */
export type SessionReference = {
  account: string
  id: string
  /** When all cookies of the session become invalid, in Unix milliseconds. */
  until: number
}

/** Sessions that have ended, so that copies of their cookies are rejected. */
export type RevokedSessions = {
  /**
   * Returns whether a session has ended. Throws `StoreError` if the store is unreachable and no record of the session
   * is in memory.
   */
  has: (session: SessionReference) => Promise<boolean>
  /**
   * Ends a session. If the store fails, keeps the record in memory; throws only if too many accounts have unwritten
   * records.
   */
  add: (session: SessionReference) => Promise<void>
  /**
   * Ends a session after a minute of grace, unless its end is recorded already. Throws `StoreError` or
   * `StoreFullError`.
   */
  addAfterGracePeriod: (session: SessionReference) => Promise<void>
}

const LegacyRevocation = v.pipe(v.string(), v.regex(/^\d{1,16}(\.\d+)?$/), v.transform(Number))
const keyPrefix = 'ended-sessions/'
const retryMs = 5_000
const maxAttempts = 20
/** Maximum number of accounts remembered, and of accounts with records that are not stored yet. */
const maxAccountsInMemory = 1_000

/**
 * Records hashes of the IDs of ended sessions until their cookies expire. While the store is unreachable or full, keeps
 * unwritten records in memory and retries.
 *
 * There is one entry per account. No ended session becomes valid again: if an account has too many ended sessions, a
 * single time replaces the sessions that expire first, and if the store is full, a single time replaces all sessions in
 * the largest entry. All sessions of that account that expire by that time then count as ended, even if no one signed
 * out of them. An unreadable entry ends all sessions of the account that expire no later than the entry. An entry of a
 * later version is never overwritten.
 *
 * @param now Unix milliseconds
 */
export function createRevokedSessions(
  store: Store,
  now: () => number,
  log: Pick<Log, 'warn'>,
): RevokedSessions {
  const remembered = new LRUCache<string, AccountRecord>({ max: maxAccountsInMemory })
  const unwritten = new Map<string, AccountRecord>()
  const { read, write } = createRecords(store, now, log)
  let triedAt = Number.NEGATIVE_INFINITY

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
        if (!isExpired(toEntry(ended), now())) continue
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
      const [{ record }, legacy] = await Promise.all([read(key), store.get(legacyKey(session))])
      void retryUnwritten()
      const old = v.safeParse(LegacyRevocation, legacy)
      if (legacy !== null && (!old.success || hasEnded(old.output, now()))) return true
      return includesSession(record, session, now())
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

function createRecords(store: Store, now: () => number, log: Pick<Log, 'warn'>) {
  const logUnreadable = createUnreadableLog(log, 'cannot read ended sessions')

  /** Reads the entry of an account, and logs the entry if it is unreadable. */
  async function read(key: string) {
    const entry = await store.getEntry(key)
    const reading = readRecord(entry)
    if (entry !== null && reading.format !== 'known') logUnreadable(key, entry.value)
    return { ...reading, value: entry === null || isExpired(entry, now()) ? null : entry.value }
  }

  /** Adds ended sessions to the entry of an account. Throws `StoreError` or `StoreFullError`. */
  async function write(key: string, ended: AccountRecord): Promise<void> {
    for (let tries = 0; tries < maxAttempts; tries += 1) {
      const { record: before, format, value } = await read(key)
      if (collapseRecord(ended).endedUntil <= before.endedUntil) return
      if (format === 'later') throw new StoreError('A later version stored ended sessions.')
      const record = mergeRecords(before, ended, now())
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
    const [largest] = (await store.list(keyPrefix))
      .map(([key, value]) => ({ key, value, ...readRecord({ value, untilMs: null }) }))
      .filter(({ record }) => record.sessions.length > 0)
      .toSorted((a, b) => b.value.length - a.value.length)
    if (largest === undefined) return false
    const { key, value, record } = largest
    await store.replace(key, value, toEntry(collapseRecord(record)))
    return true
  }

  return { read, write }
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

/** Returns the key of an account's entry, which contains a hash instead of the account's name. */
function accountKey({ account }: SessionReference): string {
  return keyPrefix + hashText(account)
}

/** Returns the key under which earlier versions recorded an ended session. */
function legacyKey({ id }: SessionReference): string {
  return `ended/${hashText(id)}`
}
