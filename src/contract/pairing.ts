import * as v from 'valibot'
import { FiniteNumber, Id } from './butlr-values.ts'
import { VisibleName } from './board.ts'

const EpochMs = FiniteNumber

/** Excludes 0, O, 1, I, L and U, which are easily confused when read from across a room. */
export const pairingCodeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const pairingCodeLength = 6
const PairingCode = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/[\s-]/g, '').toUpperCase()),
  v.regex(new RegExp(`^[${pairingCodeAlphabet}]{${pairingCodeLength}}$`)),
)

/** Lifetime of a pairing code in milliseconds; a code can be used once. */
export const pairingCodeLifetimeMs = 10 * 60_000

// `/api/display…`: requests that a display sends. An `HttpOnly` cookie binds the code to the browser that requested it.

/** `POST /api/display/pairing`: the response contains a pairing code, and its cookie binds the code to this browser. */
export const PairingOffer = v.object({
  code: v.string(),
  expiresAt: EpochMs,
  /**
   * True when this browser has the cookie of a paired display that the gateway cannot find, for example because its
   * data directory is empty. The display keeps the cookie and resumes as soon as the gateway finds the pairing.
   */
  unknownDisplay: v.optional(v.boolean()),
})
export type PairingOffer = v.InferOutput<typeof PairingOffer>

/**
 * `GET /api/display/pairing`. A `paired` response sets the display's cookie, unless `again` is set: the gateway has
 * then found the existing pairing of this display. After `expired`, the display must request a new code.
 */
export const PairingState = v.variant('state', [
  v.object({ state: v.literal('waiting'), expiresAt: EpochMs }),
  v.object({ state: v.literal('paired'), again: v.optional(v.boolean()) }),
  v.object({ state: v.literal('expired') }),
])
export type PairingState = v.InferOutput<typeof PairingState>

// `/api/displays…`: requests that signed-in staff send.

/** `POST /api/displays/pairing`: looks up the screen that shows a code. Returns a `PendingPairing`, or `wrong_code`. */
export const PairingLookup = v.strictObject({ code: PairingCode })
/** Details of the screen that shows a code, for the person who is about to pair it. */
export const PendingPairing = v.object({
  /** Identifies this request for the code; becomes `requestId` of the `PairDisplayRequest`. */
  id: v.string(),
  code: v.string(),
  requestedAt: EpochMs,
  /** The client's IP address. */
  address: v.string(),
  /** Browser and operating system, such as `Chrome 126 on Linux`. */
  browser: v.string(),
})
export type PendingPairing = v.InferOutput<typeof PendingPairing>

/**
 * `POST /api/displays`: pairs the screen that shows `code`, after a person has confirmed that this screen shows it.
 * Returns the `Display`, or `wrong_code` when no screen shows the code any more, or when the code now belongs to a
 * request other than the confirmed one.
 */
export const PairDisplayRequest = v.strictObject({
  code: PairingCode,
  /** The `id` of the `PendingPairing`. */
  requestId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: VisibleName,
  boardId: Id,
})
export type PairDisplayRequest = v.InferOutput<typeof PairDisplayRequest>
