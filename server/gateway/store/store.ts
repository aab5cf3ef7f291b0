/** A value and its expiry: `untilMs` in Unix milliseconds, null for no expiry. */
export type StoreEntry = { value: string; untilMs: number | null }

/**
 * Interface to all persistent data, such as boards, displays and pairing codes. A single gateway uses files; several
 * gateways share Redis or Valkey. Both implementations pass `store-contract.test.ts`. Keys consist of constants and
 * IDs, separated by `/`; the prefix of a key determines the kind of its entry and the budget (`budgets`). All methods
 * throw `StoreError` if the store is unreachable or not writable; `put` and `replace` throw `StoreFullError` if the
 * entry is over budget.
 */
export type Store = {
  /** Returns the value, or null if it is missing or expired. */
  get: (key: string) => Promise<string | null>
  /** Returns the entry, even if it has expired, because the clock may be wrong. Returns null if there is none. */
  getEntry: (key: string) => Promise<StoreEntry | null>
  /** Returns the unexpired entries whose keys start with `prefix`, sorted by key. */
  list: (prefix: string) => Promise<[key: string, value: string][]>
  put: (key: string, written: StoreEntry) => Promise<void>
  /**
   * Compare-and-set: writes only if the current value equals `expected` (null if there must be none), and returns
   * whether it did. Of concurrent calls with the same `expected`, only one succeeds. Deletes the entry if `written` is
   * null.
   */
  replace: (key: string, expected: string | null, written: StoreEntry | null) => Promise<boolean>
  delete: (key: string) => Promise<void>
  /** Completes pending writes and closes files and connections. */
  close: () => Promise<void>
}

/** Thrown if the store is unreachable, is not writable, or times out; a change may still be stored after a timeout. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Storage limits of one kind of entry. Add new kinds to `budgets`. */
export type Budget = {
  prefix: string
  /** Plural noun for the entries in error messages. */
  noun: string
  maxEntries: number
  /** Maximum size of one value as UTF-8, in bytes. */
  maxEntryBytes: number
  /** Maximum total size of all values of the kind, in bytes. */
  maxBytes: number
  /** Whether a write over budget throws `StoreFullError` or removes the entries that were written longest ago. */
  whenFull: 'refuse' | 'evict-oldest'
  /**
   * `durable`: a write takes effect once it is on disk. `best-effort`: a write takes effect immediately and reaches a
   * separate file some seconds later; a failed write of that file is only logged. `memory`: in the file store, a write
   * lasts as long as the process. In Redis, all three are ordinary keys.
   */
  durability: 'durable' | 'best-effort' | 'memory'
}

const kilobyte = 1024
const megabyte = 1024 * kilobyte
const durable = { whenFull: 'refuse', durability: 'durable' } as const
const journal = { whenFull: 'evict-oldest', durability: 'durable' } as const
const recent = { whenFull: 'evict-oldest', durability: 'best-effort' } as const

/** Key of the entry in which a file store records the latest time (`pruning.ts`). */
export const clockKey = 'clock'

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
    prefix: 'logos/',
    noun: 'logos',
    maxEntries: 200,
    // A logo of 64 KB in base64, and its type.
    maxEntryBytes: 86 * kilobyte,
    maxBytes: 4 * megabyte,
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
  // One entry per account, so that `maxEntryBytes` limits all views of an account.
  {
    prefix: 'views/',
    noun: 'accounts with saved views',
    maxEntries: 2_000,
    maxEntryBytes: 64 * kilobyte,
    maxBytes: 4 * megabyte,
    ...durable,
  },
  // One entry per upstream: enough for the capacities of 10,000 rooms, with who set each of them, and recent changes.
  {
    prefix: 'settings/',
    noun: 'upstreams with settings',
    maxEntries: 20,
    maxEntryBytes: 4 * megabyte,
    maxBytes: 8 * megabyte,
    ...durable,
  },
  {
    prefix: 'pairing/',
    noun: 'open pairing codes',
    maxEntries: 1_000,
    maxEntryBytes: kilobyte,
    maxBytes: megabyte,
    // Anyone can request codes, so codes must not cause disk writes. A screen whose code is lost requests a new code.
    whenFull: 'evict-oldest',
    durability: 'memory',
  },
  // One entry per account. Evicting an entry would make the cookies of the account's ended sessions valid again.
  {
    prefix: 'ended-sessions/',
    noun: 'accounts with ended sessions',
    maxEntries: 10_000,
    maxEntryBytes: 16 * kilobyte,
    maxBytes: megabyte,
    ...durable,
  },
  // Read-only: earlier versions stored one entry per session.
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
    prefix: clockKey,
    noun: 'times',
    maxEntries: 1,
    maxEntryBytes: 256,
    maxBytes: 256,
    ...durable,
  },
  {
    prefix: 'history-lease',
    noun: 'leases of the history',
    maxEntries: 1,
    maxEntryBytes: 256,
    maxBytes: 256,
    // The gateway extends the lease several times a minute. With a file store, there is only one gateway, so the lease
    // need not survive a restart.
    whenFull: 'evict-oldest',
    durability: 'memory',
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
    // Enough for about 1,000 rooms per account with 20 steps each.
    maxEntryBytes: 512 * kilobyte,
    maxBytes: 8 * megabyte,
    ...recent,
  },
]
/** Budget of keys that belong to no kind. */
const defaultBudget: Budget = {
  prefix: '',
  noun: 'settings',
  maxEntries: 100,
  maxEntryBytes: 16 * kilobyte,
  maxBytes: megabyte,
  ...durable,
}

export function findBudget(key: string): Budget {
  return budgets.find(({ prefix }) => key.startsWith(prefix)) ?? defaultBudget
}

/** Returns how many bytes of its budget an entry uses. */
export function entryBytes(written: Pick<StoreEntry, 'value'>): number {
  return Buffer.byteLength(written.value)
}

/** Thrown if a write would exceed a budget; nothing was changed. The message is shown to users. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError'
  /** `entry`: the value is too large. `kind`: the kind has too many entries or bytes. */
  readonly limit: 'entry' | 'kind'

  constructor(limit: 'entry' | 'kind', { noun, maxEntries, maxEntryBytes }: Budget) {
    super(
      limit === 'entry'
        ? `Too large: ${noun} are limited to ${formatSize(maxEntryBytes)} each.`
        : `Storage is full: Headroom keeps up to ${maxEntries} ${noun}, or fewer if they are large.`,
    )
    this.limit = limit
  }
}

function formatSize(bytes: number): string {
  return bytes < kilobyte ? `${bytes} bytes` : `${Math.floor(bytes / kilobyte)} KB`
}

/**
 * Returns the code (such as `ENOSPC`) or name of an error's cause, or of the error if it has no cause. Both are safe to
 * log.
 */
export function errorCode(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return 'unknown'
  return 'code' in cause ? String(cause.code) : cause.name
}
