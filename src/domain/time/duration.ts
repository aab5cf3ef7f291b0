export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/**
 * Formats a duration in one unit: `3 s`, `4 min`, `2 h`, `5 d`.
 * Rounds down, as is usual for ages. Negative durations (after a clock correction) are `0 s`.
 *
 * @param ms duration in milliseconds
 */
export function formatDuration(ms: number): string {
  if (!(ms > 0)) return '0 s'
  if (ms < minute) return `${Math.floor(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < 2 * day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}
