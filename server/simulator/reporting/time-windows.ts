import type { ZoneClock } from '#server/simulator/zone-clock.ts'

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
  /** Returns the first second after the window that starts at `start`. */
  next: (start: number) => number
}

/** Every clock change is a multiple of 30 minutes: Lord Howe Island changes by 30 minutes, other zones by hours. */
const clockChangeSeconds = 1800
/** Clocks change only on quarter hours in UTC. */
const quarterSeconds = 900

/**
 * Creates windows of a duration that are aligned to a zone's local time. Windows of hours begin at a whole hour, and
 * windows of days at local midnight, so a day has 23 to 25 hours. A clock change that moves the whole hour ends a
 * window early.
 */
export function createWindows(span: Duration, clock: ZoneClock, from: number): Windows {
  const size = durationSeconds(span)
  if (clockChangeSeconds % size === 0) return createUniformWindows(size, clock.offset(from))
  if (size <= 3600) return createShiftedWindows(size, clock)
  const localWindow = (instant: number) => Math.floor((instant + clock.offset(instant)) / size)
  return {
    startOf: (instant) => clock.instant(localWindow(instant) * size),
    next: (start) => clock.instant((localWindow(start) + 1) * size),
  }
}

/** Creates windows that no clock change moves. */
function createUniformWindows(size: number, offset: number): Windows {
  const shift = offset % size
  return {
    startOf: (instant) => Math.floor((instant + shift) / size) * size - shift,
    next: (start) => start + size,
  }
}

/**
 * Creates windows that a clock change can move. A window in which the clock changes ends at the change, where the next
 * one begins.
 */
function createShiftedWindows(size: number, clock: ZoneClock): Windows {
  const shiftAt = (instant: number) => clock.offset(instant) % size
  const alignedStart = (instant: number) => {
    const shift = shiftAt(instant)
    return Math.floor((instant + shift) / size) * size - shift
  }
  /**
   * Returns the first instant after `begin`, up to `end`, at which the shift differs from the shift at `begin`. Returns
   * null if there is none.
   */
  const findChange = (begin: number, end: number) => {
    const shift = shiftAt(begin)
    if (shiftAt(end) === shift) return null
    let at = Math.floor(begin / quarterSeconds) * quarterSeconds + quarterSeconds
    while (at < end && shiftAt(at) === shift) at += quarterSeconds
    return at
  }
  return {
    startOf(instant) {
      const start = alignedStart(instant)
      return findChange(start, instant) ?? start
    },
    next(start) {
      const end = alignedStart(start) + size
      return findChange(start, end) ?? end
    },
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
