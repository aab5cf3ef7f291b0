import type { ZoneClock } from '#server/simulator/zone-clock.ts'

/** A requested duration, such as 15 minutes. */
type Duration = { count: number; unit: 's' | 'm' | 'h' | 'd' }

const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** Parses a duration `<int>(s|m|h|d)`; returns null for any other text. */
export function parseDuration(text: string): Duration | null {
  const [, digits, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? []
  if (digits === undefined) return null
  if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return null
  return { count: Number(digits), unit }
}

/** Returns a duration in seconds, with days of 24 hours. */
export function durationSeconds({ count, unit }: Duration): number {
  return count * unitSeconds[unit]
}

/** Contiguous time windows; all instants are Unix seconds. */
export type Windows = {
  /** Returns the first second of the window that contains an instant. */
  startOf: (instant: number) => number
  /** Returns the first second of the window after the one that starts at `start`. */
  next: (start: number) => number
}

/**
 * Creates windows of a duration that are aligned to a zone's local time: hours to the full hour, days to local
 * midnight, so a day has 23, 24 or 25 hours.
 */
export function createWindows(span: Duration, clock: ZoneClock, from: number): Windows {
  const size = durationSeconds(span)
  if (size <= 3600) {
    // Clock changes are whole hours, so the position within an hour is the same before and after a change.
    const shift = clock.offset(from) % size
    return {
      startOf: (instant) => Math.floor((instant + shift) / size) * size - shift,
      next: (start) => start + size,
    }
  }
  const localWindow = (instant: number) => Math.floor((instant + clock.offset(instant)) / size)
  return {
    startOf: (instant) => clock.instant(localWindow(instant) * size),
    next: (start) => clock.instant((localWindow(start) + 1) * size),
  }
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/

/** Parses an RFC 3339 or relative time (`-2m`) to Unix milliseconds; returns null for other text, including `now`. */
export function parseInstant(text: string, now: number): number | null {
  if (text.startsWith('-')) {
    const span = parseDuration(text.slice(1))
    return span === null ? null : now - durationSeconds(span) * 1000
  }
  if (!rfc3339.test(text)) return null
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}

/** Formats an instant (Unix seconds) as the API does, for example `2026-01-31T09:00:00Z`. */
export function formatInstant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
