import { budgetOf } from './budgets.ts'
import type { Store } from './store.ts'

/**
 * One store made of several: the kinds named in `parts` have a store of their own, all others are in `main`.
 *
 * @param parts by the prefix of the kind
 */
export function splitStore(main: Store, parts: ReadonlyMap<string, Store>): Store {
  const homeOf = (key: string) => parts.get(budgetOf(key).prefix) ?? main
  return {
    get: (key) => homeOf(key).get(key),
    list: (prefix) => homeOf(prefix).list(prefix),
    put: (key, written) => homeOf(key).put(key, written),
    replace: (key, expected, written) => homeOf(key).replace(key, expected, written),
    delete: (key) => homeOf(key).delete(key),
    async close() {
      await Promise.all([main, ...parts.values()].map((one) => one.close()))
    },
  }
}
