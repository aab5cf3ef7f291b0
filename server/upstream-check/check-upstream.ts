import { protocolCheck, signIn, SignInFailed, type Credentials } from './account-checks.ts'
import type { Check, CheckContext, Finding } from './check.ts'
import { presenceCheck } from './presence-checks.ts'
import { rangeCheck, timeCheck } from './time-checks.ts'
import { topologyCheck } from './topology-checks.ts'
import { RateLimited, RequestFailed, type Upstream } from './upstream.ts'

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
