import { parseSpan, secondsOf } from './windows.ts'

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** Reads an RFC 3339 time or a relative one such as `-2m` as Unix milliseconds; `null` for anything else, `now` too. */
export function parseInstant(text: string, now: number): number | null {
  if (text.startsWith('-')) {
    const span = parseSpan(text.slice(1))
    return span === null ? null : now - secondsOf(span) * 1000
  }
  if (!rfc3339.test(text)) return null
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}

/** An instant (Unix seconds) as the API prints it, `2026-01-31T09:00:00Z`. */
export function printInstant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
