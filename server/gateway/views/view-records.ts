import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { FiniteNumber } from '#src/contract/butlr-values.ts'
import { SavedViewDraft } from '#src/contract/saved-view.ts'
import { Upstream } from '#server/gateway/auth/upstream.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import { StoreError, StoreFullError, type Store } from '#server/gateway/store/store.ts'
import { freeName, isSameName } from './view-names.ts'

const StoredView = v.strictObject({
  ...SavedViewDraft.entries,
  id: v.string(),
  revision: v.number(),
  /** Unix milliseconds. */
  createdAt: FiniteNumber,
  /** Unix milliseconds. */
  changedAt: FiniteNumber,
})
export type StoredView = v.InferOutput<typeof StoredView>

/** The views of one account at one upstream, as stored. */
const StoredRecord = v.strictObject({
  version: v.literal(1),
  upstream: Upstream,
  /** The account's name while it shares views; null otherwise. */
  sharedBy: v.nullable(v.string()),
  /** Hashes of the sites that the account saw when it last changed its views; empty unless a view is shared. */
  sites: v.array(v.string()),
  views: v.array(v.unknown()),
})

export type ViewsRecord = Omit<v.InferOutput<typeof StoredRecord>, 'version' | 'views'> & {
  views: readonly StoredView[]
  /** Views that another version stored in an incompatible format. They are hidden, and changes keep them. */
  unreadable: readonly unknown[]
}

export type OwnedRecord = { owner: string; record: ViewsRecord }

/** The records of all accounts. All methods throw `StoreError`. */
export type ViewRecords = {
  /**
   * Returns all readable records. Also throws `StoreError` if the record of `owner` is unreadable, because an empty
   * list would suggest that the owner's views are lost.
   */
  list: (owner: string) => Promise<OwnedRecord[]>
  /**
   * Replaces the record of an account with the result of `change`, which gets the stored record, or null if there is
   * none. Changes run one after another; if another gateway writes at the same time, `change` runs again. Also throws
   * the errors of `change`, and `StoreFullError` if the record is over a limit.
   */
  change: (owner: string, change: (before: ViewsRecord | null) => ViewsRecord) => Promise<void>
  /**
   * Moves the views that an earlier version stored under another key of the same account. Leaves the views there if
   * they cannot be read, do not fit into the account's record, or cannot be written.
   */
  moveViews: (from: string, to: string) => Promise<void>
}

const keyPrefix = 'views/'
const RecordText = v.pipe(v.string(), v.parseJson(), StoredRecord)
const maxAttempts = 20

/** Returns the key of an account at an upstream. The same name at another upstream is another account. */
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
      log.warn({ key, problem: v.summarize(result.issues) }, 'cannot read saved views')
    }
    const record = result.success ? toRecord(result.output) : null
    if (record && record.unreadable.length > 0) {
      log.warn({ key, count: record.unreadable.length }, 'cannot read some saved views')
    }
    parsed.set(key, { text, record })
    return record
  }

  function enqueue(write: () => Promise<void>): Promise<void> {
    const written = lastChange.then(write)
    lastChange = written.catch(() => undefined)
    return written
  }

  async function replace(owner: string, change: Parameters<ViewRecords['change']>[1]) {
    const key = keyPrefix + owner
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const text = await store.get(key)
      const before = text === null ? null : parse(key, text)
      // Without this check, a change would delete the views that another version stored.
      if (text !== null && before === null) throw unreadableError()
      const after = change(before)
      const value = serialize(after)
      const entry = value === null ? null : { value, untilMs: null }
      if (text === null && entry === null) return
      if (await store.replace(key, text, entry)) return
    }
    throw new StoreError('Too many concurrent changes of saved views.')
  }

  /** Writes the joined record first, so that an interruption loses nothing. */
  async function move(key: string, to: string): Promise<void> {
    const text = await store.get(key)
    const former = text === null ? null : parse(key, text)
    if (former === null) return
    await replace(to, (before) => (before === null ? former : joinRecords(before, former)))
    await store.replace(key, text, null)
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
    change: (owner, change) => enqueue(() => replace(owner, change)),
    async moveViews(from, to) {
      const key = keyPrefix + from
      if ((await store.get(key)) === null) return
      await enqueue(() => move(key, to)).catch((error: unknown) => {
        if (!(error instanceof StoreError || error instanceof StoreFullError)) throw error
        log.warn({ key, to: keyPrefix + to }, 'cannot move saved views')
      })
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

/**
 * Adds the views of a former record of the same account. A name that is taken gets a number, and a view that was added
 * before an interruption is not added again.
 */
function joinRecords(record: ViewsRecord, former: ViewsRecord): ViewsRecord {
  const views = [...record.views]
  for (const view of former.views) {
    if (views.some(({ id }) => id === view.id)) continue
    const name = freeName(
      view.name,
      (candidate) => !views.some((one) => isSameName(one, candidate)),
    )
    views.push({ ...view, name })
  }
  const { sharedBy, sites } = record.sharedBy === null ? former : record
  const known = new Set(record.unreadable.map((item) => JSON.stringify(item)))
  const unreadable = [
    ...record.unreadable,
    ...former.unreadable.filter((item) => !known.has(JSON.stringify(item))),
  ]
  return { ...record, sharedBy, sites, views, unreadable }
}
