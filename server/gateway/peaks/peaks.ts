import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { type DayPeak, PeakQuery, type PeakAnswer } from '#src/contract/peak.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Log, GatewayEnv } from '#server/gateway/http/request-log.ts'
import { accountName, type Session } from '#server/gateway/auth/session.ts'
import { budgetOf, StoreFailure, type Store } from '#server/gateway/store/store.ts'
import { countLimits, liveSums, peakSince, raisePeak, type PeakStep } from './room-peaks.ts'
import { Hono } from 'hono'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import { relay, type RelayParts } from '#server/gateway/auth/with-session.ts'

export type Peaks = {
  /** Notes the sums of an answer that Butlr gave to this session's live poll; `data` is the answer's. */
  observe: (session: Session, data: unknown, known: Known) => void
  /** The largest sum of a room that this account's polls have seen since a moment, epoch milliseconds. */
  since: (session: Session, roomId: string, from: number) => Promise<DayPeak | null>
  /** Stores what is not stored yet, before the process ends. */
  flush: () => Promise<void>
}

/** What limits the counts: the answer to `places` as JSON, null where Butlr gives none, and the operator's own file. */
type Known = { places: string | null; overrides: Overrides | null }
type Rooms = Map<string, readonly PeakStep[]>
type Account = {
  rooms: Rooms
  limits: { from: Known; limits: ReturnType<typeof countLimits> } | null
  /** The hash of what the store is known to hold. */
  stored: string | null
  isChanged: boolean
  writtenAt: number
  /** The next write, or the one under way. */
  writing: Promise<void> | null
}
type Parts = {
  store: Store
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  /** Where Butlr is: accounts of one Butlr have nothing to do with those of another. */
  upstream: URL
}

const writeEveryMs = 10_000
/** As long as the longest local day. */
const keepMs = 26 * 3_600_000
const most = { accounts: 200, rooms: 20_000 }
/** How many steps of each room are stored, fewer where more do not fit. */
const storedSteps = [Number.POSITIVE_INFINITY, 16, 8, 4, 2, 1]
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Stored = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(v.string(), v.array(v.tuple([count, count, count]))),
)

/**
 * Remembers each room's peaks, apart for every account: who is who is what the sealed session says, never what a request
 * says. Kept in the store at most every 10 seconds, one key an account; without the store it goes on in memory.
 */
export function createPeaks({ store, now, log, upstream }: Parts): Peaks {
  // In order of use: a map iterates in the order of insertion.
  const accounts = new Map<string, Account>()

  function accountOf(key: string): Account {
    const account = accounts.get(key) ?? {
      rooms: new Map<string, readonly PeakStep[]>(),
      limits: null,
      stored: null,
      isChanged: false,
      writtenAt: 0,
      writing: null,
    }
    accounts.delete(key)
    accounts.set(key, account)
    const oldest = accounts.keys().next()
    if (accounts.size > most.accounts && !oldest.done) accounts.delete(oldest.value)
    return account
  }

  async function write(key: string, account: Account): Promise<void> {
    account.isChanged = false
    account.writtenAt = now()
    try {
      merge(account, await store.get(key))
      for (const [id, steps] of account.rooms) {
        if ((steps.at(-1)?.[0] ?? 0) < now() - keepMs) account.rooms.delete(id)
      }
      const value = textOf(account.rooms, budgetOf(key).maxEntryBytes)
      account.stored = hashOf(value)
      await store.put(key, { value, untilMs: now() + keepMs })
    } catch (error) {
      account.isChanged = true
      // Tried again with the next change.
      const isExpected = error instanceof StoreFailure
      log.warn(isExpected ? {} : { err: error }, 'peaks of the day not stored')
    }
  }

  /** Writes at once, or when the pause after the last write is over. */
  function writeSoon(key: string, account: Account): void {
    const sinceMs = now() - account.writtenAt
    const waitMs = sinceMs >= 0 && sinceMs < writeEveryMs ? writeEveryMs - sinceMs : 0
    account.writing ??= (waitMs === 0 ? Promise.resolve() : after(waitMs))
      .then(() => write(key, account))
      .finally(() => (account.writing = null))
  }

  return {
    observe(session, data, known) {
      const key = keyOf(session, upstream)
      const account = accountOf(key)
      const at = now()
      const limits = limitsOf(account, known)
      for (const [id, { people, sensors }] of liveSums(data, limits)) {
        const before = account.rooms.get(id)
        if (before === undefined && account.rooms.size >= most.rooms) continue
        const after = raisePeak(before ?? [], [at, people, sensors])
        if (after === before || after.length === 0) continue
        account.rooms.set(id, after)
        account.isChanged = true
      }
      if (account.isChanged) writeSoon(key, account)
    },
    async since(session, roomId, from) {
      const key = keyOf(session, upstream)
      const account = accountOf(key)
      merge(account, await store.get(key).catch(() => null))
      const found = peakSince(account.rooms.get(roomId) ?? [], from)
      if (found === null) return null
      const [at, people, sensors] = found
      return { at, people, sensors }
    },
    async flush() {
      const changed = [...accounts].filter(([, { isChanged }]) => isChanged)
      await Promise.all(changed.map(([key, account]) => write(key, account)))
    },
  }
}

