import * as v from 'valibot'
import type { SuspensionReason, Display } from '#src/contract/display.ts'
import { type Store, StoreError, type StoreEntry } from '#server/gateway/store/store.ts'
import { DisplayRecord, hashSite } from './display-record.ts'
import { createHeartbeats, type Heartbeats } from './heartbeats.ts'
import {
  type CurrentUpstream,
  addsOrganisation,
  embeddedSimulatorUrl,
  upstreamAddress,
  upstreamDifference,
} from '#server/gateway/auth/upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'

/** Updates the record of a display. Returns null if there is none. Throws `StoreError`. */
type UpdateDisplay = (
  id: string,
  change: (record: DisplayRecord) => DisplayRecord,
) => Promise<DisplayRecord | null>

const simulatorAddress = upstreamAddress(embeddedSimulatorUrl)
/** Maximum number of gateway accounts per display; it has several if gateways that share a store use different ones. */
const maxAccounts = 4
/** Maximum number of stored sites. If an account sees more, no other account takes over its displays. */
const maxSites = 100

/** The gateway account that displays belong to. */
type DisplayOwner = {
  /** Key of the account (`ServiceAccount.key`); null if there is none. */
  accountKey: string | null
  /** Returns the IDs of all sites that the account sees; null while they are unknown. */
  sites: () => Promise<ReadonlySet<string> | null>
}

/**
 * Returns why a display is suspended, or null. A display belongs to an upstream, and to the gateway account whose
 * topology was compared with that of the person who paired it. Another account takes it over only if it sees no other
 * sites (decision 0020). Without an account the gateway reads nothing, so no display is `unverified`. Throws
 * `StoreError`.
 */
function createSuspensionCheck(
  upstream: CurrentUpstream,
  { accountKey, sites }: DisplayOwner,
  update: UpdateDisplay,
) {
  return async function suspensionOf(record: DisplayRecord): Promise<SuspensionReason | null> {
    const current = await upstream.resolve()
    const owner = record.upstream ?? (await upstream.defaultOwner())
    const difference = upstreamDifference(owner, current)
    if (difference !== null || accountKey === null) return difference
    // The simulator's data is generated, and its credentials are public.
    if (current.address === simulatorAddress) return null
    const isKnownAccount = record.checkedWith?.includes(accountKey) ?? false
    if (!isKnownAccount && !hasOnlySitesOf(record, await sites())) return 'unverified'
    if (!isKnownAccount || addsOrganisation(current, owner)) {
      // Best effort: if the update fails, the next request tries again.
      await update(record.id, (kept) => {
        const accounts = new Set([...(kept.checkedWith ?? []), accountKey])
        const { organisation } = current
        return {
          ...kept,
          upstream: organisation === null ? owner : current,
          checkedWith: [...accounts].slice(-maxAccounts),
        }
      }).catch(ignoreStoreError)
    }
    return null
  }
}

/** Whether an account sees only sites that were visible to the account with which a display was paired. */
function hasOnlySitesOf(
  { checkedWith, sites }: DisplayRecord,
  seen: ReadonlySet<string> | null,
): boolean {
  if (checkedWith === undefined || sites === undefined || seen === null || seen.size === 0)
    return false
  return [...seen].every((id) => sites.includes(hashSite(id)))
}

function ignoreStoreError(error: unknown): null {
  if (error instanceof StoreError) return null
  throw error
}

/** The paired displays. All methods throw `StoreError`. */
export type Displays = {
  /** Returns all displays as staff see them, sorted by name. */
  list: () => Promise<Display[]>
  find: (id: string) => Promise<DisplayRecord | null>
  /** Adds a display of the current upstream. Returns false if it already exists, as after a concurrent pairing. */
  add: (record: DisplayRecord) => Promise<boolean>
  /**
   * Sets the name, board and excluded rooms of a display. Assigns an unverified display to the current upstream, like a
   * new one. Throws `not_found` if it was revoked or `mayUse` returns false.
   */
  change: (
    id: string,
    change: Pick<DisplayRecord, 'name' | 'boardId' | 'excludedRooms'>,
    mayUse: MayUseDisplay,
  ) => Promise<Display>
  /** Deletes a display, and stores the revocation until its pairing would have expired. Throws like `change`. */
  revoke: (id: string, mayUse: MayUseDisplay) => Promise<void>
  /** Whether a display that is not in the store was revoked. */
  wasRevoked: (id: string) => Promise<boolean>
  /** Removes a display that was just added. */
  remove: (id: string) => Promise<void>
  /** Returns why a display is suspended; null if it is not. */
  suspension: (record: DisplayRecord) => Promise<SuspensionReason | null>
  recordHeartbeat: Heartbeats['recordHeartbeat']
  /** Whether any display shows a board. */
  shows: (boardId: string) => Promise<boolean>
}

/** Whether a person may use a display, given the ID of the board that it shows at the time of the change. */
type MayUseDisplay = (boardId: string) => Promise<boolean>

const StoredDisplay = v.pipe(v.string(), v.parseJson(), DisplayRecord)
/** Maximum number of attempts when a change conflicts with another one. */
const maxAttempts = 20
const displayKey = (id: string) => `displays/${id}`
const revokedKey = (id: string) => `revoked/${id}`

type DisplaysDeps = {
  store: Store
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  upstream: CurrentUpstream
  owner: DisplayOwner
}

/** Stores displays. */
export function createDisplays(deps: DisplaysDeps): Displays {
  const { store, now, log, upstream, owner } = deps
  const heartbeats = createHeartbeats(store, now)
  const parse = (value: string | null) => {
    if (value === null) return null
    const parsed = v.safeParse(StoredDisplay, value)
    if (!parsed.success) log.warn({ why: v.summarize(parsed.issues) }, 'cannot read display')
    return parsed.success ? parsed.output : null
  }

  /**
   * Returns the stored value of a display that the person may use. Compare-and-set with it leaves no gap after the
   * check.
   */
  async function requireStored(id: string, mayUse: MayUseDisplay) {
    const before = await store.get(displayKey(id))
    const record = parse(before)
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
   * Assigns a record to the current upstream, and to the gateway account if there is one: access was then checked
   * against it.
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
      const records = kept.flatMap(([, value]) => parse(value) ?? [])
      const displays = await Promise.all(records.map(toDisplay))
      return displays.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    },
    find: async (id) => parse(await store.get(displayKey(id))),
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
      return kept.some(([, value]) => parse(value)?.boardId === boardId)
    },
  }
}

/** Creates the update function, which repeats compare-and-set until no other change interferes. */
function createUpdate(
  store: Store,
  parse: (value: string | null) => DisplayRecord | null,
): UpdateDisplay {
  return async function update(id, change) {
    for (let tries = 0; tries < maxAttempts; tries += 1) {
      const before = await store.get(displayKey(id))
      const record = parse(before)
      if (record === null) return null
      const next = change(record)
      if (await store.replace(displayKey(id), before, toEntry(next))) return next
    }
    throw new GatewayError('conflict')
  }
}

function toEntry(record: DisplayRecord): StoreEntry {
  return { value: JSON.stringify(record), untilMs: record.until }
}
