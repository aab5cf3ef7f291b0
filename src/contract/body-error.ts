import { isObject } from './butlr-values.ts'

/** An error that a response body reports. `status` is the HTTP status in the body; null if the body contains none. */
export type BodyError = { status: number | null }

// Butlr's error bodies are not documented (docs/butlr-api.md). These are common field names of REST, GraphQL and OAuth
// servers, and of proxies in front of them.
const errorField = /^(error|exception|fault|failure)/i
const statusField = /^(http_?)?(status|code)(_?code)?$/i
const successField = /^(success|succeeded|ok)$/i
const explanationField = /^(messages?|details?|reason|title|description)$/i
/** Fields that contain the code of a GraphQL error. */
const containerField = /^(extensions|http)$/i

const failureCodes = new Set(['ERROR', 'FAIL', 'FAILED', 'FAILURE'])
const statusByCode = new Map([
  ['UNAUTHENTICATED', 401],
  ['UNAUTHORIZED', 401],
  ['INVALID_TOKEN', 401],
  ['TOKEN_EXPIRED', 401],
  ['INVALID_GRANT', 401],
  ['INVALID_CLIENT', 401],
  ['INVALID_CREDENTIALS', 401],
  ['FORBIDDEN', 403],
  ['ACCESS_DENIED', 403],
  ['PERMISSION_DENIED', 403],
  ['TOO_MANY_REQUESTS', 429],
  ['RATE_LIMITED', 429],
])
const maxErrorDepth = 6

/** Returns whether a field name describes an error, rather than a room, a sensor or a time. */
export function isErrorField(name: string): boolean {
  return [errorField, statusField, successField, explanationField].some((field) => field.test(name))
}

/** Returns whether a value is null, undefined, an empty string, an empty array or an empty object. */
export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isObject(value) && Object.keys(value).length === 0
}

/**
 * Returns the error that a response body reports, for any HTTP status, or null if it reports none. An error field
 * without content (`null`, `false`, `[]`) reports no error. An explanation (`message`) is an error only if `data` is
 * missing or empty.
 */
export function findBodyError(body: unknown): BodyError | null {
  if (!isObject(body)) return null
  return findFieldError(body, { explanationsCount: isEmptyValue(body['data']) })
}

/**
 * Returns the error that the fields of an object report, or null.
 *
 * @param options.explanationsCount whether an explanation without any other error field is an error
 */
export function findFieldError(
  fields: Record<string, unknown>,
  { explanationsCount }: { explanationsCount: boolean },
): BodyError | null {
  const reported = Object.entries(fields).filter(
    ([name, value]) =>
      reportsError(name, value) ||
      (explanationsCount && explanationField.test(name) && !isBlank(value)),
  )
  if (reported.length === 0) return null
  const statuses = reported.flatMap(([name, value]) => namedStatuses(name, value))
  // 401 takes precedence, because the gateway can then renew the token.
  return { status: statuses.includes(401) ? 401 : (statuses[0] ?? null) }
}

function reportsError(name: string, value: unknown): boolean {
  if (errorField.test(name)) return !isBlank(value)
  if (successField.test(name)) return value === false
  if (!statusField.test(name)) return false
  return toStatus(value) !== null || (typeof value === 'string' && failureCodes.has(toCode(value)))
}

/**
 * Returns whether an error field has no content: an empty value, `false`, 0, or an object or array of only such values.
 */
function isBlank(value: unknown): boolean {
  if (isEmptyValue(value) || value === false || value === 0) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && value !== null && Object.values(value).every(isBlank)
}

/** Normalises a code: `Too many requests.` becomes `TOO_MANY_REQUESTS`. */
function toCode(text: string): string {
  return text
    .trim()
    .replace(/\.$/, '')
    .replace(/[\s-]+/g, '_')
    .toUpperCase()
}

/** Returns the HTTP statuses in the codes of an error field. Messages count only if they mean 401. */
function namedStatuses(name: string, value: unknown, depth = 0): number[] {
  if (explanationField.test(name) && typeof value === 'string') {
    // The message "Unauthorized" can concern a single field that the account may not read, rather than the token.
    return toCode(value) === 'UNAUTHENTICATED' || /^(HTTP )?401\b/i.test(value.trim()) ? [401] : []
  }
  if (typeof value !== 'object' || value === null) {
    const status = toStatus(value)
    return status === null ? [] : [status]
  }
  if (depth >= maxErrorDepth) return []
  if (Array.isArray(value)) return value.flatMap((item) => namedStatuses(name, item, depth + 1))
  return Object.entries(value)
    .filter(([key]) => isErrorField(key) || containerField.test(key))
    .flatMap(([key, inner]) => namedStatuses(key, inner, depth + 1))
}

/**
 * Converts a code to an HTTP error status: `401`, `"401"`, `"401 Unauthorized"`, `"UNAUTHENTICATED"`; null for any
 * other code.
 */
function toStatus(code: unknown): number | null {
  if (typeof code === 'number') {
    return Number.isInteger(code) && code >= 400 && code < 600 ? code : null
  }
  if (typeof code !== 'string') return null
  const [, digits] = /^(?:HTTP )?([45]\d\d)\b/i.exec(code.trim()) ?? []
  return digits === undefined ? (statusByCode.get(toCode(code)) ?? null) : Number(digits)
}
