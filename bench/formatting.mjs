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
 * Returns a row of the report without a limit.
 *
 * @param {string} what
 * @param {string} measured
 * @returns {import('./parts.mjs').Row}
 */
export const withoutLimit = (what, measured) => ({ what, measured, limit: '', met: null })
