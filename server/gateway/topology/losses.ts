import type { Missing } from '#src/contract/topology.ts'

type Kind = Missing['kind']

/** What had to be left out of an answer, by kind and by the place that lacks it. */
export type Losses = {
  /** `within` is the name of the place that lacks it, null where nobody knows. */
  add: (kind: Kind, within: string | null) => void
  list: () => Missing[]
}

/** An answer in which everything is broken must not become a list that nobody reads. */
const longestList = 20

/**
 * Starts an empty account of losses. A list whose length nobody knows counts as one, so counts are lower bounds.
 * More than twenty entries become one entry for each kind: the places go, the counts stay.
 */
export function createLosses(): Losses {
  const counts = new Map<string, Missing>()
  return {
    add: (kind, within) => addTo(counts, { kind, count: 1, within }),
    list() {
      if (counts.size <= longestList) return [...counts.values()]
      const byKind = new Map<string, Missing>()
      for (const entry of counts.values()) addTo(byKind, { ...entry, within: null })
      return [...byKind.values()]
    },
  }
}

function addTo(counts: Map<string, Missing>, { kind, count, within }: Missing): void {
  const key = JSON.stringify([kind, within])
  counts.set(key, { kind, count: (counts.get(key)?.count ?? 0) + count, within })
}
