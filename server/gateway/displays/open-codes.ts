import * as v from 'valibot'
import { networkOf } from '#server/gateway/http/client-address.ts'
import type { Store, Written } from '#server/gateway/store/store.ts'
import { PairingRecord } from './display-record.ts'

/** The codes that screens show. */
export type OpenCodes = {
  /** Adds a code unless it is in use, and says whether it did. Throws `StoreFailure`. */
  add: (key: string, written: Written) => Promise<boolean>
}
type Offer = {
  key: string
  written: Written
  resolve: (added: boolean) => void
  reject: (why: unknown) => void
}
type Open = { value: string; network: string; requestedAt: number }

const mostOpenCodes = 1_000
/** Offers that are added together; the list of open codes is read once for them. */
const mostAtOnce = 100
const Kept = v.pipe(v.string(), v.parseJson(), PairingRecord)
const prefix = 'pairing/'

/**
 * Keeps at most a thousand codes open. Where they are all in use, the network with the most open codes loses its oldest, so
 * that strangers who request codes take them from each other and a screen elsewhere always gets one. Offers wait for
 * their turn, because those of one moment would otherwise all see the same room.
 */
export function createOpenCodes(store: Store): OpenCodes {
  /** What was parsed before, by key. */
  let parsed = new Map<string, Open>()
  const waiting: Offer[] = []
  let isBusy = false

  async function makeRoom(count: number): Promise<void> {
    const listed = await store.list(prefix)
    parsed = new Map(listed.map(([key, value]) => [key, openOf(value, parsed.get(key))]))
    const excess = parsed.size + count - mostOpenCodes
    if (excess <= 0) return
    for (const key of keysToDrop(parsed, excess)) await store.delete(key)
  }

  async function addAll(): Promise<void> {
    while (waiting.length > 0) {
      const offers = waiting.splice(0, mostAtOnce)
      try {
        await makeRoom(offers.length)
        await Promise.all(
          offers.map(async ({ key, written, resolve }) =>
            resolve(await store.replace(key, null, written)),
          ),
        )
      } catch (error) {
        for (const { reject } of offers) reject(error)
      }
    }
    // In the same turn as the last look at the queue: an offer that came in between would wait for ever.
    isBusy = false
  }

  return {
    add: (key, written) =>
      new Promise((resolve, reject) => {
        waiting.push({ key, written, resolve, reject })
        if (isBusy) return
        isBusy = true
        void addAll()
      }),
  }
}

function openOf(value: string, before: Open | undefined): Open {
  if (before?.value === value) return before
  const record = v.safeParse(Kept, value)
  return record.success
    ? { value, network: networkOf(record.output.address), requestedAt: record.output.requestedAt }
    : { value, network: '', requestedAt: 0 }
}

/** Oldest first, of the network that has the most open codes at the time; where several do, of the one with the oldest. */
function keysToDrop(open: ReadonlyMap<string, Open>, count: number): string[] {
  const byNetwork = new Map<string, [key: string, code: Open][]>()
  for (const entry of [...open].toSorted(([, a], [, b]) => a.requestedAt - b.requestedAt)) {
    const { network } = entry[1]
    const codes = byNetwork.get(network)
    if (codes === undefined) byNetwork.set(network, [entry])
    else codes.push(entry)
  }
  const queues = [...byNetwork.values()]
  const dropped: string[] = []
  while (dropped.length < count) {
    const next = queues.reduce<[string, Open][]>((a, b) => (isFuller(b, a) ? b : a), []).shift()
    if (next === undefined) break
    dropped.push(next[0])
  }
  return dropped
}

function isFuller(one: readonly [string, Open][], other: readonly [string, Open][]): boolean {
  if (one.length !== other.length) return one.length > other.length
  return (one[0]?.[1].requestedAt ?? 0) < (other[0]?.[1].requestedAt ?? 0)
}
