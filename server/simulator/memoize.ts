/**
 * Keeps the latest results of a pure function: at least `limit` and at most twice as many. Forgetting one only costs
 * the time to make it again, so the answer never depends on what is kept.
 */
export function remember<Result>(
  limit: number,
  make: (key: number) => Result,
): (key: number) => Result {
  let young = new Map<number, Result>()
  let old = new Map<number, Result>()
  return (key) => {
    const known = young.get(key)
    if (known !== undefined) return known
    const result = old.get(key) ?? make(key)
    if (young.size >= limit) {
      old = young
      young = new Map()
    }
    young.set(key, result)
    return result
  }
}
