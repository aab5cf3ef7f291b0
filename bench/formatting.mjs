/**
 * @param {number} numerator
 * @param {number} denominator
 */
export function ratio(numerator, denominator) {
  return `${(numerator / denominator).toFixed(2)} ×`
}

/** @param {Record<string, number>} counts */
export function list(counts) {
  return Object.entries(counts)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
}

/** @param {number} bytes */
export function kilobytes(bytes) {
  return `${(bytes / 1_000).toFixed(1)} KB`
}

/**
 * Returns the row of a measurement of tasks on the main thread.
 *
 * @param {string} what
 * @param {{ longestMs: number; totalMs: number }} tasks
 * @returns {import('./parts.mjs').Row}
 */
export function longestTaskRow(what, { longestMs, totalMs }) {
  return {
    what: `${what}: longest task, all tasks`,
    measured: `${Math.round(longestMs)} ms, ${Math.round(totalMs)} ms of CPU time`,
    limit: 'none over 50 ms',
    met: longestMs <= 50 && totalMs > 0,
  }
}
