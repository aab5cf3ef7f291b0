import * as v from 'valibot'
import { clientNetwork } from '#server/gateway/http/client-address.ts'
import type { Store, StoreEntry } from '#server/gateway/store/store.ts'
import { PairingRecord } from './display-record.ts'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createKeyBuckets, consumePoint } from '#server/gateway/auth/login-limits.ts'

/** The codes that screens show. */
type OpenCodes = {
  /** Adds a code unless it is in use, and says whether it did. Throws `StoreError`. */
  add: (key: string, written: StoreEntry) => Promise<boolean>
}
type PendingCode = {
  key: string
  written: StoreEntry
  resolve: (added: boolean) => void
  reject: (why: unknown) => void
}
type OpenCode = { value: string; network: string; requestedAt: number }

const maxOpenCodes = 1_000
/** Offers that are added together; the list of open codes is read once for them. */
const maxBatchSize = 100
const StoredPairing = v.pipe(v.string(), v.parseJson(), PairingRecord)
const pairingPrefix = 'pairing/'

/**
 * Keeps at most a thousand codes open. Where they are all in use, the network with the most open codes loses its oldest, so
 * that strangers who request codes take them from each other and a screen elsewhere always gets one. Offers wait for
 * their turn, because those of one moment would otherwise all see the same room.
 */
export function createOpenCodes(store: Store): OpenCodes {
  /** What was parsed before, by key. */
  let parsed = new Map<string, OpenCode>()
  const waiting: PendingCode[] = []
  let isBusy = false

  async function makeRoom(count: number): Promise<void> {
    const listed = await store.list(pairingPrefix)
    parsed = new Map(listed.map(([key, value]) => [key, toOpenCode(value, parsed.get(key))]))
    const excess = parsed.size + count - maxOpenCodes
    if (excess <= 0) return
    for (const key of keysToDrop(parsed, excess)) await store.delete(key)
  }

  async function addAll(): Promise<void> {
    while (waiting.length > 0) {
      const offers = waiting.splice(0, maxBatchSize)
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

function toOpenCode(value: string, before: OpenCode | undefined): OpenCode {
  if (before?.value === value) return before
  const record = v.safeParse(StoredPairing, value)
  return record.success
    ? {
        value,
        network: clientNetwork(record.output.address),
        requestedAt: record.output.requestedAt,
      }
    : { value, network: '', requestedAt: 0 }
}

/** Oldest first, of the network that has the most open codes at the time; where several do, of the one with the oldest. */
function keysToDrop(open: ReadonlyMap<string, OpenCode>, count: number): string[] {
  const byNetwork = new Map<string, [key: string, code: OpenCode][]>()
  for (const entry of [...open].toSorted(([, a], [, b]) => a.requestedAt - b.requestedAt)) {
    const { network } = entry[1]
    const codes = byNetwork.get(network)
    if (codes === undefined) byNetwork.set(network, [entry])
    else codes.push(entry)
  }
  const queues = [...byNetwork.values()]
  const dropped: string[] = []
  while (dropped.length < count) {
    const next = queues
      .reduce<[string, OpenCode][]>((a, b) => (hasMoreCodes(b, a) ? b : a), [])
      .shift()
    if (next === undefined) break
    dropped.push(next[0])
  }
  return dropped
}

function hasMoreCodes(
  one: readonly [string, OpenCode][],
  other: readonly [string, OpenCode][],
): boolean {
  if (one.length !== other.length) return one.length > other.length
  return (one[0]?.[1].requestedAt ?? 0) < (other[0]?.[1].requestedAt ?? 0)
}

/** One entry of a pairing code: by which account, from which address. */
type CodeAttempt = { account: string; address: string }

/** How often screens may request codes, and people enter them. Both throw `too_many_attempts`. */
export type PairingLimits = {
  consumeOffer: (address: string) => Promise<void>
  /** Takes one entry of a code before it is looked up, which `right` gives back. */
  consumeGuess: (entry: CodeAttempt) => Promise<void>
  refundGuess: (entry: CodeAttempt) => Promise<void>
}

const offerWindowSeconds = 10 * 60
const guessWindowSeconds = 60

/**
 * At most 300 codes for a network (a building is behind one) in ten minutes. Wrong codes in one minute: 10 of an account
 * from one network, and 50 of an account from everywhere. A person who mistypes waits a minute at most; to find one of a
 * thousand open codes among 729 million takes days.
 */
export function createPairingLimits(): PairingLimits {
  const offers = new RateLimiterMemory({ points: 300, duration: offerWindowSeconds })
  const guessesByNetwork = new RateLimiterMemory({ points: 10, duration: guessWindowSeconds })
  const guesses = new RateLimiterMemory({ points: 50, duration: guessWindowSeconds })
  const bucket = createKeyBuckets()
  const networkKey = ({ account, address }: CodeAttempt) => bucket(account, clientNetwork(address))
  return {
    consumeOffer: (address) =>
      consumePoint(
        offers,
        bucket(clientNetwork(address)),
        'Too many pairing codes requested from this network. Try again later.',
      ),
    async consumeGuess(entry) {
      await consumePoint(guessesByNetwork, networkKey(entry), tooManyCodesMessage)
      await consumePoint(guesses, bucket(entry.account), tooManyCodesMessage)
    },
    async refundGuess(entry) {
      await guessesByNetwork.reward(networkKey(entry))
      await guesses.reward(bucket(entry.account))
    },
  }
}

const tooManyCodesMessage = 'Too many wrong pairing codes. Try again in a minute.'
