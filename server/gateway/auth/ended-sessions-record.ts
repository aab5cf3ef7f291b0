import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { StoreEntry } from '#server/gateway/store/store.ts'

const AccountRecord = v.object({
  /** All sessions of the account whose `until` is at or before this time have ended. */
  endedUntil: v.number(),
  /** A session counts as ended once `from` has passed. All times are Unix milliseconds. */
  sessions: v.array(v.object({ hash: v.string(), from: v.number(), until: v.number() })),
})
export type AccountRecord = v.InferOutput<typeof AccountRecord>

const version = 1
const StoredRecord = v.pipe(
  v.string(),
  v.parseJson(),
  // Records of earlier versions contain no version, so it is optional.
  v.object({ version: v.optional(v.literal(version)), ...AccountRecord.entries }),
)
const LaterRecord = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ version: v.pipe(v.number(), v.gtValue(version)) }),
)

/** Grace period, in milliseconds, for requests sent with a legacy cookie before the browser received its new cookie. */
export const graceMs = 60_000
/**
 * Value of `from` for a session that ends without a grace period. Zero stays in the past even if the clock is set back.
 */
export const endedAtOnce = 0
/** Maximum number of ended sessions per account that are recorded individually. */
const maxSessionsPerAccount = 100

const noRecord: AccountRecord = { endedUntil: 0, sessions: [] }

/** The result of reading an entry. All sessions that an entry in an unknown format may contain count as ended. */
type RecordReading = { record: AccountRecord; format: 'known' | 'later' | 'unreadable' }

/** Reads an entry, even if it has expired. */
export function readRecord(entry: StoreEntry | null): RecordReading {
  if (entry === null) return { record: noRecord, format: 'known' }
  const parsed = v.safeParse(StoredRecord, entry.value)
  if (parsed.success) {
    const { endedUntil, sessions } = parsed.output
    return { record: { endedUntil, sessions }, format: 'known' }
  }
  return {
    // An entry expires with the last session in it.
    record: { endedUntil: entry.untilMs ?? Number.MAX_SAFE_INTEGER, sessions: [] },
    format: v.is(LaterRecord, entry.value) ? 'later' : 'unreadable',
  }
}

/** Returns the record of one session, which counts as ended once `from` (Unix milliseconds) has passed. */
export function recordOf(session: { id: string; until: number }, from: number): AccountRecord {
  const { id, until } = session
  return { endedUntil: 0, sessions: [{ hash: hashText(id).slice(0, 22), from, until }] }
}

export function includesSession(
  record: AccountRecord,
  session: { id: string; until: number },
  now: number,
): boolean {
  if (session.until <= record.endedUntil) return true
  const [{ hash } = { hash: '' }] = recordOf(session, endedAtOnce).sessions
  return record.sessions.some((ended) => ended.hash === hash && hasEnded(ended.from, now))
}

/**
 * Returns whether a session that ends at `from` has ended. `from` is in the future only during a grace period, which is
 * at most `graceMs` long; a later time means that the clock has been set back since, so the session counts as ended.
 */
export function hasEnded(from: number, now: number): boolean {
  return from <= now || from > now + graceMs
}

/**
 * Merges two records of an account. `endedUntil` replaces expired sessions, and the excess sessions that expire first.
 * Expired sessions are not dropped, because a clock that runs ahead may be corrected.
 */
export function mergeRecords(
  before: AccountRecord = noRecord,
  ended: AccountRecord,
  now: number,
): AccountRecord {
  const earliest = new Map<string, AccountRecord['sessions'][number]>()
  for (const one of [...before.sessions, ...ended.sessions]) {
    const other = earliest.get(one.hash)
    if (other === undefined || one.from < other.from) earliest.set(one.hash, one)
  }
  const latestFirst = [...earliest.values()].toSorted((a, b) => b.until - a.until)
  const dropped = latestFirst[maxSessionsPerAccount]?.until ?? 0
  const expired = latestFirst.find(({ until }) => until <= now)?.until ?? 0
  const endedUntil = Math.max(before.endedUntil, ended.endedUntil, dropped, expired)
  return { endedUntil, sessions: latestFirst.filter(({ until }) => until > endedUntil) }
}

/** Returns the smallest record in which all sessions of the given record have ended. */
export function collapseRecord({ endedUntil, sessions }: AccountRecord): AccountRecord {
  return { endedUntil: Math.max(endedUntil, ...sessions.map(({ until }) => until)), sessions: [] }
}

/** Returns the store entry for a record. The entry expires with the last session in it. */
export function toEntry(record: AccountRecord): StoreEntry {
  const value = JSON.stringify({ version, ...record })
  return { value, untilMs: collapseRecord(record).endedUntil }
}

/** Returns the SHA-256 hash of a string in base64url. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
