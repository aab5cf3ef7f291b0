/** A value that others watch. */
export type StateStore<TState> = {
  get: () => TState
  /** Takes what differs; tells nobody when nothing does. */
  merge: (change: Partial<TState>) => void
  subscribe: (listener: () => void) => () => void
  /** Forgets every listener. */
  close: () => void
}

/** A store of one immutable object. */
export function createStateStore<TState extends object>(initial: TState): StateStore<TState> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    merge(change) {
      const next = { ...state, ...change }
      if (same(state, next)) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}

function same<TState extends object>(a: TState, b: TState): boolean {
  const before = new Map<string, unknown>(Object.entries(a))
  return Object.entries(b).every(([key, value]) => Object.is(before.get(key), value))
}
