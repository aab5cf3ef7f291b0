import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Seal, Unsealed } from './seal.ts'
import { sessionEnd, type OldSession, type SealedSession } from './session.ts'

const cookieName = '__Host-headroom'
const ours = /^__Host-headroom(\.\d{1,2})?$/
/** Browsers refuse a cookie whose name and value exceed 4,096 bytes. */
const chunkLength = 3_800
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const

export type SessionCookie = {
  /** What of a request's cookies opens, whether or not it has ended. */
  read: (c: Context) => Promise<Unsealed<SealedSession | OldSession>[]>
  /** Puts the session on the answer, split over numbered cookies where it is too long for one. */
  write: (c: Context, sealed: SealedSession) => Promise<void>
  /** Takes every part of a session off the browser. */
  clear: (c: Context) => void
}

/** Keeps the session in the browser's `__Host-` cookies, which no page can read. `now` in epoch ms. */
export function createSessionCookie(
  seal: Seal<SealedSession | OldSession>,
  now: () => number,
): SessionCookie {
  /** The cookies that an answer carries already: what is written later replaces all of it. */
  const written = new WeakMap<Context, Set<string>>()

  /** Cookies left over from a longer session, or from the other form, would be joined to the new one. */
  function expireAllBut(c: Context, kept: ReadonlySet<string>): void {
    const names = [...Object.keys(getCookie(c)), ...(written.get(c) ?? [])]
    for (const name of new Set(names)) {
      if (ours.test(name) && !kept.has(name)) setCookie(c, name, '', { ...attributes, maxAge: 0 })
    }
  }

  return {
    async read(c) {
      const opened = await Promise.all(candidates(getCookie(c)).map((one) => seal.unseal(one)))
      return opened.filter((one) => one !== null)
    },
    async write(c, sealed) {
      const parts = split(await seal.seal(sealed))
      const maxAge = Math.max(1, Math.floor((sessionEnd(sealed.session) - now()) / 1_000))
      for (const [name, value] of parts) setCookie(c, name, value, { ...attributes, maxAge })
      expireAllBut(c, new Set(parts.keys()))
      written.set(c, new Set([...(written.get(c) ?? []), ...parts.keys()]))
    },
    clear(c) {
      expireAllBut(c, new Set())
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
