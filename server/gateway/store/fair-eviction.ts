type EvictionCandidate = {
  key: string
  /** When the entry was created, in Unix milliseconds. */
  at: number
  /** Who created the entry, from the largest group to the smallest: the site and the network, or the account. */
  owners: readonly string[]
}

/**
 * Yields the keys of all entries in the order in which to evict them, so that an owner with many entries displaces only
 * its own entries. The next entry is always the oldest entry of the owner with the most remaining entries; if owners
 * tie, it is the oldest of their entries.
 */
export function* fairEvictionOrder(candidates: readonly EvictionCandidate[]): Generator<string> {
  let remaining = candidates.toSorted((a, b) => a.at - b.at)
  while (remaining.length > 0) {
    const victim = findVictim(remaining, 0)
    if (victim === undefined) return
    yield victim.key
    remaining = remaining.filter((one) => one !== victim)
  }
}

/**
 * Returns the entry to evict, or undefined if there are no entries.
 * @param oldestFirst entries of one owner at the previous level
 */
function findVictim(
  oldestFirst: readonly EvictionCandidate[],
  level: number,
): EvictionCandidate | undefined {
  const [oldest] = oldestFirst
  if (oldest?.owners[level] === undefined) return oldest
  const byOwner = new Map<string, EvictionCandidate[]>()
  for (const one of oldestFirst) {
    const owner = one.owners[level] ?? ''
    const group = byOwner.get(owner)
    if (group === undefined) byOwner.set(owner, [one])
    else group.push(one)
  }
  // The groups are in the order of their oldest entries, which decides ties.
  const largest = [...byOwner.values()].reduce((a, b) => (b.length > a.length ? b : a))
  return findVictim(largest, level + 1)
}
