import type { Written } from './store.ts'

/** How much the store keeps of one kind of entry. Every kind is declared in `budgets`. */
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
   * some seconds later; a write of that file that fails is logged and nothing else.
   */
  durability: 'durable' | 'best-effort'
}

const kilobyte = 1024
const megabyte = 1024 * kilobyte
const recent = { whenFull: 'evict-oldest', durability: 'best-effort' } as const
const kept = { whenFull: 'refuse', durability: 'durable' } as const
const log = { whenFull: 'evict-oldest', durability: 'durable' } as const

/** The table of all kinds. The last one takes every key that no other prefix matches. */
export const budgets = [
  budget('boards/', 'boards', { maxEntries: 200, maxEntryBytes: 16 * kilobyte, ...kept }, megabyte),
  budget(
    'displays/',
    'displays',
    { maxEntries: 1_000, maxEntryBytes: 4 * kilobyte, ...kept },
    megabyte,
  ),
  budget('pairing/', 'open pairing codes', {
    maxEntries: 1_000,
    maxEntryBytes: kilobyte,
    ...kept,
  }),
  // Every sign-out writes one, so a full list gives up its oldest entry instead of refusing sign-outs.
  budget('ended/', 'ended sessions', { maxEntries: 10_000, maxEntryBytes: 256, ...log }),
  budget('audit/', 'audit events', { maxEntries: 1_000, maxEntryBytes: kilobyte, ...log }),
  budget('heard/', 'heartbeats', { maxEntries: 1_000, maxEntryBytes: 2 * kilobyte, ...recent }),
  budget(
    'peaks/',
    'day peaks',
    { maxEntries: 1_000, maxEntryBytes: 64 * kilobyte, ...recent },
    8 * megabyte,
  ),
  budget('', 'settings', { maxEntries: 100, maxEntryBytes: 16 * kilobyte, ...kept }),
] as const satisfies readonly Budget[]

const fallback = budgets[budgets.length - 1] ?? budgets[0]

/** The budget that a key belongs to. */
export function budgetOf(key: string): Budget {
  return budgets.find(({ prefix }) => prefix !== '' && key.startsWith(prefix)) ?? fallback
}

/** Bytes that an entry counts against its budget. */
export function bytesOf(written: Pick<Written, 'value'>): number {
  return Buffer.byteLength(written.value)
}

/** A write would exceed a budget; nothing was changed. The message is one sentence for a person. */
export class StoreFull extends Error {
  override name = 'StoreFull' as const
  /** `entry`: the value itself is too large. `kind`: there are too many entries, or too many bytes of them. */
  readonly limit: 'entry' | 'kind'

  constructor(limit: 'entry' | 'kind', { noun, maxEntries, maxEntryBytes }: Budget) {
    super(
      limit === 'entry'
        ? `This is too large: ${noun} take ${sizeInWords(maxEntryBytes)} each at most.`
        : `Headroom keeps ${maxEntries} ${noun} at most, and fewer large ones.`,
    )
    this.limit = limit
  }
}

function sizeInWords(bytes: number): string {
  return bytes < kilobyte ? `${bytes} bytes` : `${Math.floor(bytes / kilobyte)} KB`
}

function budget(
  prefix: string,
  noun: string,
  rest: Omit<Budget, 'prefix' | 'noun' | 'maxBytes'>,
  maxBytes = rest.maxEntries * rest.maxEntryBytes,
): Budget {
  return { prefix, noun, maxBytes, ...rest }
}
