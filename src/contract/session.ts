import * as v from 'valibot'
import { readableText } from './butlr-values.ts'
import { SessionEndReason } from './errors.ts'

/** The body of Butlr's `POST /api/v2/login` (docs/butlr-api.md). */
export const PasswordLogin = v.object({
  username: v.pipe(v.string(), v.transform(readableText), v.minLength(1), v.maxLength(320)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
})
export type PasswordLogin = v.InferOutput<typeof PasswordLogin>

/** The body of Butlr's `POST /api/v2/clients/login` (docs/butlr-api.md). */
export const ClientLogin = v.object({
  client_id: v.pipe(v.string(), v.transform(readableText), v.minLength(1), v.maxLength(320)),
  client_secret: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  audience: v.optional(v.literal('https://butlrauth/'), 'https://butlrauth/'),
  grant_type: v.optional(v.literal('client_credentials'), 'client_credentials'),
})
export type ClientLogin = v.InferOutput<typeof ClientLogin>

/** The signed-in account, without its token. */
export const Identity = v.variant('kind', [
  v.object({ kind: v.literal('password'), username: v.string() }),
  v.object({ kind: v.literal('client'), clientId: v.string() }),
])
export type Identity = v.InferOutput<typeof Identity>

/** Public information about the gateway, available before sign-in. */
export const GatewayInfo = v.object({
  /** Seconds between polls of the Reporting API, 1 to 600. */
  pollSeconds: v.pipe(v.number(), v.minValue(1), v.maxValue(600)),
  /** The simulator's credentials, which are not secret; null unless the gateway runs on the embedded simulator. */
  demo: v.nullable(
    v.object({
      username: v.string(),
      password: v.string(),
      clientId: v.string(),
      clientSecret: v.string(),
    }),
  ),
})
export type GatewayInfo = v.InferOutput<typeof GatewayInfo>

const isDate = (text: string) => !Number.isNaN(Date.parse(text))

/**
 * The response of `GET /api/session` and of both sign-in requests. `until` is when the session ends (ISO 8601, UTC);
 * null when the gateway renews it (API credentials).
 */
export const SessionState = v.variant('signedIn', [
  v.object({
    signedIn: v.literal(false),
    gateway: GatewayInfo,
    reason: v.optional(SessionEndReason),
  }),
  v.object({
    signedIn: v.literal(true),
    identity: Identity,
    until: v.nullable(v.pipe(v.string(), v.check(isDate))),
    gateway: GatewayInfo,
  }),
])
export type SessionState = v.InferOutput<typeof SessionState>
