import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { Upstream } from '#server/gateway/auth/upstream.ts'
import { VisibleName } from '#src/contract/board.ts'
import { DisplayStatus } from '#src/contract/display.ts'

/** Creates the key that authenticates a screen: 256 random bits in base64url. */
export function createKey(): string {
  return randomBytes(32).toString('base64url')
}

/** Returns the hash of a key. Only the hash is stored: it verifies the key but gives no access. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

export function verifyKey(hash: string, key: string): boolean {
  const [known, given] = [Buffer.from(hash), Buffer.from(hashKey(key))]
  return known.length === given.length && timingSafeEqual(known, given)
}

export function hashSite(id: string): string {
  return createHash('sha256').update(`site ${id}`).digest('base64url').slice(0, 12)
}

const EpochMs = v.pipe(v.number(), v.finite())

/** A paired display as stored. Its key is only in its cookie. */
export const DisplayRecord = v.strictObject({
  id: v.string(),
  name: VisibleName,
  boardId: v.string(),
  /** The name of the account that paired the display. */
  pairedBy: v.string(),
  pairedAt: EpochMs,
  until: EpochMs,
  keyHash: v.string(),
  /** The upstream that the display was paired with; earlier versions stored none. */
  upstream: v.optional(Upstream),
  /**
   * The gateway account (`ServiceAccount.key`) whose topology was compared with the topology of the person who paired
   * the display, and the accounts that have taken over the display since. Earlier versions did not compare topologies
   * and stored no accounts.
   */
  checkedWith: v.optional(v.array(v.string())),
  /** Hashes of the sites that the gateway account saw when the display was paired or last verified. */
  sites: v.optional(v.array(v.string())),
  /** Rooms that the person who assigned the board did not see. The display does not show them if they appear later. */
  excludedRooms: v.optional(v.array(v.string())),
})
export type DisplayRecord = v.InferOutput<typeof DisplayRecord>

/**
 * When a display last sent a request, and its last status. Stored separately from the record, so that a heartbeat never
 * overwrites a change to the record.
 */
export const Heartbeat = v.strictObject({
  at: EpochMs,
  status: v.nullable(DisplayStatus),
  /** When the gateway received the status; null if there is none. Earlier versions stored no time. */
  statusAt: v.optional(v.nullable(EpochMs), null),
})
export type Heartbeat = v.InferOutput<typeof Heartbeat>

/** An unused pairing code, and the screen that requested and shows it. */
export const PairingRecord = v.strictObject({
  /** Identifies this request, since another screen may get the same code later. */
  id: v.string(),
  keyHash: v.string(),
  requestedAt: EpochMs,
  expiresAt: EpochMs,
  /** The client's IP address. */
  address: v.string(),
  /** Readable browser name such as `Chrome 126 on Linux`. */
  browser: v.string(),
})
export type PairingRecord = v.InferOutput<typeof PairingRecord>
