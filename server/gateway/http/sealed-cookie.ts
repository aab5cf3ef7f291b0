import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Seal, Unsealed } from '#server/gateway/auth/seal.ts'

/** A sealed cookie that no page can read. */
export type SealedCookie<T> = {
  /** Null without such a cookie; `unreadable` where it does not open with this gateway's secrets. */
  read: (c: Context) => Promise<Unsealed<T> | 'unreadable' | null>
  /** `lifeMs` shortens how long the browser keeps the cookie, in milliseconds. */
  write: (c: Context, content: T, lifeMs?: number) => Promise<void>
  clear: (c: Context) => void
}

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** @param lifeMs how long a browser keeps the cookie, in milliseconds; browsers cap it at 400 days */
export function sealedCookie<T>(name: string, lifeMs: number, seal: Seal<T>): SealedCookie<T> {
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
