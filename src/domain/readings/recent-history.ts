import { minute } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import type { SamplesByKey } from './history.ts'

/** The length of a sparkline in milliseconds. */
export const recentHistoryMs = 30 * minute

/** A change of a room's occupancy: the number of people from `at` (Unix milliseconds) on; null when unknown. */
export type OccupancyChange = readonly [at: number, people: number | null]

/** Occupancy changes by room. Plain JSON, so that the query cache reuses the lists of rooms without a change. */
export type ChangesByRoom = Record<string, OccupancyChange[]>

/** Every room's last half hour from the API, up to `at` in Unix milliseconds. */
export type RecentHistory = { at: number; rooms: ChangesByRoom }

/**
 * One-minute windows further apart than this many milliseconds leave a gap. So do polls, unless the poll interval is
 * longer.
 */
const maximumGapMs = 1.5 * minute

/**
 * Converts samples by room and minute to occupancy changes. Consecutive equal values are one change; missing minutes
 * are a gap. Skips incomplete minutes and minutes in which fewer sensors reported than in others, because they would
 * show a false dip.
 *
 * @param at time of the response, Unix milliseconds
 */
export function changesFromSamples(samples: SamplesByKey, at: number): ChangesByRoom {
  const rooms: ChangesByRoom = {}
  for (const [roomId, list] of Object.entries(samples)) {
    const sensors = Math.max(0, ...list.map((sample) => sample.sensors))
    const steps: OccupancyChange[] = []
    let previous: number | undefined
    for (const sample of list) {
      if (sample.at + minute > at || sample.sensors < sensors) continue
      if (previous !== undefined && sample.at - previous > maximumGapMs) {
        pushChange(steps, previous + minute, null)
      }
      pushChange(steps, sample.at, sample.value)
      previous = sample.at
    }
    rooms[roomId] = steps
  }
  return rooms
}

/**
 * Appends one poll to the changes. A room missing from the poll has a gap from then on, and a pause in polling leaves a
 * gap for its duration. Changes older than half an hour are dropped, except the one in effect at that time.
 *
 * @param before the changes so far and the time of the last poll; undefined before the first poll
 * @param at time of the response, Unix milliseconds
 * @param intervalMs poll interval in milliseconds; up to 2.5 intervals between polls are not a pause
 */
export function appendPoll(
  before: { at: number; recent: ChangesByRoom } | undefined,
  readings: ReadingsByRoom,
  at: number,
  intervalMs: number,
): ChangesByRoom {
  const pauseMs = Math.max(maximumGapMs, 2.5 * intervalMs)
  const kept = before?.recent ?? {}
  const rooms: ChangesByRoom = {}
  for (const roomId of new Set([...Object.keys(kept), ...Object.keys(readings)])) {
    const steps = [...(kept[roomId] ?? [])]
    if (before && at - before.at > pauseMs) pushChange(steps, before.at, null)
    pushChange(steps, at, sumLast(readings[roomId]))
    const pruned = pruneBefore(steps, at - recentHistoryMs)
    if (pruned.some(([, count]) => count !== null)) rooms[roomId] = pruned
  }
  return rooms
}

/**
 * Returns one room's last half hour: the API's history up to `historyAt`, then the changes from polls.
 *
 * @param history the room's changes in the API's history
 * @param historyAt time of the history response, Unix milliseconds
 * @param polled the room's changes from polls
 */
export function mergeHistory(
  history: readonly OccupancyChange[],
  historyAt: number,
  polled: readonly OccupancyChange[],
): OccupancyChange[] {
  const steps: OccupancyChange[] = []
  for (const [at, count] of history) if (at <= historyAt) pushChange(steps, at, count)
  const holding = polled.findLast(([at]) => at <= historyAt)
  if (holding) pushChange(steps, historyAt, holding[1])
  for (const [at, count] of polled) if (at > historyAt) pushChange(steps, at, count)
  return steps
}

function pushChange(steps: OccupancyChange[], at: number, count: number | null): void {
  const last = steps.at(-1)
  if (last ? last[1] !== count : count !== null) steps.push([at, count])
}

function pruneBefore(steps: OccupancyChange[], from: number): OccupancyChange[] {
  const holds = steps.findLastIndex(([at]) => at <= from)
  return holds > 0 ? steps.slice(holds) : steps
}

/** Returns the sum of `last`; null when no sensor in the room has a count. */
function sumLast(sensors: ReadingsByRoom[string] | undefined): number | null {
  let sum: number | null = null
  for (const reading of Object.values(sensors ?? {})) {
    if (reading.kind === 'reading') sum = (sum ?? 0) + reading.metrics.last
  }
  return sum
}
