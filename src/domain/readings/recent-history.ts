import { minute } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom, SamplesByKey } from './readings.ts'

/** What a sparkline spans. */
export const recentHistoryMs = 30 * minute

/** From this moment on a room had so many people; null where nothing is known. Unix milliseconds. */
export type OccupancyChange = readonly [at: number, people: number | null]

/** Steps by room. A room's list is a new one only when its occupancy changed. */
export type ChangesByRoom = Record<string, OccupancyChange[]>

/** What the API knows of every room's last half hour, and up to when. Unix milliseconds. */
export type RecentHistory = { at: number; rooms: ChangesByRoom }

/** Windows of a minute that are further apart than this leave a gap; so do polls, unless they are rarer by design. */
const maximumGapMs = 1.5 * minute

/**
 * Turns an answer by room and minute into steps; equal values in a row are one step, missing minutes are a gap.
 * A minute that is not over, or in which fewer sensors spoke than in others, would show a dip that never was: it is left
 * out.
 *
 * @param at when the answer was given, Unix milliseconds
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
 * Grows the steps by one poll. A room missing from the poll has a gap from then on; after a pause in polling there is
 * a gap for as long as nothing was known. Steps older than half an hour go, but for the one that still holds then.
 *
 * @param before the steps so far, and when they were last grown; undefined before the first poll
 * @param at when the poll was answered, Unix milliseconds
 * @param intervalMs milliseconds between polls: what follows sooner than two and a half of them is no pause
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
 * One room's last half hour: what the API told up to `historyAt`, then what polls have seen since.
 *
 * @param history the room's steps in the API's answer
 * @param historyAt when that answer was given, Unix milliseconds
 * @param grown the room's steps from polls
 */
export function mergeHistory(
  history: readonly OccupancyChange[],
  historyAt: number,
  grown: readonly OccupancyChange[],
): OccupancyChange[] {
  const steps: OccupancyChange[] = []
  for (const [at, count] of history) if (at <= historyAt) pushChange(steps, at, count)
  const holding = grown.findLast(([at]) => at <= historyAt)
  if (holding) pushChange(steps, historyAt, holding[1])
  for (const [at, count] of grown) if (at > historyAt) pushChange(steps, at, count)
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

/** The plain sum of `last`; null when no sensor of the room has a count. */
function sumLast(sensors: ReadingsByRoom[string] | undefined): number | null {
  let sum: number | null = null
  for (const reading of Object.values(sensors ?? {})) {
    if (reading.kind === 'reading') sum = (sum ?? 0) + reading.metrics.last
  }
  return sum
}
