import * as v from 'valibot'
import { Upstream } from '#server/gateway/auth/upstream.ts'
import { DisplayName } from '#src/contract/board.ts'
import { DisplayStatus } from '#src/contract/display.ts'

const EpochMs = v.pipe(v.number(), v.finite())

/** A paired display as it is kept. Its key itself is in its cookie and nowhere else. */
export const DisplayRecord = v.strictObject({
  id: v.string(),
  name: DisplayName,
  boardId: v.string(),
  /** Who paired it, as signed in. */
  pairedBy: v.string(),
  pairedAt: EpochMs,
  until: EpochMs,
  keyHash: v.string(),
  /** The Butlr that it was paired with; displays that older versions paired do not say. */
  upstream: v.optional(Upstream),
})
export type DisplayRecord = v.InferOutput<typeof DisplayRecord>

/** When a display was last heard, and what it said of itself: kept apart, so that it never undoes a new name. */
export const Heard = v.strictObject({ at: EpochMs, status: v.nullable(DisplayStatus) })
export type Heard = v.InferOutput<typeof Heard>

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
