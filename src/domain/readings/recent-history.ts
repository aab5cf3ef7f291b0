import { minute } from '#src/domain/time/duration.ts'
import { type ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import { isPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import type { SamplesByKey } from './history.ts'
import { shareEntries } from './readings.ts'
import { parseSamples } from './samples.ts'

/** The length of a sparkline in milliseconds. */
export const recentHistoryMs = 30 * minute

/** A change in a count: the number of people from `at` (Unix milliseconds) on; null when unknown. */
export type CountChange = readonly [at: number, people: number | null]

/** The changes in each sensor's count, by MAC address. */
export type ChangesBySensor = Record<string, readonly CountChange[]>

/** Changes by room and sensor. Plain JSON, so that the query cache reuses the lists of rooms without a change. */
export type ChangesByRoom = Record<string, ChangesBySensor>

/**
 * A change in a room's history from the API: its time (Unix milliseconds), the room's sum (null in a gap) and the
 * largest count of a single sensor. Both apply until the next change.
 */
export type HistoryChange = readonly [at: number, people: number | null, largest: number]

/** Every room's last half hour from the API, up to `at` in Unix milliseconds. */
export type RecentHistory = { at: number; rooms: Record<string, HistoryChange[]> }

/**
 * One-minute windows that are further apart than this have a gap between them. Polls have a gap between them only if
 * they are also more than 2.5 poll intervals apart.
 */
const maximumGapMs = 1.5 * minute

/** The changes recorded from polls, with the time and the readings of the latest poll. */
export type PolledChanges = { at: number; readings: ReadingsByRoom; changes: ChangesByRoom }

/**
 * Appends one poll to the changes. A sensor missing from the poll has a gap from that poll on, and a pause in polling
 * leaves a gap for its duration. Changes older than half an hour are dropped, except the last of them, which is still
 * in effect. Keeps the objects of rooms without a change.
 *
 * @param before the changes so far; undefined before the first poll
 * @param poll its time in Unix milliseconds and its readings; a room that is the same object as in the previous poll
 * has no changes
 * @param intervalMs poll interval in milliseconds; up to 2.5 intervals between polls are not a pause
 */
export function appendPoll(
  before: PolledChanges | undefined,
  { at, readings }: Pick<PolledChanges, 'at' | 'readings'>,
  intervalMs: number,
): PolledChanges {
  const pausedAt =
    before && at - before.at > Math.max(maximumGapMs, 2.5 * intervalMs) ? before.at : null
  const from = at - recentHistoryMs
  const kept = before?.changes ?? {}
  const changes: ChangesByRoom = {}
  for (const roomId of Object.keys({ ...kept, ...readings })) {
    const now = readings[roomId]
    const known = kept[roomId]
    const isSame = pausedAt === null && now === before?.readings[roomId]
    if (isSame && !hasOldChanges(known, from)) {
      if (known) changes[roomId] = known
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
    if (Object.keys(sensors).length > 0) changes[roomId] = shareEntries(known, sensors)
  }
  return { at, readings, changes: shareEntries(kept, changes) }
}

function hasOldChanges(sensors: ChangesBySensor | undefined, from: number): boolean {
  for (const mac in sensors) {
    const second = sensors[mac]?.[1]
    if (second && second[0] <= from) return true
  }
  return false
}

/** Returns whether appending a change to a list has an effect. A list never starts with an unknown count. */
function isChange<TChange extends CountChange | HistoryChange>(
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

/**
 * Parses a response grouped by room and minute into every room's last half hour.
 *
 * @param at time of the response, in Unix milliseconds
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseRecentHistory(data: unknown, at: number): RecentHistory {
  return { at, rooms: changesFromSamples(parseSamples(data, at), at) }
}

/**
 * Converts samples by room and minute to occupancy changes. Consecutive equal values are one change; missing minutes
 * are a gap. Skips incomplete minutes and minutes in which fewer sensors reported than in others, because they would
 * show a false dip.
 *
 * @param at time of the response, in Unix milliseconds
 */
export function changesFromSamples(samples: SamplesByKey, at: number): RecentHistory['rooms'] {
  const rooms: RecentHistory['rooms'] = {}
  for (const [roomId, list] of Object.entries(samples)) {
    const sensors = Math.max(0, ...list.map((sample) => sample.sensors))
    const steps: HistoryChange[] = []
    let previous: number | undefined
    for (const sample of list) {
      if (sample.at + minute > at || sample.sensors < sensors) continue
      if (previous !== undefined && sample.at - previous > maximumGapMs) {
        pushChange(steps, [previous + minute, null, 0])
      }
      pushChange(steps, [sample.at, sample.value, sample.largest])
      previous = sample.at
    }
    rooms[roomId] = steps
  }
  return rooms
}

/** One room's last half hour: the API's history up to `historyAt` (Unix milliseconds), then the changes from polls. */
export type RoomHistory = {
  history: readonly HistoryChange[]
  historyAt: number
  polled: ChangesBySensor
}

/**
 * Returns the changes in a room's occupancy. A sensor with an implausible count is missing: polls leave it out of the
 * sum, and the API's history, which has only sums, has a gap.
 *
 * @param maximum the largest plausible count of one sensor
 */
export function recentOccupancy(
  { history, historyAt, polled }: RoomHistory,
  maximum: number,
): CountChange[] {
  const sums = sumChanges(polled, maximum)
  const steps: CountChange[] = []
  for (const [at, people, largest] of history) {
    if (at <= historyAt) pushChange(steps, [at, isPlausibleCount(largest, maximum) ? people : null])
  }
  const holding = sums.findLast(([at]) => at <= historyAt)
  if (holding) pushChange(steps, [historyAt, holding[1]])
  for (const change of sums) if (change[0] > historyAt) pushChange(steps, change)
  return steps
}

/** Returns the changes in the sum of all plausible counts, or null while no sensor has a plausible count. */
function sumChanges(sensors: ChangesBySensor, maximum: number): CountChange[] {
  const changes = Object.entries(sensors)
    .flatMap(([mac, steps]) => steps.map(([at, count]) => ({ mac, at, count })))
    .toSorted((a, b) => a.at - b.at)
  const current = new Map<string, number>()
  const sums: CountChange[] = []
  for (const [index, { mac, at, count }] of changes.entries()) {
    if (count !== null && isPlausibleCount(count, maximum)) current.set(mac, count)
    else current.delete(mac)
    if (changes[index + 1]?.at === at) continue
    const people = [...current.values()].reduce((sum, one) => sum + one, 0)
    pushChange(sums, [at, current.size === 0 ? null : people])
  }
  return sums
}

function pushChange<TChange extends CountChange | HistoryChange>(
  steps: TChange[],
  change: TChange,
): void {
  if (isChange(steps, change)) steps.push(change)
}
