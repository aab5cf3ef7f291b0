import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { accounts, type Account } from './accounts.ts'
import { badRequest, ApiError } from '#server/simulator/api-error.ts'

/** Issues and verifies access tokens. They are formatted like JWTs, but clients must treat them as opaque. */
type TokenIssuer = {
  /** Returns a token for a subject, valid until `expires` (Unix seconds). */
  issue: (subject: string, expires: number) => string
  /**
   * Returns the token's subject. Returns null if the token is malformed, was issued with another seed, or has expired
   * at `now` (Unix seconds).
   */
  verify: (token: string, now: number) => string | null
}

const Payload = v.pipe(v.string(), v.parseJson(), v.object({ sub: v.string(), exp: v.number() }))

/** Creates a token issuer. Simulators with the same seed accept its tokens, even after a restart. */
export function createTokenIssuer(seed: string): TokenIssuer {
  const key = createHash('sha256').update(`headroom simulator ${seed}`).digest()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const header = encodeBase64Url({ alg: 'HS256', typ: 'JWT' })
  return {
    issue(subject, expires) {
      const signed = `${header}.${encodeBase64Url({ sub: subject, exp: expires })}`
      return `${signed}.${sign(signed)}`
    },
    verify(token, now) {
      const [head = '', payload = '', signature = '', ...more] = token.split('.')
      if (more.length > 0 || !equalInConstantTime(signature, sign(`${head}.${payload}`)))
        return null
      const parsed = v.safeParse(Payload, Buffer.from(payload, 'base64url').toString('utf8'))
      return parsed.success && parsed.output.exp > now ? parsed.output.sub : null
    },
  }
}

function encodeBase64Url(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function equalInConstantTime(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const UserLogin = v.object({ username: v.string(), password: v.string() })
const ClientLogin = v.object({
  client_id: v.string(),
  client_secret: v.string(),
  audience: v.literal('https://butlrauth/'),
  grant_type: v.literal('client_credentials'),
})

const scope = 'read:spaces read:rooms read:sensors read:hives'

/** `expiresIn` is the token lifetime in seconds; `now` is the current time in Unix seconds. */
type TokenOptions = { tokens: TokenIssuer; expiresIn: number; now: number }

/** Handles `POST /api/v2/login`. Throws an `ApiError`: 400 for a malformed body, 401 for wrong credentials. */
export function logInUser(body: unknown, { tokens, expiresIn, now }: TokenOptions) {
  const login = v.safeParse(UserLogin, body)
  if (!login.success) throw badRequest('username and password are required.')
  const { password } = login.output
  // Email addresses are case-insensitive, as with most identity providers.
  const username = login.output.username.toLowerCase()
  if (!accounts.some((one) => one.username === username && one.password === password))
    throw wrongCredentials()
  const expires = now + expiresIn
  return {
    access_token: tokens.issue(`user|${username}`, expires),
    // No endpoint of the simulator accepts this token, because Butlr documents none.
    refresh_token: tokens.issue(`refresh|${username}`, now),
    id_token: tokens.issue(`id|${username}`, now),
    scope,
    expires_in: expiresIn,
    token_type: 'Bearer',
  }
}

/** Handles `POST /api/v2/clients/login`. Throws an `ApiError`: 400 for a malformed body, 401 for wrong credentials. */
export function logInClient(body: unknown, { tokens, expiresIn, now }: TokenOptions) {
  const login = v.safeParse(ClientLogin, body)
  if (!login.success) {
    throw badRequest('client_id, client_secret, audience and grant_type are required.')
  }
  const { client_id: id, client_secret: secret } = login.output
  if (!accounts.some((one) => one.clientId === id && one.clientSecret === secret))
    throw wrongCredentials()
  return {
    access_token: tokens.issue(`client|${id}`, now + expiresIn),
    scope,
    expires_in: expiresIn,
    token_type: 'Bearer',
  }
}

/** Returns the account with this token subject, or null if there is none. */
export function findAccount(subject: string): Account | null {
  const found = accounts.find(
    ({ username, clientId }) => subject === `user|${username}` || subject === `client|${clientId}`,
  )
  return found ?? null
}

function wrongCredentials(): ApiError {
  return new ApiError(401, 'UNAUTHORIZED', 'Wrong credentials.')
}
