import * as v from 'valibot'
import type { Display, SuspensionReason } from '#src/contract/display.ts'
import type { Store, StoreEntry } from '#server/gateway/store/store.ts'
import { DisplayRecord, hashSite } from './display-record.ts'
import { createHeartbeats, type Heartbeats } from './heartbeats.ts'
import type { CurrentUpstream } from '#server/gateway/auth/upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import { createUnreadableLog } from '#server/gateway/store/unreadable-log.ts'
import { createSuspensionCheck, type DisplayOwner, type UpdateDisplay } from './suspension.ts'

/** Maximum number of stored sites per display. An account that sees other sites does not take over the display. */
const maxSites = 100

/** The paired displays. All methods throw `StoreError`. */
export type Displays = {
  /**
   * Returns all displays as staff see them, sorted by name, and the `boardId` (null if unknown) of each display that
   * another version stored in an incompatible format.
   */
  list: () => Promise<{ displays: Display[]; unreadable: { boardId: string | null }[] }>
  find: (id: string) => Promise<DisplayRecord | null>
  /**
   * Adds a display of the current upstream. Returns false if it already exists, for example after a concurrent pairing.
   */
  add: (record: DisplayRecord) => Promise<boolean>
  /**
   * Sets the name, board and excluded rooms of a display. Assigns an unverified display to the current upstream, like a
   * new display. Throws `not_found` if the display was revoked or `mayUse` returns false, and `conflict` if other
   * changes keep interfering.
   */
  change: (
    id: string,
    change: Pick<DisplayRecord, 'name' | 'boardId' | 'excludedRooms'>,
    mayUse: MayUseDisplay,
  ) => Promise<Display>
  /** Deletes a display, and stores the revocation until its pairing would have expired. Throws like `change`. */
  revoke: (id: string, mayUse: MayUseDisplay) => Promise<void>
  /** Returns whether a display that is not in the store was revoked. */
  wasRevoked: (id: string) => Promise<boolean>
  /** Removes a display without storing a revocation. */
  remove: (id: string) => Promise<void>
  /** Returns why a display is suspended, or null if it is not. */
  suspension: (record: DisplayRecord) => Promise<SuspensionReason | null>
  recordHeartbeat: Heartbeats['recordHeartbeat']
  shows: (boardId: string) => Promise<boolean>
}

/** Whether the caller may use a display, given the ID of the board that it shows at the time of the change. */
type MayUseDisplay = (boardId: string) => Promise<boolean>

/** Parses the value of a key. Returns null if there is no value or the value is unreadable; logs unreadable values. */
type ParseDisplay = (key: string, value: string | null) => DisplayRecord | null

const StoredDisplay = v.pipe(v.string(), v.parseJson(), DisplayRecord)
const AnyDisplay = v.pipe(v.string(), v.parseJson(), v.object({ boardId: v.string() }))
/** Maximum number of attempts when a change conflicts with other changes. */
const maxAttempts = 20
const displayKey = (id: string) => `displays/${id}`
const revokedKey = (id: string) => `revoked/${id}`

type DisplaysDeps = {
  store: Store
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  upstream: CurrentUpstream
  owner: DisplayOwner
}

