import { hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import * as v from 'valibot'
import { Session } from './session.ts'

const SealedSession = v.pipe(v.string(), v.parseJson(), Session)

export type Seal = {
  /** The session as an opaque text (JWE, compact) that only this gateway's secret opens. */
  close: (session: Session) => Promise<string>
  /** The session, or `null` when the text was not sealed here, was changed, or is of an older form. */
  open: (sealed: string) => Promise<Session | null>
}

/** Seals sessions with A256GCM; the key is derived from `secret` (HKDF, RFC 5869), so the secret has any length. */
export function createSeal(secret: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'headroom', 'session cookie', 32))
  return {
    async close(session) {
      const bytes = new TextEncoder().encode(JSON.stringify(session))
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
        const parsed = v.safeParse(SealedSession, new TextDecoder().decode(plaintext))
        return parsed.success ? parsed.output : null
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}
