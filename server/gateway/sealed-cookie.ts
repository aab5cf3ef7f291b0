import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Seal } from './seal.ts'

/** A sealed cookie that no page can read. */
export type SealedCookie<T> = {
  read: (c: Context) => Promise<T | null>
  write: (c: Context, content: T) => Promise<void>
  clear: (c: Context) => void
}

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

/** @param lifeMs how long a browser keeps the cookie, in milliseconds; browsers cap it at 400 days */
export function sealedCookie<T>(name: string, lifeMs: number, seal: Seal<T>): SealedCookie<T> {
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
