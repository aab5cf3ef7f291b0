import { minute } from '#src/domain/time/duration.ts'
import { isPlausibleCount } from '#src/domain/occupancy/room-occupancy.ts'
import type { SamplesByKey } from './history.ts'
import {
  isChange,
  maximumGapMs,
  type ChangesBySensor,
  type CountChange,
  type HistoryChange,
  type RecentHistory,
} from './occupancy-changes.ts'
import { parseSamples } from './samples.ts'

/**
 * Parses a response by room and minute to every room's last half hour.
 *
 * @param at time of the response, Unix milliseconds
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
 * @param at time of the response, Unix milliseconds
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
 * Returns the changes of a room's occupancy. A sensor with an implausible count is missing: polls leave it out of the
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

/** Returns the changes of the sum of all plausible counts; null while no sensor has one. */
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
