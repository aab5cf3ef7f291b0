import * as v from 'valibot'
import { clientNetwork, clientSite } from '#server/gateway/http/client-address.ts'
import { fairEvictionOrder } from '#server/gateway/store/fair-eviction.ts'
import type { Store, StoreEntry } from '#server/gateway/store/store.ts'
import { PairingRecord } from './display-record.ts'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createKeyBuckets, consumePoint } from '#server/gateway/auth/login-limits.ts'

type OpenCodes = {
  /** Adds a code. Returns false if the code is in use. Throws `StoreError`. */
  add: (key: string, written: StoreEntry) => Promise<boolean>
}
type PendingCode = {
  key: string
  written: StoreEntry
  resolve: (added: boolean) => void
  reject: (why: unknown) => void
}
type OpenCode = { value: string; owners: [site: string, network: string]; requestedAt: number }

const maxOpenCodes = 1_000
/** Maximum number of codes added at once, with one read of the open codes. */
const maxBatchSize = 100
const StoredPairing = v.pipe(v.string(), v.parseJson(), PairingRecord)
const pairingPrefix = 'pairing/'

/**
 * Stores the open codes, at most 1,000. For each further code, evicts the oldest code of the network with the most open
 * codes, within the client site (`clientSite`) with the most open codes. An attacker whose site has the most codes
 * therefore displaces only codes of that site, and screens elsewhere always get a code. Codes are added from a queue,
 * because concurrent additions would all count the same free space.
 */
export function createOpenCodes(store: Store): OpenCodes {
  /** Codes from the previous read of the store, by key. */
  let parsed = new Map<string, OpenCode>()
  const waiting: PendingCode[] = []
  let isBusy = false

  async function makeRoom(count: number): Promise<void> {
    const listed = await store.list(pairingPrefix)
    parsed = new Map(listed.map(([key, value]) => [key, toOpenCode(value, parsed.get(key))]))
    const candidates = [...parsed].map(([key, { owners, requestedAt }]) => ({
      key,
      at: requestedAt,
      owners,
    }))
    let excess = parsed.size + count - maxOpenCodes
    if (excess <= 0) return
    for (const key of fairEvictionOrder(candidates)) {
      await store.delete(key)
      excess -= 1
      if (excess <= 0) return
    }
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
    // `isBusy` is set synchronously after the last check of the queue; otherwise, a code queued in between would wait
    // forever.
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
        owners: [clientSite(record.output.address), clientNetwork(record.output.address)],
        requestedAt: record.output.requestedAt,
      }
    : { value, owners: ['', ''], requestedAt: 0 }
}

type CodeAttempt = { account: string; address: string }

/** Limits how often screens request codes and people enter codes. `consume…` methods throw `too_many_attempts`. */
export type PairingLimits = {
  consumeOffer: (address: string) => Promise<void>
  /** Counts an attempt before the code is looked up. `refundGuess` undoes that after a correct code. */
  consumeGuess: (entry: CodeAttempt) => Promise<void>
  refundGuess: (entry: CodeAttempt) => Promise<void>
}

const offerWindowSeconds = 10 * 60
const guessWindowSeconds = 60

/**
 * Creates the limits. Each network (usually a whole building) gets at most 300 codes in ten minutes. Wrong codes per
 * minute: 10 per account and network, and 50 per account. A person who mistypes waits a minute at most; guessing any of
 * a thousand open codes among 729 million takes days.
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
