import * as v from 'valibot'
import { displayMs, pairingMs } from '#src/contract/display.ts'
import { createSeal, type Secrets } from '#server/gateway/auth/seal.ts'
import { sealedCookie } from '#server/gateway/http/sealed-cookie.ts'
import { PairingKey } from './pairing.ts'

/**
 * What a paired display proves itself with, and when its pairing ends (epoch ms). Older versions left the end out.
 */
export const DisplayKey = v.strictObject({
  id: v.string(),
  key: v.string(),
  until: v.optional(v.pipe(v.number(), v.finite())),
})
export type DisplayKey = v.InferOutput<typeof DisplayKey>

/** The cookies of a screen: the code that it shows, and the display that it then is. */
export function createDisplayCookies(secrets: Secrets) {
  return {
    pairing: sealedCookie(
      '__Host-headroom-pairing',
      pairingMs,
      createSeal(secrets, 'pairing cookie', PairingKey),
    ),
    display: sealedCookie(
      '__Host-headroom-display',
      displayMs,
      createSeal(secrets, 'display cookie', DisplayKey),
    ),
  }
}
export type DisplayCookies = ReturnType<typeof createDisplayCookies>
