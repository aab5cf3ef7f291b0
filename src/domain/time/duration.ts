export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/**
 * A span in the shortest words that are still true: `3 s`, `4 min`, `2 h`, `5 d`.
 * Rounds down, as people say ages. Negative spans (a clock corrected itself) are `0 s`.
 *
 * @param ms milliseconds
 */
export function formatDuration(ms: number): string {
  if (!(ms > 0)) return '0 s'
  if (ms < minute) return `${Math.floor(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < 2 * day) return `${Math.floor(ms / hour)} h`
  return `${Math.floor(ms / day)} d`
}
