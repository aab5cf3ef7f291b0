import {
  describeError,
  findAnswerError,
  isEmptyValue,
  isErrorField,
  type AnswerError,
} from './answer-error.ts'
import { isObject } from './butlr-values.ts'
import { metricNames, type ReportingRequest } from './reporting.ts'

/**
 * What a body of the reporting API is:
 * - `report`: its `data`, which may be empty. `incomplete` where an error came beside it: what is missing from it is then
 *   unknown;
 * - `error`: an error and no data, whatever HTTP status it came with. `status` is the one that the error names, or null;
 * - `unreadable`: neither.
 */
export type ReportBody =
  | { kind: 'report'; data: unknown; incomplete: boolean }
  | { kind: 'error'; status: number | null }
  | { kind: 'unreadable' }

/** How many keys lead to a leaf of metrics in the answer to a request; null where its rows are not grouped. */
export function leafDepth({ group_by: grouping }: ReportingRequest): number | null {
  return grouping === undefined || grouping.raw === true ? null : grouping.order.length
}

/**
 * Decides what a body of the reporting API is. Gateway, displays and page all judge by this function, because an error
 * that passes for an empty report shows an empty building.
 *
 * A report has at least one leaf of metrics. A body without one is an empty report only where it says nothing else: `{}`,
 * or `data` that is null, `{}`, `[]`, or has only such rooms. Its leaves are not judged here: `readings.ts` reads them one
 * by one, so that a malformed one costs one sensor.
 *
 * @param depth of the leaves, see `leafDepth`
 */
export function readReportBody(body: unknown, depth: number | null): ReportBody {
  if (!isObject(body)) return { kind: 'unreadable' }
  const { data, error: innerError } = separateErrors(body['data'], depth)
  const error = findAnswerError(body) ?? innerError
  if (hasReadings(data, depth)) {
    return { kind: 'report', data, incomplete: error !== null || body['incomplete'] === true }
  }
  if (error !== null) return { kind: 'error', status: error.status }
  if (isEmptyReport(data, depth ?? 0) && hasOnlyData(body)) {
    return { kind: 'report', data, incomplete: false }
  }
  return { kind: 'unreadable' }
}

/** The entries of `data` that are no groups but describe an error, apart from the others. */
function separateErrors(
  data: unknown,
  depth: number | null,
): { data: unknown; error: AnswerError | null } {
  const none = { data, error: null }
  if (depth === null) return none
  if (Array.isArray(data)) return { data, error: findItemError(data) }
  if (!isObject(data)) return none
  const isError = ([name, value]: [string, unknown]) =>
    isErrorField(name) && !hasLeaf(value, depth - 1)
  const entries = Object.entries(data)
  const errors = entries.filter(isError)
  if (errors.length === 0) return none
  return {
    data: Object.fromEntries(entries.filter((entry) => !isError(entry))),
    error: describeError(Object.fromEntries(errors), { explains: true }),
  }
}

function findItemError(items: readonly unknown[]): AnswerError | null {
  const errors = items.map(findAnswerError).filter((error) => error !== null)
  return errors.find(({ status }) => status === 401) ?? errors[0] ?? null
}

function hasReadings(data: unknown, depth: number | null): boolean {
  if (depth !== null) return hasLeaf(data, depth)
  return (isObject(data) || Array.isArray(data)) && !isEmptyValue(data)
}

/** Whether some branch leads to metrics, malformed ones included. Ends at the first that does. */
function hasLeaf(value: unknown, depth: number): boolean {
  if (!isObject(value)) return false
  if (depth <= 0) return metricNames.some((name) => Object.hasOwn(value, name))
  return Object.values(value).some((child) => hasLeaf(child, depth - 1))
}

/** Whether there is nothing in it but empty groups; in the tutorial a room, and a sensor, may be null. */
function isEmptyReport(value: unknown, depth: number): boolean {
  if (value !== '' && isEmptyValue(value)) return true
  return (
    depth > 0 &&
    isObject(value) &&
    Object.values(value).every((child) => isEmptyReport(child, depth - 1))
  )
}

/** Whether a body says nothing beside its `data`. Without `data` not even the number of pages makes it a report. */
function hasOnlyData(body: Record<string, unknown>): boolean {
  return Object.entries(body).every(
    ([name, value]) =>
      name === 'data' || (name === 'page_info' && 'data' in body) || isSilent(name, value),
  )
}

function isSilent(name: string, value: unknown): boolean {
  return isEmptyValue(value) || (isErrorField(name) && (value === false || value === 0))
}
