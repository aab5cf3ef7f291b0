import { readReportBody } from '#src/contract/report-body.ts'
import {
  asFields,
  RequestError,
  type UpstreamResponse,
  type UpstreamClient,
} from './upstream-client.ts'

/** A room and one of its sensors that reported people, used by later checks. */
export type Sample = { roomId: string; mac: string }

/**
 * The state that checks share. The samples are the sensors with the most and the fewest minutes with people; null until
 * they are found.
 */
export type CheckContext = {
  upstream: UpstreamClient
  sample: Sample | null
  quietSample: Sample | null
}

/** The result of one question, as text without IDs, names, tokens or secrets. */
export type Finding = { question: string; answer: string }

/** A group of questions, which run in order, one at a time. */
export type Check = {
  title: string
  questions: readonly ((context: CheckContext) => Promise<Finding | Finding[]>)[]
}

export async function runCheck({ questions }: Check, context: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const question of questions) findings.push(...[await question(context)].flat())
  return findings
}

/** The answer to a question that needs a sample, if there is none. */
export const noSample = 'not checked: no sensor reported people in the last two hours'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Formats Unix milliseconds as the API expects: RFC 3339 in UTC with whole seconds. */
export function formatRfc3339(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

type ReportOptions = {
  order?: string[]
  every?: string
  reduce?: string
  start: string
  stop?: string
  filter?: Record<string, unknown>
  window?: Record<string, unknown>
  more?: Record<string, unknown>
}

export function presenceReport(options: ReportOptions): Record<string, unknown> {
  const { order, every = '1m', reduce = 'max', start, stop, filter, window, more } = options
  return {
    ...(order && { group_by: { order } }),
    window: { every, function: reduce, ...window },
    filter: { start, ...(stop && { stop }), measurements: ['presence'], ...filter },
    ...more,
  }
}

export const reportingPath = '/api/v3/reporting'
export const graphqlPath = '/api/v3/graphql'

export function requestReport(
  upstream: UpstreamClient,
  options: ReportOptions,
): Promise<UpstreamResponse> {
  return upstream.post(reportingPath, presenceReport(options))
}

/** Describes the status of a response: `accepted`, or `rejected` with the HTTP status. */
export function describeStatus({ status, json }: UpstreamResponse): string {
  if (status === 200) return json === null ? 'accepted, but the body is not JSON' : 'accepted'
  return `rejected (HTTP ${status})`
}

/**
 * Describes the response to a report request: `accepted`, or `rejected` with the HTTP status. An error in the body counts
 * as a rejection unless there is data beside it.
 *
 * @param depth depth of the leaves (`leafDepth`); null when it does not matter
 */
export function describeOutcome(response: UpstreamResponse, depth: number | null = null): string {
  const { status, json } = response
  if (status !== 200 || json === null) return describeStatus(response)
  const report = readReportBody(json, depth)
  if (report.kind === 'unreadable') return 'accepted, but the body is not a report'
  if (report.kind === 'report') {
    return report.incomplete ? 'accepted, with an error beside the data' : 'accepted'
  }
  const named = report.status === null ? 'an error' : `error ${report.status}`
  return `rejected (HTTP 200 with ${named} in the body)`
}

/** Returns the finding for one question. A request that fails (`RequestError`) is also a finding. */
export async function answerQuestion(
  question: string,
  answer: () => Promise<string>,
): Promise<Finding> {
  try {
    return { question, answer: await answer() }
  } catch (error) {
    if (error instanceof RequestError) return { question, answer: `failed: ${error.message}` }
    throw error
  }
}

/** Returns the distinct error codes of a GraphQL response. */
export function graphqlErrorCodes({ json }: UpstreamResponse): string[] {
  const { errors } = asFields(json)
  if (!Array.isArray(errors)) return []
  const codes = errors.map((error: unknown) => {
    const { code } = asFields(asFields(error)['extensions'])
    return typeof code === 'string' ? code : 'no code'
  })
  return [...new Set(codes)]
}

/** Formats a count with its noun, such as `1 room` or `3 rooms`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Formats a size, such as `12.3 KB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`
}
