import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import { displayMs, pairingMs } from '#src/wall-display/display-contract.ts'
import { createSeal, type Seal } from '#server/gateway/seal.ts'
import { PairingKey } from './pairing.ts'

/** What a paired display proves itself with. */
export const DisplayKey = v.strictObject({ id: v.string(), key: v.string() })
export type DisplayKey = v.InferOutput<typeof DisplayKey>

/** A sealed cookie that no page can read. */
export type SealedCookie<T> = {
  read: (c: Context) => Promise<T | null>
  write: (c: Context, content: T) => Promise<void>
  clear: (c: Context) => void
}

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

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

function sealedCookie<T>(name: string, lifeMs: number, seal: Seal<T>): SealedCookie<T> {
  return {
    async read(c) {
      const sealed = getCookie(c, name)
      return sealed === undefined ? null : seal.open(sealed)
    },
    async write(c, content) {
      setCookie(c, name, await seal.close(content), { ...attributes, maxAge: lifeMs / 1_000 })
    },
    clear(c) {
      if (getCookie(c, name) !== undefined) setCookie(c, name, '', { ...attributes, maxAge: 0 })
    },
  }
}
