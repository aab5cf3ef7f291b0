import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import { displayLifetimeMs, type DisplayStatus } from '#src/contract/display.ts'
import { findBudget, type Store } from '#server/gateway/store/store.ts'
import { Heartbeat } from './display-record.ts'

export type Heartbeats = {
  /**
   * Records a request from a display, and the status if the request contains one. Never throws and does not wait for
   * the store.
   */
  recordHeartbeat: (id: string, status?: DisplayStatus) => void
  /**
   * Returns the newest heartbeat in memory or in the store, which may be unavailable. Returns null if there is none.
   */
  last: (id: string) => Promise<Heartbeat | null>
  forget: (id: string) => Promise<void>
}

const StoredHeartbeat = v.pipe(v.string(), v.parseJson(), Heartbeat)
/** Minimum interval between two writes of a heartbeat. */
const writeIntervalMs = 60_000
const displayPrefix = 'displays/'
const heartbeatKey = (id: string) => `heard/${id}`

const noStatus = { status: null, statusAt: null }

/**
 * Returns a heartbeat with the status of another heartbeat if that status is newer. A status of unknown age counts as
 * the oldest.
 */
function withNewestStatus(heartbeat: Heartbeat, other: Heartbeat | null): Heartbeat {
  const isNewer =
    heartbeat.status === null ||
    (other?.statusAt ?? Number.NEGATIVE_INFINITY) > (heartbeat.statusAt ?? Number.NEGATIVE_INFINITY)
  if (other === null || other.status === null || !isNewer) return heartbeat
  return { ...heartbeat, status: other.status, statusAt: other.statusAt }
}

/** @param now Unix milliseconds */
export function createHeartbeats(store: Store, now: () => number): Heartbeats {
  /**
   * The latest heartbeat of each display, and when a heartbeat was last written, in Unix milliseconds. The size limit
   * equals the maximum number of displays, so only entries of displays that no longer exist are evicted.
   */
  const recent = new LRUCache<string, { written: number; last: Heartbeat }>({
    max: findBudget(displayPrefix).maxEntries,
  })

  async function readStored(id: string): Promise<Heartbeat | null> {
    const parsed = v.safeParse(StoredHeartbeat, await store.get(heartbeatKey(id)))
    return parsed.success ? parsed.output : null
  }

  async function writeHeartbeat(id: string, status: DisplayStatus | undefined): Promise<void> {
    const at = now()
    const before = recent.get(id)
    const due = before === undefined || at - before.written >= writeIntervalMs
    // The entry is set before any await, so that concurrent requests write once.
    const last =
      status === undefined ? { ...(before?.last ?? noStatus), at } : { at, status, statusAt: at }
    recent.set(id, { written: due ? at : before.written, last })
    if (!due) return
    // After a restart, only the store has the last status. Another gateway that shares the store may have recorded a
    // newer status.
    const stored = await readStored(id)
    const current = recent.get(id)
    if (current === undefined) return
    current.last = withNewestStatus(current.last, stored)
    await store.put(heartbeatKey(id), {
      value: JSON.stringify(current.last),
      untilMs: at + displayLifetimeMs,
    })
  }

  return {
    recordHeartbeat(id, status) {
      void writeHeartbeat(id, status).catch(() => {
        // The next request of the display writes again; until then, the list of displays shows an older time.
      })
    },
    async last(id) {
      // If the store fails, the list still shows the display, possibly without a time.
      const stored = await readStored(id).catch(() => null)
      const fresh = recent.get(id)?.last ?? null
      if (fresh === null || stored === null) return fresh ?? stored
      return fresh.at >= stored.at
        ? withNewestStatus(fresh, stored)
        : withNewestStatus(stored, fresh)
    },
    async forget(id) {
      recent.delete(id)
      await store.delete(heartbeatKey(id)).catch(() => undefined)
    },
  }
}
