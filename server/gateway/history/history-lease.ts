import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Store } from '#server/gateway/store/store.ts'
import { leaseMs } from '#server/history/protocol.ts'

const Lease = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    generation: v.pipe(v.number(), v.integer()),
    /** Unix milliseconds. */
    until: v.number(),
    owner: v.string(),
  }),
)

const key = 'history-lease'

/**
 * Takes the lease (`generation` null) or extends it. Returns its generation; null if another gateway holds the lease,
 * or if the lease to extend is no longer current. Throws `StoreError`.
 */
export type TakeLease = (generation: number | null) => Promise<number | null>

type LeaseOptions = {
  store: Pick<Store, 'getEntry' | 'replace'>
  /** Returns the time in Unix milliseconds. */
  now: () => number
  owner?: string
}

/**
 * Creates the lease of the gateway that collects the history. Its entry never expires, so that each holder gets a
 * higher generation than the previous holder. A generation is at least the time in seconds, so it also grows after the
 * store has lost its data.
 */
export function createHistoryLease({ store, now, owner = randomUUID() }: LeaseOptions): TakeLease {
  return async function takeLease(generation) {
    const stored = (await store.getEntry(key))?.value ?? null
    const parsed = v.safeParse(Lease, stored)
    const held = parsed.success ? parsed.output : null
    const at = now()
    const isOwn = held?.owner === owner
    if (generation === null) {
      if (held !== null && !isOwn && isValid(held.until, at)) return null
    } else if (!isOwn || held.generation !== generation) return null
    const next = generation ?? Math.max((held?.generation ?? 0) + 1, Math.floor(at / 1_000))
    const value = JSON.stringify({ generation: next, until: at + leaseMs, owner })
    const isWritten = await store.replace(key, stored, { value, untilMs: null })
    return isWritten ? next : null
  }
}

/**
 * Returns whether a lease is still valid. A lease that ends more than two durations from now was taken while the clock
 * was ahead, so it is invalid; one duration more than usual allows for differences between the clocks of gateways.
 */
function isValid(until: number, now: number): boolean {
  return now < until && until - now <= 2 * leaseMs
}
