import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Seal } from './seal.ts'
import { sessionEnd, type Session } from './session.ts'

const cookieName = '__Host-headroom'
const ours = /^__Host-headroom(\.\d{1,2})?$/
/** Browsers refuse a cookie whose name and value exceed 4,096 bytes. */
const chunkLength = 3_800
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

export type SessionCookie = {
  /** The session of a request, if it has one that has not ended. */
  read: (c: Context) => Promise<Session | null>
  /** Puts the session on the answer, split over numbered cookies where it is too long for one. */
  write: (c: Context, session: Session) => Promise<void>
  /** Takes every part of a session off the browser. */
  clear: (c: Context) => void
}

/** Keeps the session in the browser's `__Host-` cookies, which no page can read. `now` in epoch ms. */
export function createSessionCookie(seal: Seal<Session>, now: () => number): SessionCookie {
  return {
    async read(c) {
      for (const sealed of candidates(getCookie(c))) {
        const session = await seal.open(sealed)
        if (session !== null && now() < sessionEnd(session)) return session
      }
      return null
    },
    async write(c, session) {
      const parts = split(await seal.close(session))
      const maxAge = Math.max(1, Math.floor((sessionEnd(session) - now()) / 1_000))
      for (const [name, value] of parts) setCookie(c, name, value, { ...attributes, maxAge })
      expire(c, new Set(parts.keys()))
    },
    clear(c) {
      expire(c, new Set())
    },
  }
}

/** What of a browser's cookies may be a sealed session: the single cookie, or the numbered ones joined. */
function candidates(cookies: Record<string, string>): string[] {
  const parts: string[] = []
  for (let part = cookies[`${cookieName}.0`]; part !== undefined;) {
    parts.push(part)
    part = cookies[`${cookieName}.${parts.length}`]
  }
  return [cookies[cookieName] ?? '', parts.join('')].filter((sealed) => sealed !== '')
}

function split(sealed: string): Map<string, string> {
  if (sealed.length <= chunkLength) return new Map([[cookieName, sealed]])
  const count = Math.ceil(sealed.length / chunkLength)
  return new Map(
    Array.from({ length: count }, (_, index) => [
      `${cookieName}.${index}`,
      sealed.slice(index * chunkLength, (index + 1) * chunkLength),
    ]),
  )
}

/** Cookies left over from a longer session, or from the other form, would be joined to the new one. */
function expire(c: Context, keep: ReadonlySet<string>): void {
  for (const name of Object.keys(getCookie(c))) {
    if (ours.test(name) && !keep.has(name)) setCookie(c, name, '', { ...attributes, maxAge: 0 })
  }
}
