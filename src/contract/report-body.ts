import {
  findBodyError,
  findFieldError,
  isEmptyValue,
  isErrorField,
  type BodyError,
} from './body-error.ts'
import { isObject } from './butlr-values.ts'
import { metricNames, type ReportingRequest } from './reporting.ts'

/**
 * The content of a response body of the Reporting API:
 * - `report`: its `data`, which may be empty. `incomplete` is set when the body also reports an error, which makes
 * everything missing from `data` unknown.
 * - `error`: an error without data, for any HTTP status of the response. `status` is the HTTP status in the body,
 * or null.
 * - `unreadable`: anything else.
 */
export type ReportBody =
  | { kind: 'report'; data: unknown; incomplete: boolean }
  | { kind: 'error'; status: number | null }
  | { kind: 'unreadable' }

/**
 * Returns how many levels of keys lead to the metrics in the response to a request, or null if it is raw or not
 * grouped.
 */
export function leafDepth({ group_by: grouping }: ReportingRequest): number | null {
  return grouping === undefined || grouping.raw === true ? null : grouping.order.length
}

/**
 * Classifies a response body of the Reporting API. The gateway checks every report for the page and for displays with
 * this function, because an error mistaken for an empty report would show an empty building.
 *
 * A grouped report has at least one leaf of metrics; any other report needs only a non-empty `data`. Without a leaf, a
 * body is an empty report only if it contains nothing else: `{}`, or `data` that is null, `{}`, `[]` or has only rooms
 * without sensors. Leaves are not validated here: `readings.ts` parses them one by one, so that a malformed leaf
 * affects one sensor.
 *
 * @param depth depth of the leaves, see `leafDepth`
 */
export function readReportBody(body: unknown, depth: number | null): ReportBody {
  if (!isObject(body)) return { kind: 'unreadable' }
  const { data, error: dataError } = extractErrors(body['data'], depth)
  const error = findBodyError(body) ?? dataError
  if (hasReadings(data, depth)) {
    return { kind: 'report', data, incomplete: error !== null || body['incomplete'] === true }
  }
  if (error !== null) return { kind: 'error', status: error.status }
  if (isEmptyReport(data, depth ?? 0) && hasOnlyData(body)) {
    return { kind: 'report', data, incomplete: false }
  }
  return { kind: 'unreadable' }
}

/** Splits `data` into its groups and the error that its other entries describe (null if there is none). */
function extractErrors(
  data: unknown,
  depth: number | null,
): { data: unknown; error: BodyError | null } {
  if (depth === null) return { data, error: null }
  if (Array.isArray(data)) return { data, error: findItemError(data) }
  if (!isObject(data)) return { data, error: null }
  const isError = ([name, value]: [string, unknown]) =>
    isErrorField(name) && !hasLeaf(value, depth - 1)
  const entries = Object.entries(data)
  const errors = entries.filter(isError)
  if (errors.length === 0) return { data, error: null }
  return {
    data: Object.fromEntries(entries.filter((entry) => !isError(entry))),
    error: findFieldError(Object.fromEntries(errors), { explanationsCount: true }),
  }
}

function findItemError(items: readonly unknown[]): BodyError | null {
  const errors = items.map(findBodyError).filter((error) => error !== null)
  return errors.find(({ status }) => status === 401) ?? errors[0] ?? null
}

function hasReadings(data: unknown, depth: number | null): boolean {
  if (depth !== null) return hasLeaf(data, depth)
  return (isObject(data) || Array.isArray(data)) && !isEmptyValue(data)
}

/** Returns whether any branch ends in metrics, valid or not. */
function hasLeaf(value: unknown, depth: number): boolean {
  if (!isObject(value)) return false
  if (depth <= 0) return metricNames.some((name) => Object.hasOwn(value, name))
  return Object.values(value).some((child) => hasLeaf(child, depth - 1))
}

/** Returns whether data contains only empty groups. A room or a sensor may be null. */
function isEmptyReport(value: unknown, depth: number): boolean {
  if (value !== '' && isEmptyValue(value)) return true
  return (
    depth > 0 &&
    isObject(value) &&
    Object.values(value).every((child) => isEmptyReport(child, depth - 1))
  )
}

/** Returns whether a body contains only `data`, fields without content and, if it has `data`, page numbers. */
function hasOnlyData(body: Record<string, unknown>): boolean {
  return Object.entries(body).every(
    ([name, value]) =>
      name === 'data' ||
      (name === 'page_info' && 'data' in body) ||
      isEmptyValue(value) ||
      (isErrorField(name) && (value === false || value === 0)),
  )
}
