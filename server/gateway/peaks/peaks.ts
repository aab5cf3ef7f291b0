import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import { type RoomPeak } from '#src/contract/peak.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { countSensorsOnce, type ReadingColumns } from '#server/gateway/butlr/reading-columns.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'
import { accountId, type Session } from '#server/gateway/auth/session.ts'
import { findBudget, StoreError, type Store } from '#server/gateway/store/store.ts'
import { createUnreadableLog } from '#server/gateway/store/unreadable-log.ts'
import { minuteSums, type MinuteHistory } from './minute-sums.ts'
import {
  countLimits,
  liveSums,
  mergePeaks,
  peakSince,
  raisePeak,
  type PeakStep,
} from './room-peaks.ts'

export type Peaks = {
  /** Records the sums of a live poll of this session. */
  observe: (session: Session, readings: ReadingColumns, known: PollContext) => void
  /** Records the sums of a per-minute history, so that they remain known while Butlr returns no history. */
  observeMinutes: (session: Session, history: MinuteHistory, known: PollContext) => void
  /** Returns the largest sum of a room that this account has received since `from` (Unix milliseconds), or null. */
  since: (session: Session, roomId: string, from: number) => Promise<RoomPeak | null>
  /** Stores unwritten peaks before the process exits. */
  flush: () => Promise<void>
}

/** The sources of count limits. `places` is null if Butlr returns no topology, `overrides` if there are none. */
type LimitSources = { places: PlacesSummary | null; overrides: Overrides | null }
/** `sensorRooms` is the room of each sensor in the topology, by MAC address. A sensor counts only in that room. */
export type PollContext = LimitSources & { sensorRooms: ReadonlyMap<string, string | null> }
type RoomPeaks = Map<string, readonly PeakStep[]>
type AccountPeaks = {
  rooms: RoomPeaks
  limits: { from: LimitSources; limits: ReturnType<typeof countLimits> } | null
  /** Hash of the last known stored value; null if nothing is stored. */
  stored: string | null
  isChanged: boolean
  writtenAt: number
  /** The scheduled write or the write in progress; null if there is neither. */
  writing: Promise<void> | null
}
type PeaksDeps = {
  store: Store
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  /** Base URL of Butlr, which separates the accounts of different upstreams. */
  upstream: URL
}

const writeEveryMs = 10_000
/** Exceeds the longest local day, which has 26 hours. */
const retentionMs = 27 * 3_600_000
/** Maximum number of accounts, and of rooms per account. */
const maximum = { accounts: 200, rooms: 20_000 }
/** Maximum number of stored steps per room; tried in this order until the value fits. */
const storedSteps = [Number.POSITIVE_INFINITY, 16, 8, 4, 2, 1]
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Stored = v.pipe(
  v.string(),
  v.parseJson(),
  v.record(v.string(), v.array(v.tuple([count, count, count]))),
)

/**
 * Tracks the peaks of each room separately for each account: the largest sums of its live polls and of its histories.
 * The sealed session determines the account; the request cannot name another account. Writes to the store at most every
 * 10 seconds, one key per account; while the store is unreachable, peaks stay in memory.
 */
