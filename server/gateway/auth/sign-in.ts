import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { ClientLogin, PasswordLogin } from '#src/contract/session.ts'
import { accountKey } from '#server/gateway/butlr/account-holds.ts'
import { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import {
  clientSessionMs,
  longestClientSessionMs,
  type ClientSession,
  type Grant,
  type Session,
} from './session.ts'

/** The part of both sign-in answers that Headroom uses; `expires_in` is in seconds and differs from case to case. */
const TokenAnswer = v.object({
  // Printable ASCII only: it becomes a header.
  access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/), v.maxLength(16_384)),
  expires_in: v.pipe(v.number(), v.finite(), v.minValue(1)),
})

/**
 * Tokens are good for 1,000 to 3,666 seconds in all that Butlr documents. One that claims to live longer is used for a
 * day, so that a session, and a copy of its cookie, never lives for months without anybody signing in.
 */
const longestTokenSeconds = 24 * 3_600
const longestMarginSeconds = 300
const marginShare = 0.25

/**
 * The times of a token asked for at `askedAt` (epoch ms): it is renewed five minutes before its end, or after three
 * quarters of a short life. Counted from the asking, so that a slow answer never lengthens it.
 */
function grantOf(answer: unknown, askedAt: number): Grant {
  const parsed = v.safeParse(TokenAnswer, answer)
  if (!parsed.success) throw new ButlrFailure('unreadable')
  const { access_token: token, expires_in } = parsed.output
  const seconds = Math.min(expires_in, longestTokenSeconds)
  const margin = Math.min(longestMarginSeconds, seconds * marginShare)
  return {
    token,
    tokenUntil: askedAt + seconds * 1_000,
    renewAt: askedAt + (seconds - margin) * 1_000,
  }
}

/** Signs a person in (tutorial, section 1.1). `now` in epoch ms. Throws `ButlrFailure`. */
export async function signInPerson(
  butlr: Butlr,
  login: PasswordLogin,
  now: number,
  signal: AbortSignal,
): Promise<Session> {
  const { username, password } = login
  const body = { username, password }
  const account = accountKey('password', username)
  const answer = await butlr({ path: '/api/v2/login', body, account, attempt: true, signal })
  return { kind: 'password', id: makeSessionId(), username, ...grantOf(answer, now) }
}

/**
 * Signs API credentials in (tutorial, section 1.2). `now` in epoch ms. Throws `ButlrFailure`.
 *
 * @param attempt whether the credentials come from a form, and not from a session that had them accepted before
 */
export async function signInClient(
  butlr: Butlr,
  login: ClientLogin,
  now: number,
  signal: AbortSignal,
  { attempt }: { attempt: boolean },
): Promise<ClientSession> {
  const { client_id, client_secret, audience, grant_type } = login
  const body = { client_id, client_secret, audience, grant_type }
  const account = accountKey('client', client_id)
  const answer = await butlr({ path: '/api/v2/clients/login', body, account, attempt, signal })
  return {
    kind: 'client',
    id: makeSessionId(),
    clientId: client_id,
    clientSecret: client_secret,
    endsAt: now + clientSessionMs,
    latestEnd: now + longestClientSessionMs,
    ...grantOf(answer, now),
  }
}

/** 128 random bits: nobody finds the id of another session. */
function makeSessionId(): string {
  return randomBytes(16).toString('base64url')
}
