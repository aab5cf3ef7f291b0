/**
 * Keeps the latest results of a pure function: at least `limit` and at most twice as many. Forgetting one only costs
 * the time to make it again, so the answer never depends on what is kept.
 */
export function memoize<Result>(
  limit: number,
  compute: (key: number) => Result,
): (key: number) => Result {
  let recent = new Map<number, Result>()
  let previous = new Map<number, Result>()
  return (key) => {
    const cached = recent.get(key)
    if (cached !== undefined) return cached
    const result = previous.get(key) ?? compute(key)
    if (recent.size >= limit) {
      previous = recent
      recent = new Map()
    }
    recent.set(key, result)
    return result
  }
}
