/** What is to be kept, and for how long: `untilMs` in epoch milliseconds, null for ever. */
export type Written = { value: string; untilMs: number | null }

/**
 * The one interface to everything that outlives a request: boards, displays and pairing codes. Embedded it is a file,
 * for several gateways a Redis or Valkey; both pass `store-contract.test.ts`. Keys are our own constants and ids,
 * `/` between their parts; the kind of an entry and its budget follow from how the key begins (`budgets.ts`). All methods
 * throw `StoreFailure` when the store cannot be reached or written, and `put` and `replace` throw `StoreFull` where the
 * budget refuses the entry.
 */
export type Store = {
  /** The value, or null where there is none or its time is over. */
  get: (key: string) => Promise<string | null>
  /** All that is kept under keys that begin with `prefix`, by key in the order of the alphabet. */
  list: (prefix: string) => Promise<[key: string, value: string][]>
  put: (key: string, written: Written) => Promise<void>
  /**
   * Writes only while the value is still `expected` (null: while there is none), and says whether it did: of two who
   * try at once, one succeeds. `written` null deletes.
   */
  replace: (key: string, expected: string | null, written: Written | null) => Promise<boolean>
  delete: (key: string) => Promise<void>
  /** Ends what is under way and lets go of files and connections. */
  close: () => Promise<void>
}

/** The store cannot be reached or written, or did not say in time whether it was: a change may have been kept. */
export class StoreFailure extends Error {
  override name = 'StoreFailure' as const
}
