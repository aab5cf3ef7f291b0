import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { FiniteNumber } from '#src/contract/butlr-values.ts'
import { SavedViewDraft } from '#src/contract/saved-view.ts'
import { Upstream } from '#server/gateway/auth/upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import { StoreError, StoreFullError, type Store } from '#server/gateway/store/store.ts'

const StoredView = v.strictObject({
  ...SavedViewDraft.entries,
  id: v.string(),
  revision: v.number(),
  /** Epoch milliseconds. */
  createdAt: FiniteNumber,
  /** Epoch milliseconds. */
  changedAt: FiniteNumber,
})
export type StoredView = v.InferOutput<typeof StoredView>

/** The views of one account at one upstream, as stored. */
const StoredRecord = v.strictObject({
  version: v.literal(1),
  upstream: Upstream,
  /** The account's name, while it shares views. */
  sharedBy: v.nullable(v.string()),
  /** Hashes of the sites that the account saw when it last shared or changed a shared view. */
  sites: v.array(v.string()),
  views: v.array(v.unknown()),
})

/** The views of one account at one upstream. */
export type ViewsRecord = Omit<v.InferOutput<typeof StoredRecord>, 'version' | 'views'> & {
  views: readonly StoredView[]
  /** Views that another version stored in an incompatible format. They are hidden, and changes keep them. */
  unreadable: readonly unknown[]
}

/** The record of an account, and the key that identifies the account. */
export type OwnedRecord = { owner: string; record: ViewsRecord }

/** The records of all accounts. All methods throw `StoreError`. */
export type ViewRecords = {
  /**
   * Returns all records that can be read. Also throws `StoreError` if that of `owner` is not one of them: an empty list
   * would suggest that their views are lost.
   */
  list: (owner: string) => Promise<OwnedRecord[]>
  /**
   * Replaces the record of an account with the result of `change`, which gets the stored record, or null if there is
   * none. Changes run one after another; if another gateway writes at the same time, `change` runs again. Also throws
   * the errors of `change`, and `StoreFullError` or `too_large` if the record is over a limit.
   */
  change: (owner: string, change: (before: ViewsRecord | null) => ViewsRecord) => Promise<void>
}

const keyPrefix = 'views/'
const RecordText = v.pipe(v.string(), v.parseJson(), StoredRecord)
const maxAttempts = 20

/** Returns the key of an account at an upstream; the same name at another upstream is another account. */
export function viewOwner(accountKey: string, { address }: Upstream): string {
  return createHash('sha256')
    .update(JSON.stringify([accountKey, address]))
    .digest('base64url')
}

/**
 * Stores the views of each account in one entry, so that compare-and-set enforces the limits of the account, and no
 * account can use the space of another.
 */
export function createViewRecords(store: Store, log: Pick<Log, 'warn'>): ViewRecords {
  const parsed = new Map<string, { text: string; record: ViewsRecord | null }>()
  let lastChange: Promise<unknown> = Promise.resolve()

  /** Returns null and logs a warning if another version stored the entry in an incompatible format. */
  function parse(key: string, text: string): ViewsRecord | null {
    const known = parsed.get(key)
    if (known?.text === text) return known.record
    const result = v.safeParse(RecordText, text)
    if (!result.success) {
      log.warn({ key, why: v.summarize(result.issues) }, 'cannot read saved views')
    }
    const record = result.success ? toRecord(result.output) : null
    if (record && record.unreadable.length > 0) {
      log.warn({ key, count: record.unreadable.length }, 'cannot read some saved views')
    }
    parsed.set(key, { text, record })
    return record
  }

  async function replace(owner: string, change: Parameters<ViewRecords['change']>[1]) {
    const key = keyPrefix + owner
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const text = await store.get(key)
      const before = text === null ? null : parse(key, text)
      // A change would delete what another version stored.
      if (text !== null && before === null) throw unreadableError()
      const after = change(before)
      const value = serialize(after)
      const entry = value === null ? null : { value, untilMs: null }
      if (text === null && entry === null) return
      if (await store.replace(key, text, entry)) return
    }
    throw new StoreError('Too many concurrent changes of saved views.')
  }

  return {
    async list(owner) {
      const listed = await store.list(keyPrefix)
      const keys = new Set(listed.map(([key]) => key))
      for (const key of parsed.keys()) if (!keys.has(key)) parsed.delete(key)
      return listed.flatMap(([key, text]) => {
        const record = parse(key, text)
        if (record === null && key === keyPrefix + owner) throw unreadableError()
        return record === null ? [] : { owner: key.slice(keyPrefix.length), record }
      })
    },
    change(owner, change) {
      const changed = lastChange.then(() => replace(owner, change)).catch(explainLimit)
      lastChange = changed.catch(() => undefined)
      return changed
    },
  }
}

function toRecord({ upstream, sharedBy, sites, views }: v.InferOutput<typeof StoredRecord>) {
  const readable: StoredView[] = []
  const unreadable: unknown[] = []
  for (const item of views) {
    const result = v.safeParse(StoredView, item)
    if (result.success) readable.push(result.output)
    else unreadable.push(item)
  }
  return { upstream, sharedBy, sites, views: readable, unreadable } satisfies ViewsRecord
}

/** Returns null if the record has no views, so that its entry is deleted. */
function serialize({ views, unreadable, ...record }: ViewsRecord): string | null {
  const items = [...views, ...unreadable]
  if (items.length === 0) return null
  return JSON.stringify({ version: 1, ...record, views: items })
}

function unreadableError(): StoreError {
  return new StoreError('Cannot read saved views.')
}

function explainLimit(error: unknown): never {
  if (!(error instanceof StoreFullError) || error.limit !== 'entry') throw error
  throw new GatewayError('too_large', {
    message: 'Your saved views take up too much space. Delete some of them first.',
  })
}