export function createPeaks({ store, now, log, upstream }: PeaksDeps): Peaks {
  const accounts = new LRUCache<string, AccountPeaks>({
    max: maximum.accounts,
    memoMethod: () => ({
      rooms: new Map(),
      limits: null,
      stored: null,
      isChanged: false,
      writtenAt: 0,
      writing: null,
    }),
  })

  const logUnreadable = createUnreadableLog(log, 'cannot read stored peaks')

  /** Merges peaks that this or another gateway stored, unless they have been merged before. */
  function mergeStored(key: string, account: AccountPeaks, stored: string | null): void {
    if (stored === null || hashText(stored) === account.stored) return
    account.stored = hashText(stored)
    const read = v.safeParse(Stored, stored)
    if (read.success) mergeRooms(account, read.output, now())
    else logUnreadable(key, stored)
  }

  async function write(key: string, account: AccountPeaks): Promise<void> {
    account.isChanged = false
    account.writtenAt = now()
    try {
      mergeStored(key, account, await store.get(key))
      for (const [id, steps] of account.rooms) {
        if ((steps.at(-1)?.[0] ?? 0) < now() - retentionMs) account.rooms.delete(id)
      }
      const value = serializePeaks(account.rooms, findBudget(key).maxEntryBytes)
      account.stored = hashText(value)
      await store.put(key, { value, untilMs: now() + retentionMs })
    } catch (error) {
      account.isChanged = true
      // The next change triggers another write.
      const isExpected = error instanceof StoreError
      log.warn(isExpected ? {} : { err: error }, 'cannot store daily peaks')
    }
  }

  /** Writes immediately if the last write was at least `writeEveryMs` ago, otherwise once that time has passed. */
  function writeSoon(key: string, account: AccountPeaks): void {
    const sinceMs = now() - account.writtenAt
    const waitMs = sinceMs >= 0 && sinceMs < writeEveryMs ? writeEveryMs - sinceMs : 0
    account.writing ??= (waitMs === 0 ? Promise.resolve() : delay(waitMs))
      .then(() => write(key, account))
      .finally(() => (account.writing = null))
  }

  return {
    observe(session, readings, known) {
      const key = peaksKey(session, upstream)
      const account = accounts.memo(key)
      const limits = cachedLimits(account, known)
      const at = now()
      const counted = countSensorsOnce(readings, known.sensorRooms)
      for (const [id, { people, sensors }] of liveSums(counted, limits)) {
        raiseRoom(account, id, (steps) => raisePeak(steps, [at, people, sensors]))
      }
      if (account.isChanged) writeSoon(key, account)
    },
    observeMinutes(session, history, known) {
      const key = peaksKey(session, upstream)
      const account = accounts.memo(key)
      const sums = minuteSums(history, cachedLimits(account, known), known.sensorRooms)
      raiseRoom(account, history.roomId, (steps) => mergePeaks(steps, sums, now()))
      if (account.isChanged) writeSoon(key, account)
    },
    async since(session, roomId, from) {
      const key = peaksKey(session, upstream)
      const account = accounts.memo(key)
      mergeStored(key, account, await store.get(key).catch(() => null))
      const found = peakSince(account.rooms.get(roomId) ?? [], from, now())
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

/** Raises the peaks of one room, unless the room is new and the account has too many rooms. */
function raiseRoom(
  account: AccountPeaks,
  id: string,
  raise: (steps: readonly PeakStep[]) => readonly PeakStep[],
): void {
  const before = account.rooms.get(id)
  if (before === undefined && account.rooms.size >= maximum.rooms) return
  const after = raise(before ?? [])
  if (after === before || after.length === 0) return
  account.rooms.set(id, after)
  account.isChanged = true
}

function mergeRooms(account: AccountPeaks, rooms: v.InferOutput<typeof Stored>, now: number): void {
  for (const [id, steps] of Object.entries(rooms)) {
    const current = account.rooms.get(id) ?? []
    if (current.length === 0 && account.rooms.size >= maximum.rooms) continue
    account.rooms.set(id, mergePeaks(steps, current, now))
  }
}

/** Resolves after `ms` milliseconds; the timer does not keep the process alive. */
function delay(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}

/** Recomputes the limits only if the topology or the overrides have changed. */
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

/**
 * Serialises peaks to at most `maxBytes`. If not all steps fit, keeps only the first steps of each room, which are the
 * highest; if one step per room does not fit, keeps as many rooms as possible.
 */
function serializePeaks(rooms: RoomPeaks, maxBytes: number): string {
  for (const most of storedSteps) {
    const text = serializeRooms([...rooms].map(([id, steps]) => [id, steps.slice(0, most)]))
    if (Buffer.byteLength(text) <= maxBytes) return text
  }
  let bytes = Buffer.byteLength('{}')
  const fitting = [...rooms].flatMap(([id, steps]): StoredRoom[] => {
    const room: StoredRoom = [id, steps.slice(0, 1)]
    // One byte less, because a comma replaces the two braces.
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
  const account = JSON.stringify([upstream.href, session.kind, accountId(session)])
  return `peaks/${hashText(account)}`
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
