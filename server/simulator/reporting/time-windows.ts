import type { ZoneClock } from '#server/simulator/zone-clock.ts'

/** A span such as 15 minutes, as it was asked for. */
export type Duration = { count: number; unit: 's' | 'm' | 'h' | 'd' }

const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 } as const

/** Reads `<int>(s|m|h|d)`; `null` when the text is no such span. */
export function parseDuration(text: string): Duration | null {
  const [, digits, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? []
  if (digits === undefined) return null
  if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return null
  return { count: Number(digits), unit }
}

/** A span in seconds, a day taken as 24 hours. */
export function durationSeconds({ count, unit }: Duration): number {
  return count * unitSeconds[unit]
}

/** Windows laid over time without gaps; all instants are Unix seconds. */
export type Windows = {
  /** The first second of the window that an instant lies in. */
  startOf: (instant: number) => number
  /** The first second of the window after the one that begins at `start`. */
  next: (start: number) => number
}

/**
 * Windows of a span, aligned with the clock on the wall of a zone: hours at the full hour, days at local midnight,
 * so that a day has 23, 24 or 25 hours.
 */
export function createWindows(span: Duration, clock: ZoneClock, from: number): Windows {
  const size = durationSeconds(span)
  if (size <= 3600) {
    // The clock's changes are whole hours, so that the place within an hour is the same before and after.
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

/** Reads an RFC 3339 time or a relative one such as `-2m` as Unix milliseconds; `null` for anything else, `now` too. */
export function parseInstant(text: string, now: number): number | null {
  if (text.startsWith('-')) {
    const span = parseDuration(text.slice(1))
    return span === null ? null : now - durationSeconds(span) * 1000
  }
  if (!rfc3339.test(text)) return null
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? null : instant
}

/** An instant (Unix seconds) as the API prints it, `2026-01-31T09:00:00Z`. */
export function formatInstant(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}
