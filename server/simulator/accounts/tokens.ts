import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'

/** Makes and checks access tokens. They look like JWTs, and clients must take them as opaque. */
export type Tokens = {
  /** A token for a subject that is good until `expires` (Unix seconds). */
  issue: (subject: string, expires: number) => string
  /** The subject of a token that was issued with this seed and is still good at `now` (Unix seconds); else null. */
  subjectOf: (token: string, now: number) => string | null
}

const Payload = v.pipe(v.string(), v.parseJson(), v.object({ sub: v.string(), exp: v.number() }))

/** Tokens of one seed: every simulator with the same seed accepts them, after a restart too. */
export function createTokens(seed: string): Tokens {
  const key = createHash('sha256').update(`headroom simulator ${seed}`).digest()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const header = encode({ alg: 'HS256', typ: 'JWT' })
  return {
    issue(subject, expires) {
      const signed = `${header}.${encode({ sub: subject, exp: expires })}`
      return `${signed}.${sign(signed)}`
    },
    subjectOf(token, now) {
      const [head = '', payload = '', signature = '', ...more] = token.split('.')
      if (more.length > 0 || !sameText(signature, sign(`${head}.${payload}`))) return null
      const parsed = v.safeParse(Payload, Buffer.from(payload, 'base64url').toString('utf8'))
      return parsed.success && parsed.output.exp > now ? parsed.output.sub : null
    },
  }
}

function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
