/**
 * Returns a function that caches the most recent results of a pure function: at least the last `limit`, and at most
 * twice as many. An evicted result is computed again, so results never depend on the cache.
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
