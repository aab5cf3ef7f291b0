import * as v from 'valibot'
import {
  displayLifetimeMs,
  type DisplayStatus,
  type SuspensionReason,
  type Display,
} from '#src/contract/display.ts'
import { type Store, StoreError, type StoreEntry } from '#server/gateway/store/store.ts'
import { Heartbeat, DisplayRecord, hashSite } from './display-record.ts'
import {
  type CurrentUpstream,
  addsOrganisation,
  embeddedSimulatorUrl,
  upstreamAddress,
  upstreamDifference,
} from '#server/gateway/auth/upstream.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { Log } from '#server/gateway/http/request-log.ts'

/** When displays were last heard from, and how they said they are. */
type Heartbeats = {
  /** Notes that a display asked something, or said how it is. Best-effort: it never throws and waits for nothing. */
  recordHeartbeat: (id: string, status?: DisplayStatus) => void
  /** The last heartbeat; null where none is known, or the store is away. */
  last: (id: string) => Promise<Heartbeat | null>
  /** Forgets a display. */
  forget: (id: string) => Promise<void>
}

const StoredHeartbeat = v.pipe(v.string(), v.parseJson(), Heartbeat)
/** A heartbeat is written no more often than this. */
const writeIntervalMs = 60_000
const heartbeatKey = (id: string) => `heard/${id}`

/** @param now epoch milliseconds */
function createHeartbeats(store: Store, now: () => number): Heartbeats {
  /** What was written last, and what has been heard since. */
  const recent = new Map<string, { written: number; last: Heartbeat }>()

  async function readStored(id: string): Promise<Heartbeat | null> {
    const parsed = v.safeParse(StoredHeartbeat, await store.get(heartbeatKey(id)))
    return parsed.success ? parsed.output : null
  }

  async function writeHeartbeat(id: string, status: DisplayStatus | undefined): Promise<void> {
    const at = now()
    const before = recent.get(id)
    const due = before === undefined || at - before.written >= writeIntervalMs
    // Before anything is awaited, so that requests of the same moment write once.
    const last = { at, status: status ?? before?.last.status ?? null }
    recent.set(id, { written: due ? at : before.written, last })
    if (!due) return
    // After a restart only the store knows what the display said of itself.
    const stored = before === undefined ? await readStored(id) : null
    const current = recent.get(id)
    if (current === undefined) return
    current.last.status ??= stored?.status ?? null
    await store.put(heartbeatKey(id), {
      value: JSON.stringify(current.last),
      untilMs: at + displayLifetimeMs,
    })
  }

  return {
    recordHeartbeat(id, status) {
      void writeHeartbeat(id, status).catch(() => {
        // The next request of the display tells again; the list of displays shows an older time until then.
      })
    },
    async last(id) {
      // Without the store a display is listed without a time, which is no reason to list none.
      const stored = await readStored(id).catch(() => null)
      const fresh = recent.get(id)?.last ?? null
      return fresh !== null && fresh.at >= (stored?.at ?? 0) ? fresh : stored
    },
    async forget(id) {
      recent.delete(id)
      await store.delete(heartbeatKey(id)).catch(() => undefined)
    },
  }
}

/** Rewrites the record of a display; null where there is none. Throws `StoreError`. */
type UpdateDisplay = (
  id: string,
  change: (record: DisplayRecord) => DisplayRecord,
) => Promise<DisplayRecord | null>

const simulatorAddress = upstreamAddress(embeddedSimulatorUrl)
/** Gateway accounts of one display: several gateways on one store may have different ones. */
const maxAccounts = 4
/** Stored sites of an account. If it sees more, no other account takes over its displays. */
const maxSites = 100

/** The gateway account that displays belong to. */
type DisplayOwner = {
  /** Identifies the account; null without one. */
  accountKey: string | null
  /** The IDs of all sites that it sees; null while they are unknown. */
  sites: () => Promise<ReadonlySet<string> | null>
}

/**
 * Returns why a display is suspended, or null. A display belongs to an upstream, and to the gateway account whose topology
 * was compared with the topology of the person who paired it. Another account takes it over only if it sees no other
 * sites (decision 0020). Without an account the gateway reads nothing, so no display is `unverified`. Throws `StoreError`.
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
    // The simulator's data is invented, and its credentials are public.
    if (current.address === simulatorAddress) return null
    const isKnownAccount = record.checkedWith?.includes(accountKey) ?? false
    if (!isKnownAccount && !hasOnlySitesOf(record, await sites())) return 'unverified'
    if (!isKnownAccount || addsOrganisation(current, owner)) {
      // Best effort: if it fails, the next request repeats it.
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

/** Whether all sites that an account sees were visible to the account with which a display was paired. */
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
  /** As staff see them, by name. */
  list: () => Promise<Display[]>
  find: (id: string) => Promise<DisplayRecord | null>
  /** Says whether it was added: of two who pair the same screen at once, one does. It belongs to the current upstream. */
  add: (record: DisplayRecord) => Promise<boolean>
  /**
   * Gives a display a name and a board, but for `excludedRooms`. An unverified one belongs to the current upstream then,
   * like a new one. Throws `not_found` for a display that was revoked, or where `mayUse` says no.
   */
  change: (
    id: string,
    change: Pick<DisplayRecord, 'name' | 'boardId' | 'excludedRooms'>,
    mayUse: MayUseDisplay,
  ) => Promise<Display>
  /** Deletes a display, and remembers until its pairing would have ended that it was revoked. Throws as `change` does. */
  revoke: (id: string, mayUse: MayUseDisplay) => Promise<void>
  /** Whether a display that is not found was revoked, as opposed to one that the store never knew. */
  wasRevoked: (id: string) => Promise<boolean>
  /** Takes back a display that was added just now. */
  remove: (id: string) => Promise<void>
  /** Why a display is suspended; null where it is not. */
  suspension: (record: DisplayRecord) => Promise<SuspensionReason | null>
  /** Notes that a display asked something, or said how it is. Best-effort: it never throws and waits for nothing. */
  recordHeartbeat: Heartbeats['recordHeartbeat']
  /** Whether any shows a board. */
  shows: (boardId: string) => Promise<boolean>
}

/** Whether a person may use a display, by the board that it shows at the moment of the change. */
type MayUseDisplay = (boardId: string) => Promise<boolean>

const StoredDisplay = v.pipe(v.string(), v.parseJson(), DisplayRecord)
/** A change that meets another one is made on top of it, so often at most. */
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

/** Keeps displays. */
export function createDisplays(deps: DisplaysDeps): Displays {
  const { store, now, log, upstream, owner } = deps
  const heartbeats = createHeartbeats(store, now)
  const parse = (value: string | null) => {
    if (value === null) return null
    const parsed = v.safeParse(StoredDisplay, value)
    if (!parsed.success) log.warn({ why: v.summarize(parsed.issues) }, 'display not readable')
    return parsed.success ? parsed.output : null
  }

  /** What is stored of a display that a person may use. Replacing exactly that leaves no gap between check and change. */
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
    return { ...described, lastSeenAt: last?.at ?? null, status: last?.status ?? null }
  }
  const update = createUpdate(store, parse)
  const suspension = createSuspensionCheck(upstream, owner, update)

  /** Assigns a record to the current upstream. Without a gateway account no rights were checked. */
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
        // First, so that no display is gone without being remembered: it would wait for its record to come back.
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

/** Compares and replaces until no other change comes in between. */
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
