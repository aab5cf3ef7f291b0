import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import * as v from 'valibot'

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
  const keyOf = (secret: string) =>
    new Uint8Array(hkdfSync('sha256', secret, 'headroom', purpose, 32))
  const key = keyOf(current)
  const keys = [key, ...previous.map(keyOf)]
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
