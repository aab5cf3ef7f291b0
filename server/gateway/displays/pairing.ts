import { randomBytes, randomInt } from 'node:crypto'
import * as v from 'valibot'
import { displayLifetimeMs } from '#src/contract/display.ts'
import {
  pairingCodeAlphabet,
  pairingCodeLength,
  pairingCodeLifetimeMs,
  type PairDisplayRequest,
  type PendingPairing,
  type PairingState,
} from '#src/contract/pairing.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Store } from '#server/gateway/store/store.ts'
import {
  PairingRecord,
  type DisplayRecord,
  hashKey,
  verifyKey,
  createKey,
} from './display-record.ts'
import type { Displays } from './displays.ts'
import { createOpenCodes } from './pairing-limits.ts'
import { createSeal, type Secrets, createSealedCookie } from '#server/gateway/auth/sealed-cookie.ts'

/** The cookie content of a screen that shows a code. */
export const PairingKey = v.strictObject({ code: v.string(), key: v.string() })
export type PairingKey = v.InferOutput<typeof PairingKey>

/** The browser that requested a code, as shown to the person who pairs the screen. */
type Requester = Pick<PairingRecord, 'address' | 'browser'>

/** All methods throw `StoreError`. */
export type Pairing = {
  /** Creates a code for a screen and deletes its previous code (`held`). */
  offer: (
    requester: Requester,
    held: PairingKey | null,
  ) => Promise<{ held: PairingKey; expiresAt: number }>
  /** Returns the details of the screen that requested a code. Throws `wrong_code` if no screen shows it. */
  find: (code: string) => Promise<PendingPairing>
  /**
   * Pairs the screen that shows a code, if `requestId` is the ID of its request. Otherwise, or if the code has been
   * used, throws `wrong_code`.
   */
  claim: (
    wish: PairDisplayRequest,
    grant: Pick<DisplayRecord, 'pairedBy' | 'excludedRooms'>,
  ) => Promise<DisplayRecord>
  /** Returns the state of a screen's code. If `displayId` is not null, the screen is paired as that display. */
  state: (held: PairingKey) => Promise<{ state: PairingState; displayId: string | null }>
}

const StoredPairing = v.pipe(v.string(), v.parseJson(), PairingRecord)
const maxAttempts = 20
const pairingKey = (code: string) => `pairing/${code}`
/** Derives the ID from the screen's key, so that two people who pair one screen at the same time create one display. */
const displayIdFromKey = (keyHash: string) => `display_${keyHash.slice(0, 16)}`

/**
 * Creates the pairing of screens. Nothing has to be typed on a screen: the screen shows a code, and a signed-in person
 * enters this code elsewhere and confirms that the screen shows it (RFC 8628, section 5.4). The key of a screen is only
 * in its cookie. The store contains a hash, so that no one who has a copy of the store can act as a display.
 *
 * @param now Unix milliseconds
 */
export function createPairing(store: Store, displays: Displays, now: () => number): Pairing {
  const openCodes = createOpenCodes(store)
  const find = async (code: string) => {
    const value = await store.get(pairingKey(code))
    const parsed = v.safeParse(StoredPairing, value)
    return parsed.success ? { value, record: parsed.output } : null
  }

  /** Deletes the previous code of a screen, which the screen no longer shows. */
  async function drop({ code, key }: PairingKey): Promise<void> {
    const found = await find(code)
    if (found === null || !verifyKey(found.record.keyHash, key)) return
    await store.replace(pairingKey(code), found.value, null)
  }

  return {
    async offer({ address, browser }, held) {
      if (held !== null) await drop(held)
      const key = createKey()
      const requestedAt = now()
      const expiresAt = requestedAt + pairingCodeLifetimeMs
      const record = {
        id: randomBytes(12).toString('base64url'),
        keyHash: hashKey(key),
        requestedAt,
        expiresAt,
        address,
        browser,
      }
      const written = { value: JSON.stringify(record), untilMs: expiresAt }
      for (let tries = 0; tries < maxAttempts; tries += 1) {
        const code = createCode()
        if (await openCodes.add(pairingKey(code), written))
          return { held: { code, key }, expiresAt }
      }
      throw new GatewayError('conflict')
    },
    async find(code) {
      const found = await find(code)
      if (found === null) throw new GatewayError('wrong_code')
      const { id, requestedAt, address, browser } = found.record
      return { id, code, requestedAt, address, browser }
    },
    async claim({ code, requestId, name, boardId }, grant) {
      const found = await find(code)
      if (found === null || found.record.id !== requestId) throw new GatewayError('wrong_code')
      const { keyHash } = found.record
      const id = displayIdFromKey(keyHash)
      const times = { pairedAt: now(), until: now() + displayLifetimeMs }
      const record = { id, name, boardId, keyHash, ...grant, ...times }
      // Adds the display before deleting the code, because a screen that polls in between must not see its code as
      // expired.
      if (!(await displays.add(record))) throw new GatewayError('wrong_code')
      if (await store.replace(pairingKey(code), found.value, null)) return record
      await displays.remove(id)
      throw new GatewayError('wrong_code')
    },
    async state({ code, key }) {
      const found = await find(code)
      if (found !== null && verifyKey(found.record.keyHash, key)) {
        const { expiresAt } = found.record
        return { state: { state: 'waiting', expiresAt }, displayId: null }
      }
      const display = await displays.find(displayIdFromKey(hashKey(key)))
      const isNew = display !== null && now() - display.pairedAt < pairingCodeLifetimeMs
      if (isNew && verifyKey(display.keyHash, key)) {
        return { state: { state: 'paired' }, displayId: display.id }
      }
      return { state: { state: 'expired' }, displayId: null }
    },
  }
}

function createCode(): string {
  return Array.from(
    { length: pairingCodeLength },
    () => pairingCodeAlphabet[randomInt(pairingCodeAlphabet.length)],
  ).join('')
}

/**
 * The cookie content of a paired display. `until` is when its pairing expires, in Unix milliseconds; cookies of earlier
 * versions lack it.
 */
const DisplayKey = v.strictObject({
  id: v.string(),
  key: v.string(),
  until: v.optional(v.pipe(v.number(), v.finite())),
})
type DisplayKey = v.InferOutput<typeof DisplayKey>

/**
 * Creates the functions for the cookies of a screen: one cookie for the code that it shows, one for the paired display.
 */
export function createDisplayCookies(secrets: Secrets) {
  return {
    pairing: createSealedCookie(
      '__Host-headroom-pairing',
      pairingCodeLifetimeMs,
      createSeal(secrets, 'pairing cookie', PairingKey),
    ),
    display: createSealedCookie(
      '__Host-headroom-display',
      displayLifetimeMs,
      createSeal(secrets, 'display cookie', DisplayKey),
    ),
  }
}
export type DisplayCookies = ReturnType<typeof createDisplayCookies>

/** Maximum number of displays whose first board request is pending; the oldest are dropped. */
const maxPendingWelcomes = 200

/**
 * Tracks the displays that have not requested their board since they were paired, because only the first board response
 * names the account that paired the display. The list is in memory only: after a restart, the welcome screen omits the
 * name.
 */
export function createPendingWelcomes() {
  const waiting = new Set<string>()
  return {
    add(displayId: string): void {
      waiting.add(displayId)
      for (const id of waiting) if (waiting.size > maxPendingWelcomes) waiting.delete(id)
    },
    /** Removes a display and returns whether it was waiting. */
    take: (displayId: string): boolean => waiting.delete(displayId),
  }
}
