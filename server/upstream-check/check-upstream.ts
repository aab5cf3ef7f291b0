import * as v from 'valibot'
import {
  answerQuestion,
  presenceReport,
  reportingPath,
  runCheck,
  type Check,
  type Finding,
  type CheckContext,
} from './check.ts'
import {
  asFields,
  type UpstreamResponse,
  type UpstreamClient,
  RateLimitError,
  RequestError,
} from './upstream-client.ts'
import { filterCheck } from './filter-checks.ts'
import { presenceCheck } from './presence-checks.ts'
import { rangeCheck, timeCheck } from './time-checks.ts'
import { topologyCheck } from './topology-checks.ts'

type Credentials = { clientId: string; clientSecret: string }

const Login = v.object({
  access_token: v.string(),
  expires_in: v.optional(v.unknown()),
  scope: v.optional(v.unknown()),
  token_type: v.optional(v.unknown()),
})

/** Thrown if sign-in fails; no other check can then run. */
class SignInError extends Error {
  override readonly name = 'SignInError'
}

/**
 * Signs in with the API credentials; later requests carry the token.
 *
 * @returns the findings about the token
 * @throws SignInError if the API rejects the credentials or returns no token
 */
export async function signIn(
  upstream: UpstreamClient,
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
    throw new SignInError(`Sign-in failed (HTTP ${exchange.status}).`)
  }
  const { access_token: token, expires_in: seconds, scope, token_type: type } = login.output
  upstream.setToken(token)
  return [
    { question: 'Token lifetime (expires_in)', answer: `${String(seconds)} s` },
    { question: 'Token type', answer: String(type) },
    { question: 'Scopes', answer: typeof scope === 'string' ? scope : 'not given' },
    {
      question: 'Refresh token for API credentials',
      answer: 'refresh_token' in asFields(exchange.json) ? 'returned' : 'not returned',
    },
    {
      question: 'Clock difference (Date header)',
      answer: describeClockDifference(exchange, upstream),
    },
  ]
}

/** Checks the API's error responses and headers. */
const protocolCheck: Check = { title: 'Protocol', questions: [checkProtocol] }

async function checkProtocol({ upstream }: CheckContext): Promise<Finding[]> {
  const report = presenceReport({ order: ['room_id'], start: '-2m' })
  const findings: Finding[] = []
  findings.push(
    await answerQuestion('Invalid token', async () => {
      const { status, headers, json } = await upstream.post(reportingPath, report, {
        token: 'not-a-token',
      })
      const type = headers.get('Content-Type') ?? 'no content type'
      return `HTTP ${status}, ${type}, fields: ${Object.keys(asFields(json)).join(', ') || 'none'}`
    }),
    await answerQuestion('Malformed report request', async () => {
      const { status, json } = await upstream.post(reportingPath, { window: 'x' })
      return `HTTP ${status}, fields: ${Object.keys(asFields(json)).join(', ') || 'none'}`
    }),
  )
  const headers = await answerQuestion('Rate limit and CORS headers', async () => {
    const exchange = await upstream.post(reportingPath, report)
    const names = [...exchange.headers.keys()].filter((name) =>
      /rate|limit|retry|quota|access-control/i.test(name),
    )
    return names.join(', ') || 'none'
  })
  return [...findings, headers]
}

function describeClockDifference({ headers }: UpstreamResponse, { now }: UpstreamClient): string {
  const date = Date.parse(headers.get('Date') ?? '')
  if (Number.isNaN(date)) return 'unknown: no Date header'
  // The Date header has a resolution of one second, so the middle of that second is the best estimate.
  return `${Math.round((date + 500 - now()) / 1_000)} s`
}

const checks: readonly Check[] = [
  protocolCheck,
  topologyCheck,
  presenceCheck,
  filterCheck,
  timeCheck,
  rangeCheck,
]

type UpstreamReport = {
  /** Markdown sections. They contain no tokens, credentials, IDs or names. */
  text: string
  /** Whether every check ran, regardless of the findings. */
  complete: boolean
}

/**
 * Checks the undocumented behaviour of the configured API, one request at a time. An error response counts as a
 * finding, but a 429 response ends the run, so that the check adds no load to the API.
 */
export async function checkUpstream(
  upstream: UpstreamClient,
  credentials: Credentials,
): Promise<UpstreamReport> {
  const sections: string[] = []
  const context: CheckContext = { upstream, sample: null, quietSample: null }
  try {
    sections.push(formatSection('Account', await signIn(upstream, credentials)))
    for (const check of checks) {
      sections.push(formatSection(check.title, await runCheck(check, context)))
    }
    return { text: sections.join('\n'), complete: true }
  } catch (error) {
    sections.push(`${describeStop(error)}\n`)
    return { text: sections.join('\n'), complete: false }
  }
}

function formatSection(title: string, findings: readonly Finding[]): string {
  const lines = findings.map(({ question, answer }) => `- ${question}: ${answer}`)
  return [`## ${title}`, '', ...lines, ''].join('\n')
}

function describeStop(error: unknown): string {
  if (error instanceof SignInError) return `Stopped: ${error.message} No other checks ran.`
  if (error instanceof RequestError) return `Stopped: ${error.message}.`
  if (error instanceof RateLimitError) {
    const wait = error.retryAfter === null ? '' : ` (Retry-After: ${error.retryAfter})`
    return `Stopped: the API limits the request rate${wait}. Run the check again later.`
  }
  throw error
}
