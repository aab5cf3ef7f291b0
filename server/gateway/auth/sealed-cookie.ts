import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import * as v from 'valibot'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** `HEADROOM_SECRET`, and after it the secrets that it replaced: what they sealed still opens. */
export type Secrets = readonly [current: string, ...previous: string[]]

/** `isCurrent` is false when a previous secret sealed it: it is to be sealed again. */
export type Unsealed<T> = { content: T; isCurrent: boolean }

export type Seal<T> = {
  /** The content as an opaque text (JWE, compact) that only this gateway's secret opens. */
  seal: (content: T) => Promise<string>
  /** The content, or `null` when the text was not sealed here for this purpose, was changed, or is of an unknown form. */
  unseal: (sealed: string) => Promise<Unsealed<T> | null>
}

/**
 * Seals with A256GCM; the key is derived from the current secret (HKDF, RFC 5869), so the secret has any length. What was
 * sealed for one purpose never opens for another: a display's cookie is no session.
 *
 * @param purpose such as `session cookie`
 * @param schema what the content must be
 */
export function createSeal<TSchema extends v.GenericSchema>(
  [current, ...previous]: Secrets,
  purpose: string,
  schema: TSchema,
): Seal<v.InferOutput<TSchema>> {
  const deriveKey = (secret: string) =>
    new Uint8Array(hkdfSync('sha256', secret, 'headroom', purpose, 32))
  const key = deriveKey(current)
  const keys = [key, ...previous.map(deriveKey)]
  const Content = v.pipe(v.string(), v.parseJson(), schema)
  return {
    async seal(content) {
      const bytes = new TextEncoder().encode(JSON.stringify(content))
      return new CompactEncrypt(bytes)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key)
    },
    async unseal(sealed) {
      for (const candidate of keys) {
        const text = await decrypt(sealed, candidate)
        if (text === null) continue
        const parsed = v.safeParse(Content, text)
        return parsed.success ? { content: parsed.output, isCurrent: candidate === key } : null
      }
      return null
    },
  }
}

async function decrypt(sealed: string, key: Uint8Array): Promise<string | null> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return new TextDecoder().decode(plaintext)
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

/** A sealed cookie that no page can read. */
type SealedCookie<T> = {
  /** Null without such a cookie; `unreadable` where it does not open with this gateway's secrets. */
  read: (c: Context) => Promise<Unsealed<T> | 'unreadable' | null>
  /** `lifeMs` shortens how long the browser keeps the cookie, in milliseconds. */
  write: (c: Context, content: T, lifeMs?: number) => Promise<void>
  clear: (c: Context) => void
}

const sealedCookieAttributes = {
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'Strict',
} as const

/** @param lifeMs how long a browser keeps the cookie, in milliseconds; browsers cap it at 400 days */
export function createSealedCookie<T>(
  name: string,
  lifeMs: number,
  seal: Seal<T>,
): SealedCookie<T> {
  return {
    async read(c) {
      const sealed = getCookie(c, name)
      return sealed === undefined ? null : ((await seal.unseal(sealed)) ?? 'unreadable')
    },
    async write(c, content, remainingMs = lifeMs) {
      const maxAge = Math.max(1, Math.floor(Math.min(lifeMs, remainingMs) / 1_000))
      setCookie(c, name, await seal.seal(content), { ...sealedCookieAttributes, maxAge })
    },
    clear(c) {
      if (getCookie(c, name) !== undefined)
        setCookie(c, name, '', { ...sealedCookieAttributes, maxAge: 0 })
    },
  }
}
