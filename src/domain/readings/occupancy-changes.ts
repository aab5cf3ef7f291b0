import { minute } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'

/** The length of a sparkline in milliseconds. */
export const recentHistoryMs = 30 * minute

/** A change of a count: the number of people from `at` (Unix milliseconds) on; null when unknown. */
export type CountChange = readonly [at: number, people: number | null]

/** The changes of each sensor's count, by MAC address. */
export type ChangesBySensor = Record<string, readonly CountChange[]>

/** Changes by room and sensor. Plain JSON, so that the query cache reuses the lists of rooms without a change. */
export type ChangesByRoom = Record<string, ChangesBySensor>

/** A change of a room's sum in the API's history, and the largest count of one sensor from then on. */
export type HistoryChange = readonly [at: number, people: number | null, largest: number]

/** Every room's last half hour from the API, up to `at` in Unix milliseconds. */
export type RecentHistory = { at: number; rooms: Record<string, HistoryChange[]> }

/**
 * One-minute windows further apart than this many milliseconds leave a gap. So do polls, unless the poll interval is
 * longer.
 */
export const maximumGapMs = 1.5 * minute

/**
 * Appends one poll to the changes. A sensor missing from the poll has a gap from then on, and a pause in polling leaves
 * a gap for its duration. Changes older than half an hour are dropped, except the one in effect at that time. Keeps the
 * objects of rooms without a change.
 *
 * @param before the changes so far, and the readings and the time of the last poll; undefined before the first poll
 * @param readings a room that is the same object as in the last poll has no changes
 * @param at time of the response, Unix milliseconds
 * @param intervalMs poll interval in milliseconds; up to 2.5 intervals between polls are not a pause
 */
export function appendPoll(
  before: { at: number; readings: ReadingsByRoom; recent: ChangesByRoom } | undefined,
  readings: ReadingsByRoom,
  at: number,
  intervalMs: number,
): ChangesByRoom {
  const pausedAt =
    before && at - before.at > Math.max(maximumGapMs, 2.5 * intervalMs) ? before.at : null
  const from = at - recentHistoryMs
  const kept = before?.recent ?? {}
  const rooms: ChangesByRoom = {}
  for (const roomId of Object.keys({ ...kept, ...readings })) {
    const now = readings[roomId]
    const known = kept[roomId]
    const isSame = pausedAt === null && now === before?.readings[roomId]
    if (isSame && !hasOldChanges(known, from)) {
      if (known) rooms[roomId] = known
      continue
    }
    const sensors: Record<string, readonly CountChange[]> = {}
    for (const mac in { ...known, ...now }) {
      let steps = known?.[mac] ?? []
      if (pausedAt !== null) steps = withChange(steps, [pausedAt, null])
      const reading = now?.[mac]
      steps = withChange(steps, [at, reading?.kind === 'reading' ? reading.metrics.last : null])
      steps = pruneBefore(steps, from)
      if (steps.some(([, count]) => count !== null)) sensors[mac] = steps
    }
    if (Object.keys(sensors).length > 0) rooms[roomId] = shareEntries(known, sensors)
  }
  return shareEntries(kept, rooms)
}

function hasOldChanges(sensors: ChangesBySensor | undefined, from: number): boolean {
  for (const mac in sensors) {
    const second = sensors[mac]?.[1]
    if (second && second[0] <= from) return true
  }
  return false
}

/** Returns `previous` when the new record has the same entries: the same keys with identical values. */
export function shareEntries<T>(
  previous: Record<string, T> | undefined,
  next: Record<string, T>,
): Record<string, T> {
  const keys = Object.keys(next)
  return previous &&
    keys.length === Object.keys(previous).length &&
    keys.every((key) => previous[key] === next[key])
    ? previous
    : next
}

/** Returns whether a change at the end of a list changes anything; a list never starts with an unknown count. */
export function isChange<TChange extends CountChange | HistoryChange>(
  steps: readonly TChange[],
  change: TChange,
): boolean {
  const last = steps.at(-1)
  return last
    ? last.some((value, index) => index > 0 && value !== change[index])
    : change[1] !== null
}

function withChange(steps: readonly CountChange[], change: CountChange): readonly CountChange[] {
  return isChange(steps, change) ? [...steps, change] : steps
}

function pruneBefore(steps: readonly CountChange[], from: number): readonly CountChange[] {
  const holds = steps.findLastIndex(([at]) => at <= from)
  return holds > 0 ? steps.slice(holds) : steps
}
