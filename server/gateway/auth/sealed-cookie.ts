import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import * as v from 'valibot'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** `HEADROOM_SECRET`, followed by the secrets that it replaced, which still unseal existing cookies. */
export type Secrets = readonly [current: string, ...previous: string[]]

/**
 * Unsealed content. `isCurrent` is false if a previous secret sealed it; the caller should then seal the content again.
 */
export type Unsealed<T> = { content: T; isCurrent: boolean }

export type Seal<T> = {
  /** Returns the content encrypted as a compact JWE. */
  seal: (content: T) => Promise<string>
  /** Returns the content, or null if the secret, the purpose or the schema does not match, or the text was modified. */
  unseal: (sealed: string) => Promise<Unsealed<T> | null>
}

/**
 * Creates a seal that encrypts with A256GCM. The key is derived from the secret and the purpose (HKDF, RFC 5869). So a
 * secret can have any length, and content sealed for one purpose never unseals for another: a display cookie cannot act
 * as a session.
 *
 * @param purpose such as `session cookie`
 * @param schema validates unsealed content
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

type SealedCookie<T> = {
  /** Returns null if the request has no such cookie, and `unreadable` if none of the gateway's secrets unseals it. */
  read: (c: Context) => Promise<Unsealed<T> | 'unreadable' | null>
  /** `lifeMs`, in milliseconds, shortens the lifetime of the cookie. */
  write: (c: Context, content: T, lifeMs?: number) => Promise<void>
  clear: (c: Context) => void
}

const sealedCookieAttributes = {
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'Strict',
} as const

/** @param lifeMs lifetime of the cookie in milliseconds; browsers cap it at 400 days */
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
