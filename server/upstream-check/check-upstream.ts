import * as v from 'valibot'
import {
  ask,
  presenceReport,
  reporting,
  type Check,
  type Finding,
  type CheckContext,
} from './check.ts'
import {
  fieldsOf,
  type Exchange,
  type Upstream,
  RateLimited,
  RequestFailed,
} from './upstream-client.ts'
import { presenceCheck } from './presence-checks.ts'
import { rangeCheck, timeCheck } from './time-checks.ts'
import { topologyCheck } from './topology-checks.ts'

export type Credentials = { clientId: string; clientSecret: string }

const Login = v.object({
  access_token: v.string(),
  expires_in: v.optional(v.unknown()),
  scope: v.optional(v.unknown()),
  token_type: v.optional(v.unknown()),
})

/** Sign-in was refused, so nothing else can be checked. */
export class SignInFailed extends Error {
  override name = 'SignInFailed' as const
}

/**
 * Signs the API credentials in; later requests carry the token.
 *
 * @returns what the response says of the token
 * @throws SignInFailed
 */
export async function signIn(
  upstream: Upstream,
  { clientId, clientSecret }: Credentials,
): Promise<Finding[]> {
  const body = {
    client_id: clientId,
    client_secret: clientSecret,
    audience: 'https://butlrauth/',
    grant_type: 'client_credentials',
  }
  const exchange = await upstream.post('/api/v2/clients/login', body, { token: null })
  const login = v.safeParse(Login, exchange.json)
  if (exchange.status !== 200 || !login.success) {
    throw new SignInFailed(`Sign-in failed (HTTP ${exchange.status}).`)
  }
  const { access_token: token, expires_in: seconds, scope, token_type: type } = login.output
  upstream.use(token)
  return [
    { question: 'Lifetime of a token (expires_in)', answer: `${String(seconds)} s` },
    { question: 'Token type', answer: String(type) },
    { question: 'Scopes', answer: typeof scope === 'string' ? scope : 'not given' },
    {
      question: 'Refresh token for API credentials',
      answer: 'refresh_token' in fieldsOf(exchange.json) ? 'returned' : 'not returned',
    },
    { question: 'Difference of clocks (Date header)', answer: clockDifference(exchange, upstream) },
  ]
}

/** How the API refuses, and what its headers say. */
export const protocolCheck: Check = {
  title: 'Protocol',
  run: async ({ upstream }) => {
    const report = presenceReport({ order: ['room_id'], start: '-2m' })
    const findings: Finding[] = []
    findings.push(
      await ask('A wrong token', async () => {
        const { status, headers, json } = await upstream.post(reporting, report, {
          token: 'not-a-token',
        })
        const type = headers.get('Content-Type') ?? 'no content type'
        return `HTTP ${status}, ${type}, fields: ${Object.keys(fieldsOf(json)).join(', ') || 'none'}`
      }),
      await ask('A malformed report', async () => {
        const { status, json } = await upstream.post(reporting, { window: 'x' })
        return `HTTP ${status}, fields: ${Object.keys(fieldsOf(json)).join(', ') || 'none'}`
      }),
    )
    const headers = await ask('Headers about limits, and of cross-origin access', async () => {
      const exchange = await upstream.post(reporting, report)
      const names = [...exchange.headers.keys()].filter((name) =>
        /rate|limit|retry|quota|access-control/i.test(name),
      )
      return names.join(', ') || 'none'
    })
    return [...findings, headers]
  },
}

function clockDifference({ headers }: Exchange, { now }: Upstream): string {
  const date = Date.parse(headers.get('Date') ?? '')
  if (Number.isNaN(date)) return 'unknown: no Date header'
  // The header has whole seconds, so the middle of its second is the best guess.
  return `${Math.round((date + 500 - now()) / 1_000)} s`
}

const checks: readonly Check[] = [
  protocolCheck,
  topologyCheck,
  presenceCheck,
  timeCheck,
  rangeCheck,
]

export type UpstreamReport = {
  /** Sections in Markdown. They contain no token, credential, id or name. */
  text: string
  /** Whether every check ran; answers that surprise are no failure. */
  complete: boolean
}

/**
 * Asks the configured API every question about it that its documents leave open, one request after the other.
 * A refusal is an answer. Rate limiting ends the run, since a check must not burden the API.
 */
export async function checkUpstream(
  upstream: Upstream,
  credentials: Credentials,
): Promise<UpstreamReport> {
  const sections: string[] = []
  const context: CheckContext = { upstream, sample: null, quietSample: null }
  try {
    sections.push(section('Account', await signIn(upstream, credentials)))
    for (const { title, run } of checks) sections.push(section(title, await run(context)))
    return { text: sections.join('\n'), complete: true }
  } catch (error) {
    sections.push(`${whyStopped(error)}\n`)
    return { text: sections.join('\n'), complete: false }
  }
}

function section(title: string, findings: readonly Finding[]): string {
  const lines = findings.map(({ question, answer }) => `- ${question}: ${answer}`)
  return [`## ${title}`, '', ...lines, ''].join('\n')
}

function whyStopped(error: unknown): string {
  if (error instanceof SignInFailed) return `Stopped: ${error.message} Nothing else was checked.`
  if (error instanceof RequestFailed) return `Stopped: ${error.message}.`
  if (error instanceof RateLimited) {
    const wait = error.retryAfter === null ? '' : ` (Retry-After: ${error.retryAfter})`
    return `Stopped: the API limits requests${wait}. Run the check again later.`
  }
  throw error
}
