import * as v from 'valibot'
import { displayMs, pairingMs } from '#src/wall-display/display-contract.ts'
import { createSeal } from '#server/gateway/seal.ts'
import { sealedCookie } from '#server/gateway/sealed-cookie.ts'
import { PairingKey } from './pairing.ts'

/** What a paired display proves itself with. */
export const DisplayKey = v.strictObject({ id: v.string(), key: v.string() })
export type DisplayKey = v.InferOutput<typeof DisplayKey>

/** The cookies of a screen: the code that it shows, and the display that it then is. */
export function createDisplayCookies(secret: string) {
  return {
    pairing: sealedCookie(
      '__Host-headroom-pairing',
      pairingMs,
      createSeal(secret, 'pairing cookie', PairingKey),
    ),
    display: sealedCookie(
      '__Host-headroom-display',
      displayMs,
      createSeal(secret, 'display cookie', DisplayKey),
    ),
  }
}
export type DisplayCookies = ReturnType<typeof createDisplayCookies>
