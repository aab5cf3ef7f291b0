import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as v from 'valibot'
import { displayMs, pairingMs } from '#src/wall-display/display-contract.ts'
import { createSeal, type Seal, type Secrets, type Unsealed } from '#server/gateway/seal.ts'
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

/** A sealed cookie that no page can read. */
export type SealedCookie<T> = {
  /** Null without such a cookie; `unreadable` where it does not open with this gateway's secrets. */
  read: (c: Context) => Promise<Unsealed<T> | 'unreadable' | null>
  write: (c: Context, content: T, lifeMs?: number) => Promise<void>
  clear: (c: Context) => void
}

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

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

function sealedCookie<T>(name: string, lifeMs: number, seal: Seal<T>): SealedCookie<T> {
  return {
    async read(c) {
      const sealed = getCookie(c, name)
      return sealed === undefined ? null : ((await seal.unseal(sealed)) ?? 'unreadable')
    },
    async write(c, content, remainingMs = lifeMs) {
      const maxAge = Math.max(1, Math.floor(Math.min(lifeMs, remainingMs) / 1_000))
      setCookie(c, name, await seal.seal(content), { ...attributes, maxAge })
    },
    clear(c) {
      if (getCookie(c, name) !== undefined) setCookie(c, name, '', { ...attributes, maxAge: 0 })
    },
  }
}
