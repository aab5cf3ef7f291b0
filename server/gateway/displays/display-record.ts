import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { Upstream } from '#server/gateway/auth/upstream.ts'
import { VisibleName } from '#src/contract/board.ts'
import { DisplayStatus } from '#src/contract/display.ts'

/** What a screen proves itself with: 256 random bits. */
export function createKey(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a key: enough to know it again, not enough to use it. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

/** Whether a key is the one that was kept as `hash`. */
export function verifyKey(hash: string, key: string): boolean {
  const [known, given] = [Buffer.from(hash), Buffer.from(hashKey(key))]
  return known.length === given.length && timingSafeEqual(known, given)
}

/** The stored hash of a site. */
export function hashSite(id: string): string {
  return createHash('sha256').update(`site ${id}`).digest('base64url').slice(0, 12)
}

const EpochMs = v.pipe(v.number(), v.finite())

/** A paired display as it is kept. Its key itself is in its cookie and nowhere else. */
export const DisplayRecord = v.strictObject({
  id: v.string(),
  name: VisibleName,
  boardId: v.string(),
  /** Who paired it, as signed in. */
  pairedBy: v.string(),
  pairedAt: EpochMs,
  until: EpochMs,
  keyHash: v.string(),
  /** The Butlr that it was paired with; displays that older versions paired do not say. */
  upstream: v.optional(Upstream),
  /**
   * The gateway account (`ServiceAccount.key`) whose topology was compared with that of the person who paired the display,
   * and the accounts that have taken it over since. Earlier versions stored none, and paired displays without comparison.
   */
  checkedWith: v.optional(v.array(v.string())),
  /** Hashes of the sites that the first of these accounts saw. */
  sites: v.optional(v.array(v.string())),
  /** Rooms of its board that did not exist when the display was given that board. It does not show them if they appear. */
  excludedRooms: v.optional(v.array(v.string())),
})
export type DisplayRecord = v.InferOutput<typeof DisplayRecord>

/** When a display was last heard, and what it said of itself: kept apart, so that it never undoes a new name. */
export const Heartbeat = v.strictObject({ at: EpochMs, status: v.nullable(DisplayStatus) })
export type Heartbeat = v.InferOutput<typeof Heartbeat>

/** A code that a screen shows and that is not used yet, and who requested it. */
export const PairingRecord = v.strictObject({
  /** Of this request: the same code may be given to another screen later. */
  id: v.string(),
  keyHash: v.string(),
  requestedAt: EpochMs,
  expiresAt: EpochMs,
  /** The client's IP address. */
  address: v.string(),
  /** Such as `Chrome 126 on Linux`. */
  browser: v.string(),
})
export type PairingRecord = v.InferOutput<typeof PairingRecord>