/** Takes in what this or another gateway stored, unless that is known already. */
function merge(account: Account, stored: string | null): void {
  if (stored === null || hashOf(stored) === account.stored) return
  account.stored = hashOf(stored)
  const read = v.safeParse(Stored, stored)
  for (const [id, steps] of Object.entries(read.success ? read.output : {})) {
    const own = account.rooms.get(id) ?? []
    if (own.length === 0 && account.rooms.size >= most.rooms) continue
    account.rooms.set(id, merged(steps, own))
  }
}

/** Never keeps the process alive. */
function after(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}

/** Reckoned again only when Butlr or the operator said something new. */
function limitsOf(account: Account, known: Known): ReturnType<typeof countLimits> {
  const from = account.limits?.from
  if (
    account.limits === null ||
    from?.places !== known.places ||
    from.overrides !== known.overrides
  ) {
    account.limits = { from: known, limits: countLimits(known.places, known.overrides) }
  }
  return account.limits.limits
}

/** Both in order of time, each the other's earlier or later part, or both. */
function merged(one: readonly PeakStep[], other: readonly PeakStep[]): readonly PeakStep[] {
  return [...one, ...other]
    .toSorted(([a], [b]) => a - b)
    .reduce<readonly PeakStep[]>((steps, step) => raisePeak(steps, step), [])
}

/**
 * The peaks as the store takes them: where all steps of all rooms are too many bytes, only the first ones of each room,
 * which are the highest, and where those are too many, of as many rooms as fit.
 */
function textOf(rooms: Rooms, maxBytes: number): string {
  for (const most of storedSteps) {
    const text = textOfEach([...rooms].map(([id, steps]) => [id, steps.slice(0, most)]))
    if (Buffer.byteLength(text) <= maxBytes) return text
  }
  let bytes = Buffer.byteLength('{}')
  const fitting = [...rooms].flatMap(([id, steps]): StoredRoom[] => {
    const room: StoredRoom = [id, steps.slice(0, 1)]
    // Its braces stand for the comma.
    const more = Buffer.byteLength(textOfEach([room])) - 1
    if (bytes + more > maxBytes) return []
    bytes += more
    return [room]
  })
  return textOfEach(fitting)
}

type StoredRoom = [id: string, steps: readonly PeakStep[]]

function textOfEach(rooms: readonly StoredRoom[]): string {
  return JSON.stringify(Object.fromEntries(rooms))
}

function keyOf(session: Session, upstream: URL): string {
  const account = JSON.stringify([upstream.href, session.kind, accountName(session)])
  return `peaks/${hashOf(account)}`
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The peak of one room among all polls of the account that is signed in. */
export function createPeakRoutes(parts: RelayParts & { peaks: Peaks }): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/peak', async (c) => {
    const query = v.safeParse(PeakQuery, c.req.query())
    if (!query.success) throw new GatewayProblem('invalid_request')
    const { room, since } = query.output
    const peak = await relay(c, parts, (session) => parts.peaks.since(session, room, since))
    return c.json({ peak } satisfies v.InferOutput<typeof PeakAnswer>)
  })
  return routes
}
