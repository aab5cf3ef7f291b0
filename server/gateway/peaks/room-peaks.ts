import { isPlausibleCount, maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import { isEventTime } from '#src/contract/butlr-values.ts'
import { roomCountLimit } from '#server/gateway/displays/board-rooms.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { type ReadingColumns, roomCounts } from '#server/gateway/butlr/reading-columns.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'

/** The sum of a room's counts in one poll, and the number of sensors that contribute to it. */
type LiveSum = { people: number; sensors: number }
/** The largest plausible count of one sensor in each room, by room ID. */
export type CountLimits = ReadonlyMap<string, number>

const unlistedRoom = { capacity: null, maximumSensorCount: null }

/**
 * Returns the count limits of an account's rooms, by the rule that the page uses too
 * (see src/domain/occupancy/room-occupancy.ts). A room that is not in the topology has the general limit.
 *
 * @param places null if Butlr returns no topology
 */
export function countLimits(
  places: Pick<PlacesSummary, 'sites'> | null,
  overrides: Overrides | null,
): CountLimits {
  const sites = places?.sites ?? []
  const floors = sites.flatMap((site) => site.buildings.flatMap((building) => building.floors))
  return new Map(
    floors.flatMap((floor) =>
      floor.rooms.map((room): [string, number] => [
        room.id,
        maximumPlausibleCount(roomCountLimit(room, overrides)),
      ]),
    ),
  )
}

/** Yields the sum of each room in a live poll. Skips rooms without a plausible count. */
export function* liveSums(
  readings: ReadingColumns,
  limits: CountLimits,
): Generator<[string, LiveSum]> {
  for (const [roomId, sensors] of roomCounts(readings)) {
    const limit = roomLimit(limits, roomId)
    const plausible = sensors.flatMap(({ count }) =>
      count !== null && isPlausibleCount(count, limit) ? [count] : [],
    )
    if (plausible.length === 0) continue
    const people = plausible.reduce((sum, count) => sum + count, 0)
    yield [roomId, { people, sensors: plausible.length }]
  }
}

/** Returns the largest plausible count of one sensor in a room. */
export function roomLimit(limits: CountLimits, roomId: string): number {
  return limits.get(roomId) ?? maximumPlausibleCount(unlistedRoom)
}

/** The largest sum within a quarter of an hour: time (Unix milliseconds), people, and number of sensors. */
export type PeakStep = readonly [at: number, people: number, sensors: number]

/** In every time zone, local days begin on a quarter of an hour in UTC, so a finer resolution is unnecessary. */
const quarterMs = 15 * 60_000
/** The longest local day, which has 26 hours (Antarctica/Troll), plus the resolution of the steps. */
const longestDayMs = 26 * 3_600_000 + quarterMs

/**
 * Adds the sum of a poll to a room's peaks. Sums never increase from step to step, so the first step at or after local
 * midnight is the peak of that day so far, in any time zone. Drops sums of 0, and steps that are more than a day old or
 * in the future.
 *
 * @param steps in chronological order
 * @param next the sum now
 * @returns `steps` itself if the sum changes nothing
 */
export function raisePeak(steps: readonly PeakStep[], next: PeakStep): readonly PeakStep[] {
  const past = dropFutureSteps(steps, next[0])
  const last = past.at(-1)
  // A clock that is slightly slow must not hide a larger sum.
  return appendStep(past, last && next[0] < last[0] ? [last[0], next[1], next[2]] : next)
}

/**
 * Merges sums from other sources, such as another gateway or a history, into a room's peaks.
 *
 * @param steps in chronological order
 * @param others in any order, may overlap `steps`
 * @param now Unix milliseconds
 * @returns `steps` itself if the other sums change nothing
 */
export function mergePeaks(
  steps: readonly PeakStep[],
  others: readonly PeakStep[],
  now: number,
): readonly PeakStep[] {
  const merged = dropFutureSteps(
    [...steps, ...others].toSorted(([a], [b]) => a - b),
    now,
  ).reduce<readonly PeakStep[]>((before, step) => appendStep(before, step), [])
  const isSame = merged.length === steps.length && merged.every((step, at) => step === steps[at])
  return isSame ? steps : merged
}

/** Returns the largest sum from `from` to now (Unix milliseconds), or null if there is none. */
export function peakSince(steps: readonly PeakStep[], from: number, now: number): PeakStep | null {
  return dropFutureSteps(steps, now).find(([at]) => at >= from) ?? null
}

/**
 * Drops steps with future times, which a wrong clock recorded. A poll would never replace them, so today's peak would
 * keep their value. Returns `steps` itself (in chronological order) if there are none.
 */
function dropFutureSteps(steps: readonly PeakStep[], now: number): readonly PeakStep[] {
  const isPast = ([at]: PeakStep) => isEventTime(at, now)
  const last = steps.at(-1)
  return last === undefined || isPast(last) ? steps : steps.filter(isPast)
}

/** Appends a step that is not earlier than the others. */
function appendStep(steps: readonly PeakStep[], next: PeakStep): readonly PeakStep[] {
  const [at, people] = next
  const last = steps.at(-1)
  if (people <= 0 || (last && supersedes(last, next))) return steps
  const higher = steps.findLastIndex(
    (step) => step[1] > people || (step[1] === people && !isSameQuarter(step, next)),
  )
  const kept = steps.slice(0, higher + 1)
  const equal = kept.at(-1)
  // Of several equal sums, keeps only the first and the latest.
  if (equal?.[1] === people && kept.at(-2)?.[1] === people) kept.pop()
  const from = at - longestDayMs
  return [...kept.filter((step) => step[0] >= from), next]
}

/**
 * Returns whether a sum adds nothing to the last step, because it is in the same quarter of an hour and smaller, or
 * equal with no more sensors.
 */
function supersedes(last: PeakStep, next: PeakStep): boolean {
  if (!isSameQuarter(last, next)) return false
  return next[1] < last[1] || (next[1] === last[1] && next[2] <= last[2])
}

function isSameQuarter(one: PeakStep, other: PeakStep): boolean {
  return Math.floor(one[0] / quarterMs) === Math.floor(other[0] / quarterMs)
}
