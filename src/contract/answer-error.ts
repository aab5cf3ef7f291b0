import { isObject } from './butlr-values.ts'

/** An error that the body of an answer reports. `status` is the HTTP status that it names, null where it names none. */
export type AnswerError = { status: number | null }

// How servers name the fields of an error. None is documented for Butlr (Butlr API notes, section 13), so these are the
// customs of REST, GraphQL, OAuth and common gateways.
const errorField = /^(error|exception|fault|failure)/i
const statusField = /^(http_?)?(status|code)(_?code)?$/i
const successField = /^(success|succeeded|ok)$/i
const explanationField = /^(messages?|details?|reason|title|description)$/i
/** Where GraphQL servers put the code of an error. */
const containerField = /^(extensions|http)$/i

const failureWords = new Set(['ERROR', 'FAIL', 'FAILED', 'FAILURE'])
const statusWords = new Map([
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

/** Whether a field has this name because its object describes an error, and not a room, a sensor or a time. */
export function isErrorField(name: string): boolean {
  return [errorField, statusField, successField, explanationField].some((field) => field.test(name))
}

/** Whether a value holds nothing: null, an absent one, an empty text, list or object. */
export function isEmptyValue(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isObject(value) && Object.keys(value).length === 0
}

/**
 * Finds the error that a body reports, whatever HTTP status it came with; null where it reports none. An error field that
 * is null or otherwise blank is none. An explanation (`message`) is an error only in a body without `data`.
 */
export function findAnswerError(body: unknown): AnswerError | null {
  if (!isObject(body)) return null
  return describeError(body, { explains: isEmptyValue(body['data']) })
}

/**
 * The error that the fields of an object report.
 *
 * @param explains whether an explanation alone counts
 */
export function describeError(
  fields: Record<string, unknown>,
  { explains }: { explains: boolean },
): AnswerError | null {
  const reported = Object.entries(fields).filter(
    ([name, value]) =>
      reportsError(name, value) || (explains && explanationField.test(name) && !isBlank(value)),
  )
  if (reported.length === 0) return null
  const statuses = reported.flatMap(([name, value]) => namedStatuses(name, value))
  // A refused token is what the reader can do something about.
  return { status: statuses.includes(401) ? 401 : (statuses[0] ?? null) }
}

function reportsError(name: string, value: unknown): boolean {
  if (errorField.test(name)) return !isBlank(value)
  if (successField.test(name)) return value === false
  if (!statusField.test(name)) return false
  return toStatus(value) !== null || (typeof value === 'string' && isFailureWord(value))
}

/** Whether a value says that there is no error: nothing, `false`, 0, or only such values inside. */
function isBlank(value: unknown): boolean {
  if (isEmptyValue(value) || value === false || value === 0) return true
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && value !== null && Object.values(value).every(isBlank)
}

function isFailureWord(text: string): boolean {
  return failureWords.has(toWord(text))
}

/** `Too many requests.` as `TOO_MANY_REQUESTS`. */
function toWord(text: string): string {
  return text
    .trim()
    .replace(/\.$/, '')
    .replace(/[\s-]+/g, '_')
    .toUpperCase()
}

/** The HTTP statuses that a field of an error names, in codes, not in sentences. */
function namedStatuses(name: string, value: unknown, depth = 0): number[] {
  if (explanationField.test(name) && typeof value === 'string') {
    // The refusal of a part ("Unauthorized") is told in the same words as that of a token.
    return toWord(value) === 'UNAUTHENTICATED' || /^(HTTP )?401\b/i.test(value.trim()) ? [401] : []
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

/** The HTTP status of a failure that a code means: `401`, `"401"`, `"401 Unauthorized"`, `"UNAUTHENTICATED"`. */
function toStatus(code: unknown): number | null {
  if (typeof code === 'number') {
    return Number.isInteger(code) && code >= 400 && code < 600 ? code : null
  }
  if (typeof code !== 'string') return null
  const [, digits] = /^(?:HTTP )?([45]\d\d)\b/i.exec(code.trim()) ?? []
  return digits === undefined ? (statusWords.get(toWord(code)) ?? null) : Number(digits)
}
