import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { type RoomPeak, PeakQuery, type PeakResponse } from '#src/contract/peak.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { Log, GatewayEnv } from '#server/gateway/http/request-log.ts'
import { accountName, type Session } from '#server/gateway/auth/session.ts'
import { findBudget, StoreError, type Store } from '#server/gateway/store/store.ts'
import { countLimits, liveSums, peakSince, raisePeak, type PeakStep } from './room-peaks.ts'
import { Hono } from 'hono'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { withSession, type WithSessionDeps } from '#server/gateway/auth/with-session.ts'

export type Peaks = {
  /** Notes the sums of an answer that Butlr gave to this session's live poll; `data` is the answer's. */
  observe: (session: Session, data: unknown, known: LimitSources) => void
  /** The largest sum of a room that this account's polls have seen since a moment, epoch milliseconds. */
  since: (session: Session, roomId: string, from: number) => Promise<RoomPeak | null>
  /** Stores what is not stored yet, before the process ends. */
  flush: () => Promise<void>
}

/** What limits the counts: the answer to `places` as JSON, null where Butlr gives none, and the operator's own file. */
type LimitSources = { places: string | null; overrides: Overrides | null }
type RoomPeaks = Map<string, readonly PeakStep[]>
type AccountPeaks = {
  rooms: RoomPeaks
  limits: { from: LimitSources; limits: ReturnType<typeof countLimits> } | null
  /** The hash of what the store is known to hold. */
  stored: string | null
  isChanged: boolean
  writtenAt: number
  /** The next write, or the one under way. */
  writing: Promise<void> | null
}
type PeaksDeps = {
  store: Store
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  /** Where Butlr is: accounts of one Butlr have nothing to do with those of another. */
  upstream: URL
}

const writeEveryMs = 10_000
/** As long as the longest local day. */
const retentionMs = 26 * 3_600_000
const maximum = { accounts: 200, rooms: 20_000 }
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
export function createPeaks({ store, now, log, upstream }: PeaksDeps): Peaks {
  // In order of use: a map iterates in the order of insertion.
  const accounts = new Map<string, AccountPeaks>()

  function getAccount(key: string): AccountPeaks {
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
    if (accounts.size > maximum.accounts && !oldest.done) accounts.delete(oldest.value)
    return account
  }

  async function write(key: string, account: AccountPeaks): Promise<void> {
    account.isChanged = false
    account.writtenAt = now()
    try {
      mergeStored(account, await store.get(key))
      for (const [id, steps] of account.rooms) {
        if ((steps.at(-1)?.[0] ?? 0) < now() - retentionMs) account.rooms.delete(id)
      }
      const value = serializePeaks(account.rooms, findBudget(key).maxEntryBytes)
      account.stored = hashText(value)
      await store.put(key, { value, untilMs: now() + retentionMs })
    } catch (error) {
      account.isChanged = true
      // Tried again with the next change.
      const isExpected = error instanceof StoreError
      log.warn(isExpected ? {} : { err: error }, 'peaks of the day not stored')
    }
  }

  /** Writes at once, or when the pause after the last write is over. */
  function writeSoon(key: string, account: AccountPeaks): void {
    const sinceMs = now() - account.writtenAt
    const waitMs = sinceMs >= 0 && sinceMs < writeEveryMs ? writeEveryMs - sinceMs : 0
    account.writing ??= (waitMs === 0 ? Promise.resolve() : delay(waitMs))
      .then(() => write(key, account))
      .finally(() => (account.writing = null))
  }

  return {
    observe(session, data, known) {
      const key = peaksKey(session, upstream)
      const account = getAccount(key)
      const at = now()
      const limits = cachedLimits(account, known)
      for (const [id, { people, sensors }] of liveSums(data, limits)) {
        const before = account.rooms.get(id)
        if (before === undefined && account.rooms.size >= maximum.rooms) continue
        const after = raisePeak(before ?? [], [at, people, sensors])
        if (after === before || after.length === 0) continue
        account.rooms.set(id, after)
        account.isChanged = true
      }
      if (account.isChanged) writeSoon(key, account)
    },
    async since(session, roomId, from) {
      const key = peaksKey(session, upstream)
      const account = getAccount(key)
      mergeStored(account, await store.get(key).catch(() => null))
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
function mergeStored(account: AccountPeaks, stored: string | null): void {
  if (stored === null || hashText(stored) === account.stored) return
  account.stored = hashText(stored)
  const read = v.safeParse(Stored, stored)
  for (const [id, steps] of Object.entries(read.success ? read.output : {})) {
    const own = account.rooms.get(id) ?? []
    if (own.length === 0 && account.rooms.size >= maximum.rooms) continue
    account.rooms.set(id, mergeSteps(steps, own))
  }
}

/** Never keeps the process alive. */
function delay(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}

/** Reckoned again only when Butlr or the operator said something new. */
function cachedLimits(account: AccountPeaks, known: LimitSources): ReturnType<typeof countLimits> {
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
function mergeSteps(one: readonly PeakStep[], other: readonly PeakStep[]): readonly PeakStep[] {
  return [...one, ...other]
    .toSorted(([a], [b]) => a - b)
    .reduce<readonly PeakStep[]>((steps, step) => raisePeak(steps, step), [])
}

/**
 * The peaks as the store takes them: where all steps of all rooms are too many bytes, only the first ones of each room,
 * which are the highest, and where those are too many, of as many rooms as fit.
 */
function serializePeaks(rooms: RoomPeaks, maxBytes: number): string {
  for (const most of storedSteps) {
    const text = serializeRooms([...rooms].map(([id, steps]) => [id, steps.slice(0, most)]))
    if (Buffer.byteLength(text) <= maxBytes) return text
  }
  let bytes = Buffer.byteLength('{}')
  const fitting = [...rooms].flatMap(([id, steps]): StoredRoom[] => {
    const room: StoredRoom = [id, steps.slice(0, 1)]
    // Its braces stand for the comma.
    const more = Buffer.byteLength(serializeRooms([room])) - 1
    if (bytes + more > maxBytes) return []
    bytes += more
    return [room]
  })
  return serializeRooms(fitting)
}

type StoredRoom = [id: string, steps: readonly PeakStep[]]

function serializeRooms(rooms: readonly StoredRoom[]): string {
  return JSON.stringify(Object.fromEntries(rooms))
}

function peaksKey(session: Session, upstream: URL): string {
  const account = JSON.stringify([upstream.href, session.kind, accountName(session)])
  return `peaks/${hashText(account)}`
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The peak of one room among all polls of the account that is signed in. */
export function createPeakRoutes(parts: WithSessionDeps & { peaks: Peaks }): Hono<GatewayEnv> {
  const routes = new Hono<GatewayEnv>()
  routes.get('/api/peak', async (c) => {
    const query = v.safeParse(PeakQuery, c.req.query())
    if (!query.success) throw new GatewayError('invalid_request')
    const { room, since } = query.output
    const peak = await withSession(c, parts, (session) => parts.peaks.since(session, room, since))
    return c.json({ peak } satisfies v.InferOutput<typeof PeakResponse>)
  })
  return routes
}
