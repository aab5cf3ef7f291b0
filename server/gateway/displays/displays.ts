import * as v from 'valibot'
import {
  displayMs,
  type Display,
  type DisplayChange,
  type DisplayStatus,
} from '#src/wall-display/display-contract.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import type { Log } from '#server/gateway/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { DisplayRecord, Heard } from './display-record.ts'

/** The paired displays. All methods throw `StoreFailure`. */
export type Displays = {
  /** As staff see them, by name. */
  list: () => Promise<Display[]>
  find: (id: string) => Promise<DisplayRecord | null>
  /** Says whether it was added: of two who pair the same screen at once, one does. */
  add: (record: DisplayRecord) => Promise<boolean>
  /** Throws `not_found` for a display that was revoked. */
  change: (id: string, change: DisplayChange) => Promise<Display>
  revoke: (id: string) => Promise<void>
  /** Notes that a display asked something, or said how it is. Best-effort: it never throws and waits for nothing. */
  heard: (id: string, status?: DisplayStatus) => void
  /** Whether any shows a board. */
  shows: (boardId: string) => Promise<boolean>
}

const KeptDisplay = v.pipe(v.string(), v.parseJson(), DisplayRecord)
const KeptHeard = v.pipe(v.string(), v.parseJson(), Heard)
/** That a display is there is written no more often than this. */
const heardEveryMs = 60_000
/** A change that meets another one is made on top of it, so often at most. */
const mostTries = 20
const displayKey = (id: string) => `displays/${id}`
const heardKey = (id: string) => `heard/${id}`

/** Keeps displays. `now` in epoch milliseconds. */
export function createDisplays(store: Store, now: () => number, log: Pick<Log, 'warn'>): Displays {
  /** What was written last, and what has been heard since. */
  const heard = new Map<string, { written: number; last: Heard }>()

  const parse = (value: string | null) => {
    if (value === null) return null
    const parsed = v.safeParse(KeptDisplay, value)
    if (!parsed.success) log.warn({ why: v.summarize(parsed.issues) }, 'display not readable')
    return parsed.success ? parsed.output : null
  }
  async function keptHeard(id: string): Promise<Heard | null> {
    const parsed = v.safeParse(KeptHeard, await store.get(heardKey(id)))
    return parsed.success ? parsed.output : null
  }
  async function heardOf(id: string): Promise<Heard | null> {
    // Without it a display is listed as not heard, which is no reason to list none.
    const kept = await keptHeard(id).catch(() => null)
    const fresh = heard.get(id)?.last ?? null
    return fresh !== null && fresh.at >= (kept?.at ?? 0) ? fresh : kept
  }

  async function described(record: DisplayRecord): Promise<Display> {
    const { id, name, boardId, pairedBy, pairedAt, until } = record
    const last = await heardOf(id)
    const described = { id, name, boardId, pairedBy, pairedAt, until }
    return { ...described, lastSeenAt: last?.at ?? null, status: last?.status ?? null }
  }

  async function hear(id: string, status: DisplayStatus | undefined): Promise<void> {
    const at = now()
    const before = heard.get(id)
    const due = before === undefined || at - before.written >= heardEveryMs
    // Before anything is awaited, so that requests of the same moment write once.
    const last = { at, status: status ?? before?.last.status ?? null }
    heard.set(id, { written: due ? at : before.written, last })
    if (!due) return
    // After a restart only the store knows what the display said of itself.
    const kept = before === undefined ? await keptHeard(id) : null
    const current = heard.get(id)
    if (current === undefined) return
    current.last.status ??= kept?.status ?? null
    const value = JSON.stringify(current.last)
    await store.put(heardKey(id), { value, untilMs: at + displayMs })
  }

  return {
    async list() {
      const kept = await store.list('displays/')
      const records = kept.flatMap(([, value]) => parse(value) ?? [])
      const displays = await Promise.all(records.map(described))
      return displays.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
    },
    find: async (id) => parse(await store.get(displayKey(id))),
    add: (record) =>
      store.replace(displayKey(record.id), null, {
        value: JSON.stringify(record),
        untilMs: record.until,
      }),
    async change(id, { name, boardId }) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const before = await store.get(displayKey(id))
        const record = parse(before)
        if (record === null) {
          throw new GatewayProblem('not_found', { message: 'This display was revoked.' })
        }
        const next = { ...record, name, boardId }
        const written = { value: JSON.stringify(next), untilMs: next.until }
        if (await store.replace(displayKey(id), before, written)) return described(next)
      }
      throw new GatewayProblem('conflict')
    },
    async revoke(id) {
      heard.delete(id)
      await store.delete(displayKey(id))
      // The display is revoked already; what it last said of itself harms nobody.
      await store.delete(heardKey(id)).catch(() => undefined)
    },
    heard(id, status) {
      void hear(id, status).catch(() => {
        // Its next request tells again; what the list of displays says is old until then.
      })
    },
    async shows(boardId) {
      const kept = await store.list('displays/')
      return kept.some(([, value]) => parse(value)?.boardId === boardId)
    },
  }
}
