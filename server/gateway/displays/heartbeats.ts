import * as v from 'valibot'
import { displayMs, type DisplayStatus } from '#src/contract/display.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { Heard } from './display-record.ts'

/** When displays were last heard from, and how they said they are. */
export type Heartbeats = {
  /** Notes that a display asked something, or said how it is. Best-effort: it never throws and waits for nothing. */
  heard: (id: string, status?: DisplayStatus) => void
  /** The last heartbeat; null where none is known, or the store is away. */
  last: (id: string) => Promise<Heard | null>
  /** Forgets a display. */
  forget: (id: string) => Promise<void>
}

const KeptHeard = v.pipe(v.string(), v.parseJson(), Heard)
/** A heartbeat is written no more often than this. */
const writtenEveryMs = 60_000
const heardKey = (id: string) => `heard/${id}`

/** @param now epoch milliseconds */
export function createHeartbeats(store: Store, now: () => number): Heartbeats {
  /** What was written last, and what has been heard since. */
  const heard = new Map<string, { written: number; last: Heard }>()

  async function kept(id: string): Promise<Heard | null> {
    const parsed = v.safeParse(KeptHeard, await store.get(heardKey(id)))
    return parsed.success ? parsed.output : null
  }

  async function hear(id: string, status: DisplayStatus | undefined): Promise<void> {
    const at = now()
    const before = heard.get(id)
    const due = before === undefined || at - before.written >= writtenEveryMs
    // Before anything is awaited, so that requests of the same moment write once.
    const last = { at, status: status ?? before?.last.status ?? null }
    heard.set(id, { written: due ? at : before.written, last })
    if (!due) return
    // After a restart only the store knows what the display said of itself.
    const stored = before === undefined ? await kept(id) : null
    const current = heard.get(id)
    if (current === undefined) return
    current.last.status ??= stored?.status ?? null
    await store.put(heardKey(id), {
      value: JSON.stringify(current.last),
      untilMs: at + displayMs,
    })
  }

  return {
    heard(id, status) {
      void hear(id, status).catch(() => {
        // The next request of the display tells again; the list of displays shows an older time until then.
      })
    },
    async last(id) {
      // Without the store a display is listed without a time, which is no reason to list none.
      const stored = await kept(id).catch(() => null)
      const fresh = heard.get(id)?.last ?? null
      return fresh !== null && fresh.at >= (stored?.at ?? 0) ? fresh : stored
    },
    async forget(id) {
      heard.delete(id)
      await store.delete(heardKey(id)).catch(() => undefined)
    },
  }
}
