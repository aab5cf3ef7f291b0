import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import * as v from 'valibot'

export type Seal<T> = {
  /** The content as an opaque text (JWE, compact) that only this gateway's secret opens. */
  close: (content: T) => Promise<string>
  /** The content, or `null` when the text was not sealed here for this purpose, was changed, or is of an older form. */
  open: (sealed: string) => Promise<T | null>
}

/**
 * Seals with A256GCM; the key is derived from `secret` (HKDF, RFC 5869), so the secret has any length. What was sealed for
 * one purpose never opens for another: a display's cookie is no session.
 *
 * @param purpose such as `session cookie`
 * @param schema what the content must be
 */
export function createSeal<TSchema extends v.GenericSchema>(
  secret: string,
  purpose: string,
  schema: TSchema,
): Seal<v.InferOutput<TSchema>> {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'headroom', purpose, 32))
  const Content = v.pipe(v.string(), v.parseJson(), schema)
  return {
    async close(content) {
      const bytes = new TextEncoder().encode(JSON.stringify(content))
      return new CompactEncrypt(bytes)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key)
    },
    async open(sealed) {
      try {
        const { plaintext } = await compactDecrypt(sealed, key, {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        const parsed = v.safeParse(Content, new TextDecoder().decode(plaintext))
        return parsed.success ? parsed.output : null
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}
