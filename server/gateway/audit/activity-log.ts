import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { ActivityEvent } from '#src/contract/activity.ts'
import { normalizeAccount } from '#server/gateway/auth/login-limits.ts'
import {
  type CurrentUpstream,
  upstreamDifference,
  Upstream,
} from '#server/gateway/auth/upstream.ts'
import { type Log } from '#server/gateway/http/request-log.ts'
import { fairEvictionOrder } from '#server/gateway/store/fair-eviction.ts'
import { entryBytes, findBudget, type Store } from '#server/gateway/store/store.ts'

/** An activity event as written to the store, without its ID, which is its key. */
const StoredEvent = v.object({
  ...v.omit(ActivityEvent, ['id']).entries,
  /** All boards that the event concerns; empty for wrong pairing codes. */
  boardIds: v.array(v.string()),
  upstream: Upstream,
  /** The gateway account (`ServiceAccount.key`) at that time; earlier versions stored none. */
  gatewayAccount: v.optional(v.nullable(v.string())),
})
type StoredEvent = v.InferOutput<typeof StoredEvent>
type ListedEvent = StoredEvent & { id: string }

/** The events of boards and displays of the last 90 days, at most 1,000 (`audit/` in the store's budgets). */
export type ActivityLog = {
  /** Stores an event. Never throws: while the store is unreachable, only the log contains the event. */
  add: (event: Omit<StoredEvent, 'at' | 'upstream' | 'gatewayAccount'>) => void
  /**
   * Returns the events of the current upstream, newest first: those recorded for the same organisation or with the same
   * gateway account. Throws `StoreError`.
   */
  list: () => Promise<ListedEvent[]>
}

type ActivityDeps = {
  store: Store
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  upstream: CurrentUpstream
  /** Key of the gateway account (`ServiceAccount.key`); null if there is none. */
  gatewayAccount: string | null
}

const retentionMs = 90 * 24 * 3_600_000
const activityPrefix = 'audit/'
const StoredEventJson = v.pipe(v.string(), v.parseJson(), StoredEvent)

/** Deletes events until there is space for a new event. An account with many events displaces only its own events. */
async function makeRoom(store: Store, bytes: number): Promise<void> {
  const { maxEntries, maxBytes } = findBudget(activityPrefix)
  const listed = await store.list(activityPrefix)
  const sizes = new Map(listed.map(([key, value]) => [key, entryBytes({ value })]))
  let count = listed.length + 1
  let total = [...sizes.values()].reduce((sum, size) => sum + size, bytes)
  if (count <= maxEntries && total <= maxBytes) return
  const candidates = listed.map(([key, value]) => {
    const parsed = v.safeParse(StoredEventJson, value)
    return parsed.success
      ? { key, at: parsed.output.at, owners: [normalizeAccount(parsed.output.account)] }
      : { key, at: 0, owners: [''] }
  })
  for (const key of fairEvictionOrder(candidates)) {
    if (count <= maxEntries && total <= maxBytes) return
    await store.delete(key)
    count -= 1
    total -= sizes.get(key) ?? 0
  }
}

/** Stores events under keys that sort by time. */
export function createActivityLog(deps: ActivityDeps): ActivityLog {
  const { store, now, log, upstream, gatewayAccount } = deps
  let hasFailed = false
  let unreadableCount = 0
  let added = 0
  // Events are stored one after another, because concurrent writes would all count the same free space.
  let lastStored: Promise<void> = Promise.resolve()

  function logUnreadable(count: number): void {
    if (count > unreadableCount) log.warn({ count }, 'cannot read some activity')
    unreadableCount = count
  }

  return {
    add(event) {
      const at = now()
      const value = JSON.stringify({ ...event, at, upstream: upstream.current(), gatewayAccount })
      // The counter preserves the order of events within a millisecond; the random suffix makes IDs unique across
      // gateways.
      added += 1
      const order = `${padNumber(Math.floor(at), 15)}-${padNumber(added, 9)}`
      const id = `${order}-${randomBytes(4).toString('hex')}`
      lastStored = lastStored
        .then(() => makeRoom(store, entryBytes({ value })))
        .then(() => store.put(activityPrefix + id, { value, untilMs: at + retentionMs }))
        .then(
          () => void (hasFailed = false),
          () => {
            if (!hasFailed) log.warn({}, 'cannot store activity')
            hasFailed = true
          },
        )
    },
    async list() {
      const [listed, current] = await Promise.all([store.list(activityPrefix), upstream.resolve()])
      const readable = listed.flatMap(([key, value]): ListedEvent[] => {
        const parsed = v.safeParse(StoredEventJson, value)
        return parsed.success ? [{ ...parsed.output, id: key.slice(activityPrefix.length) }] : []
      })
      logUnreadable(listed.length - readable.length)
      return readable.filter((event) => isOwnEvent(event, current, gatewayAccount)).toReversed()
    },
  }
}

/**
 * Returns whether an event belongs to an upstream. If the organisation is unknown, only the same gateway account proves
 * that the event belongs to the upstream.
 */
function isOwnEvent(event: StoredEvent, current: Upstream, gatewayAccount: string | null): boolean {
  if (upstreamDifference(event.upstream, current) !== null) return false
  const { organisation } = event.upstream
  const isSameOrganisation = organisation !== null && organisation === current.organisation
  return isSameOrganisation || (gatewayAccount !== null && event.gatewayAccount === gatewayAccount)
}

function padNumber(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