export function createDisplays(deps: DisplaysDeps): Displays {
  const { store, now, log, upstream, owner } = deps
  const heartbeats = createHeartbeats(store, now)
  const parse = createParser(log)

  /**
   * Returns the stored value of a display that the person may use, and its record. Compare-and-set with this value
   * leaves no gap between check and change. Throws `not_found` if the person may use no such display.
   */
  async function requireStored(id: string, mayUse: MayUseDisplay) {
    const before = await store.get(displayKey(id))
    const record = parse(displayKey(id), before)
    if (record === null || !(await mayUse(record.boardId))) {
      throw new GatewayError('not_found', { message: 'This display no longer exists.' })
    }
    return { before, record }
  }

  async function toDisplay(record: DisplayRecord): Promise<Display> {
    const { id, name, boardId, pairedBy, pairedAt, until } = record
    const [last, suspended] = await Promise.all([heartbeats.last(id), suspension(record)])
    const described = { id, name, boardId, pairedBy, pairedAt, until, suspended }
    const { at = null, status = null, statusAt = null } = last ?? {}
    return { ...described, lastSeenAt: at, status, statusAt }
  }
  const update = createUpdate(store, parse)
  const suspension = createSuspensionCheck(upstream, owner, update)

  /**
   * Assigns a record to the current upstream, and to the gateway account if there is one, because access was checked
   * against that account.
   */
  async function withOwner(record: DisplayRecord): Promise<DisplayRecord> {
    const { accountKey } = owner
    const owned = { ...record, upstream: await upstream.resolve() }
    if (accountKey === null) return owned
    const sites = [...((await owner.sites()) ?? [])].slice(0, maxSites).map(hashSite)
    return { ...owned, checkedWith: [accountKey], sites }
  }

  async function remove(id: string): Promise<void> {
    await store.delete(displayKey(id))
    await heartbeats.forget(id)
  }

  return {
    async list() {
      const kept = await store.list('displays/')
      const entries = kept.map(([key, value]) => ({ value, record: parse(key, value) }))
      const records = entries.flatMap(({ record }) => record ?? [])
      const displays = await Promise.all(records.map(toDisplay))
      return {
        displays: displays.toSorted((a, b) =>
          a.name.localeCompare(b.name, 'en', { numeric: true }),
        ),
        unreadable: entries
          .filter(({ record }) => record === null)
          .map(({ value }) => ({ boardId: unreadableBoardId(value) })),
      }
    },
    find: async (id) => parse(displayKey(id), await store.get(displayKey(id))),
    async add(record) {
      return store.replace(displayKey(record.id), null, toEntry(await withOwner(record)))
    },
    async change(id, change, mayUse) {
      for (let tries = 0; tries < maxAttempts; tries += 1) {
        const { before, record } = await requireStored(id, mayUse)
        const isVerified = (await suspension(record)) !== 'unverified'
        const next = { ...(isVerified ? record : await withOwner(record)), ...change }
        if (await store.replace(displayKey(id), before, toEntry(next))) return toDisplay(next)
      }
      throw new GatewayError('conflict')
    },
    async revoke(id, mayUse) {
      for (let tries = 0; tries < maxAttempts; tries += 1) {
        const { before, record } = await requireStored(id, mayUse)
        // Stores the revocation first: without it, a deleted display would wait for its record to reappear.
        await store.put(revokedKey(id), { value: String(now()), untilMs: record.until })
        if (await store.replace(displayKey(id), before, null)) return heartbeats.forget(id)
      }
      throw new GatewayError('conflict')
    },
    wasRevoked: async (id) => (await store.get(revokedKey(id))) !== null,
    remove,
    suspension,
    recordHeartbeat: heartbeats.recordHeartbeat,
    async shows(boardId) {
      const kept = await store.list('displays/')
      const shownBoard = (key: string, value: string) =>
        parse(key, value)?.boardId ?? unreadableBoardId(value)
      return kept.some(([key, value]) => shownBoard(key, value) === boardId)
    },
  }
}

/** Creates the parse function, which logs unreadable displays once. */
function createParser(log: Pick<Log, 'warn'>): ParseDisplay {
  const logUnreadable = createUnreadableLog(log, 'cannot read display')
  return (key, value) => {
    if (value === null) return null
    const parsed = v.safeParse(StoredDisplay, value)
    if (!parsed.success) logUnreadable(key, value, v.summarize(parsed.issues))
    return parsed.success ? parsed.output : null
  }
}

/** Creates the update function, which repeats compare-and-set until no other change interferes. */
function createUpdate(store: Store, parse: ParseDisplay): UpdateDisplay {
  return async function update(id, change) {
    for (let tries = 0; tries < maxAttempts; tries += 1) {
      const before = await store.get(displayKey(id))
      const record = parse(displayKey(id), before)
      if (record === null) return null
      const next = change(record)
      if (await store.replace(displayKey(id), before, toEntry(next))) return next
    }
    throw new GatewayError('conflict')
  }
}

/** Returns the ID of the board that an unreadable display shows, null if unknown. That board must not be deleted. */
function unreadableBoardId(value: string): string | null {
  const parsed = v.safeParse(AnyDisplay, value)
  return parsed.success ? parsed.output.boardId : null
}

function toEntry(record: DisplayRecord): StoreEntry {
  return { value: JSON.stringify(record), untilMs: record.until }
}
