/** What is to be kept, and for how long: `untilMs` in epoch milliseconds, null for ever. */
export type StoreEntry = { value: string; untilMs: number | null }

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
  put: (key: string, written: StoreEntry) => Promise<void>
  /**
   * Writes only while the value is still `expected` (null: while there is none), and says whether it did: of two who
   * try at once, one succeeds. `written` null deletes.
   */
  replace: (key: string, expected: string | null, written: StoreEntry | null) => Promise<boolean>
  delete: (key: string) => Promise<void>
  /** Ends what is under way and lets go of files and connections. */
  close: () => Promise<void>
}

/** The store cannot be reached or written, or did not say in time whether it was: a change may have been kept. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** How much the store keeps of one kind of entry. A new kind declares itself in `budgets`. */
export type Budget = {
  /** Keys of the kind begin with it. */
  prefix: string
  /** The entries in words, plural, as an error message names them. */
  noun: string
  maxEntries: number
  /** Bytes of one value as UTF-8. */
  maxEntryBytes: number
  /** Bytes of all values of the kind together. */
  maxBytes: number
  /** A write over budget is refused with `StoreFull`, or removes the entries that were written longest ago. */
  whenFull: 'refuse' | 'evict-oldest'
  /**
   * `durable`: a write counts once it is on disk. `best-effort`: a write counts at once, and reaches a file of its own
   * some seconds later; a write of that file that fails is logged and nothing else. `memory`: in the file store a write
   * lives as long as the process. With Redis all of them are keys there.
   */
  durability: 'durable' | 'best-effort' | 'memory'
}

const kilobyte = 1024
const megabyte = 1024 * kilobyte
const durable = { whenFull: 'refuse', durability: 'durable' } as const
const journal = { whenFull: 'evict-oldest', durability: 'durable' } as const
const recent = { whenFull: 'evict-oldest', durability: 'best-effort' } as const

/** The table of all kinds. */
export const budgets: readonly Budget[] = [
  {
    prefix: 'boards/',
    noun: 'boards',
    maxEntries: 200,
    maxEntryBytes: 16 * kilobyte,
    maxBytes: megabyte,
    ...durable,
  },
  {
    prefix: 'displays/',
    noun: 'displays',
    maxEntries: 1_000,
    maxEntryBytes: 4 * kilobyte,
    maxBytes: megabyte,
    ...durable,
  },
  {
    prefix: 'pairing/',
    noun: 'open pairing codes',
    maxEntries: 1_000,
    maxEntryBytes: kilobyte,
    maxBytes: megabyte,
    // Strangers ask for codes, so no offer may write a file. A screen whose code is lost asks for a new one.
    whenFull: 'evict-oldest',
    durability: 'memory',
  },
  // Every sign-out adds one, so a full list gives up its oldest instead of refusing sign-outs.
  {
    prefix: 'ended/',
    noun: 'ended sessions',
    maxEntries: 10_000,
    maxEntryBytes: 256,
    maxBytes: megabyte,
    ...journal,
  },
  {
    prefix: 'revoked/',
    noun: 'revoked displays',
    maxEntries: 2_000,
    maxEntryBytes: 256,
    maxBytes: megabyte,
    ...journal,
  },
  {
    prefix: 'audit/',
    noun: 'audit events',
    maxEntries: 1_000,
    maxEntryBytes: 2 * kilobyte,
    maxBytes: megabyte,
    ...recent,
  },
  {
    prefix: 'heard/',
    noun: 'heartbeats',
    maxEntries: 1_000,
    maxEntryBytes: 2 * kilobyte,
    maxBytes: megabyte,
    ...recent,
  },
  {
    prefix: 'peaks/',
    noun: 'day peaks',
    maxEntries: 1_000,
    // About a thousand rooms of one account, each with twenty steps.
    maxEntryBytes: 512 * kilobyte,
    maxBytes: 8 * megabyte,
    ...recent,
  },
]
/** Keys of no kind in the table. */
const defaultBudget: Budget = {
  prefix: '',
  noun: 'settings',
  maxEntries: 100,
  maxEntryBytes: 16 * kilobyte,
  maxBytes: megabyte,
  ...durable,
}

/** The budget that a key belongs to. */
export function findBudget(key: string): Budget {
  return budgets.find(({ prefix }) => key.startsWith(prefix)) ?? defaultBudget
}

/** Bytes that an entry counts against its budget. */
export function entryBytes(written: Pick<StoreEntry, 'value'>): number {
  return Buffer.byteLength(written.value)
}

/** A write would exceed a budget; nothing was changed. The message is one sentence for a person. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError'
  /** `entry`: the value itself is too large. `kind`: there are too many entries, or too many bytes of them. */
  readonly limit: 'entry' | 'kind'

  constructor(limit: 'entry' | 'kind', { noun, maxEntries, maxEntryBytes }: Budget) {
    super(
      limit === 'entry'
        ? `This is too large: ${noun} take ${formatSize(maxEntryBytes)} each at most.`
        : `Headroom keeps ${maxEntries} ${noun} at most, and fewer large ones.`,
    )
    this.limit = limit
  }
}

function formatSize(bytes: number): string {
  return bytes < kilobyte ? `${bytes} bytes` : `${Math.floor(bytes / kilobyte)} KB`
}
