import { readReportBody } from '#src/contract/report-body.ts'
import {
  asFields,
  RequestError,
  type UpstreamResponse,
  type UpstreamClient,
} from './upstream-client.ts'

/** A room and one of its sensors that reported people, which later checks ask about. */
export type Sample = { roomId: string; mac: string }

/** What checks work with: the sensors with the most and the fewest minutes of data; null until some were found. */
export type CheckContext = {
  upstream: UpstreamClient
  sample: Sample | null
  quietSample: Sample | null
}

/** The answer to one question, in words without ids, names, tokens or secrets. */
export type Finding = { question: string; answer: string }

/** A group of questions that share requests. */
export type Check = {
  title: string
  run: (context: CheckContext) => Promise<Finding[]>
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A time as the API takes it: RFC 3339 in UTC with whole seconds. */
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

/** The body of a report on presence. */
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

/** The status of a response in words: `accepted`, or how it was refused. */
export function describeStatus({ status, json }: UpstreamResponse): string {
  if (status === 200) return json === null ? 'accepted, but the body is not JSON' : 'accepted'
  return `refused (HTTP ${status})`
}

/**
 * The response to a report in words: `accepted`, or how it was refused. An error with status 200 is a refusal.
 *
 * @param depth of its leaves (`leafDepth`); null where that does not matter
 */
export function describeOutcome(response: UpstreamResponse, depth: number | null = null): string {
  const { status, json } = response
  if (status !== 200 || json === null) return describeStatus(response)
  const report = readReportBody(json, depth)
  if (report.kind === 'unreadable') return 'accepted, but the body is no report'
  if (report.kind === 'report') {
    return report.incomplete ? 'accepted, with an error beside the data' : 'accepted'
  }
  const named = report.status === null ? '' : ` ${report.status}`
  return `refused (HTTP 200 with an error${named} in the body)`
}

/** The finding of one request; a request without a response is an answer too. */
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

/** The codes of the errors in a GraphQL response, each once. */
export function graphqlErrorCodes({ json }: UpstreamResponse): string[] {
  const { errors } = asFields(json)
  if (!Array.isArray(errors)) return []
  const codes = errors.map((error: unknown) => {
    const { code } = asFields(asFields(error)['extensions'])
    return typeof code === 'string' ? code : 'no code'
  })
  return [...new Set(codes)]
}

/** A count with its noun, such as `1 room` or `3 rooms`. */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** A size such as `12.3 KB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`
}
