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

/** The views of one account at one upstream. */
const ViewsRecord = v.strictObject({
  upstream: Upstream,
  /** Hashes of the sites that the account saw when it last shared a view. */
  sites: v.array(v.string()),
  views: v.array(StoredView),
})
export type ViewsRecord = v.InferOutput<typeof ViewsRecord>

/** The record of an account, and the key that identifies the account. */
type OwnedRecord = { owner: string; record: ViewsRecord }

/** The records of all accounts. All methods throw `StoreError`. */
export type ViewRecords = {
  list: () => Promise<OwnedRecord[]>
  /**
   * Replaces the record of an account with the result of `change`, which gets the stored record, or null if there is
   * none. Changes run one after another; if another gateway writes at the same time, `change` runs again. Also throws
   * the errors of `change`, and `StoreFullError` or `too_large` if the record is over a limit.
   */
  change: (owner: string, change: (before: ViewsRecord | null) => ViewsRecord) => Promise<void>
}

const keyPrefix = 'views/'
const StoredRecord = v.pipe(v.string(), v.parseJson(), ViewsRecord)
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
    const result = v.safeParse(StoredRecord, text)
    if (!result.success) {
      log.warn({ key, why: v.summarize(result.issues) }, 'cannot read saved views')
    }
    const record = result.success ? result.output : null
    parsed.set(key, { text, record })
    return record
  }

  async function replace(owner: string, change: Parameters<ViewRecords['change']>[1]) {
    const key = keyPrefix + owner
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const text = await store.get(key)
      const before = text === null ? null : parse(key, text)
      // A change would delete what another version stored.
      if (text !== null && before === null) throw new StoreError('Cannot read saved views.')
      const after = change(before)
      const entry =
        after.views.length === 0 ? null : { value: JSON.stringify(after), untilMs: null }
      if (text === null && entry === null) return
      if (await store.replace(key, text, entry)) return
    }
    throw new StoreError('Too many concurrent changes of saved views.')
  }

  return {
    async list() {
      const listed = await store.list(keyPrefix)
      const keys = new Set(listed.map(([key]) => key))
      for (const key of parsed.keys()) if (!keys.has(key)) parsed.delete(key)
      return listed.flatMap(([key, text]) => {
        const record = parse(key, text)
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

function explainLimit(error: unknown): never {
  if (!(error instanceof StoreFullError) || error.limit !== 'entry') throw error
  throw new GatewayError('too_large', {
    message: 'Your saved views take up too much space. Delete some of them first.',
  })
}
