import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { accounts, type Account } from './accounts.ts'
import { badRequest, ApiError } from '#server/simulator/api-error.ts'

/** Makes and checks access tokens. They look like JWTs, and clients must take them as opaque. */
export type TokenIssuer = {
  /** A token for a subject that is good until `expires` (Unix seconds). */
  issue: (subject: string, expires: number) => string
  /** The subject of a token that was issued with this seed and is still good at `now` (Unix seconds); else null. */
  verify: (token: string, now: number) => string | null
}

const Payload = v.pipe(v.string(), v.parseJson(), v.object({ sub: v.string(), exp: v.number() }))

/** Tokens of one seed: every simulator with the same seed accepts them, after a restart too. */
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

/** The lifetime of tokens in seconds, and the time (Unix seconds). */
type TokenOptions = { tokens: TokenIssuer; expiresIn: number; now: number }

/** `POST /api/v2/login` (tutorial, section 1.1). Throws a `Refusal`: 400 malformed, 401 wrong credentials. */
export function logInUser(body: unknown, { tokens, expiresIn, now }: TokenOptions) {
  const login = v.safeParse(UserLogin, body)
  if (!login.success) throw badRequest('username and password are required.')
  const { username, password } = login.output
  if (!accounts.some((one) => one.username === username && one.password === password))
    throw wrongCredentials()
  const expires = now + expiresIn
  return {
    access_token: tokens.issue(`user|${username}`, expires),
    // Nothing documents how to spend it, so it opens nothing here either.
    refresh_token: tokens.issue(`refresh|${username}`, now),
    id_token: tokens.issue(`id|${username}`, now),
    scope,
    expires_in: expiresIn,
    token_type: 'Bearer',
  }
}

/** `POST /api/v2/clients/login` (tutorial, section 1.2). Throws a `Refusal`: 400 malformed, 401 wrong credentials. */
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

/** The account that an access token was issued to; null for any other subject. */
export function findAccount(subject: string): Account | null {
  const found = accounts.find(
    ({ username, clientId }) => subject === `user|${username}` || subject === `client|${clientId}`,
  )
  return found ?? null
}

function wrongCredentials(): ApiError {
  return new ApiError(401, 'UNAUTHORIZED', 'Wrong credentials.')
}
