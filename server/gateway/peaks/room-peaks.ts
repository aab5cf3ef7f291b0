import * as v from 'valibot'
import { isPlausibleCount, maximumPlausibleCount } from '#src/domain/occupancy/room-occupancy.ts'
import { isObject, testDevicePattern } from '#src/contract/butlr-values.ts'
import type { GroupedReadings } from '#server/gateway/butlr/answer-task.ts'
import { roomCountLimit } from '#server/gateway/displays/board-rooms.ts'
import type { Overrides } from '#src/contract/overrides.ts'

/** The sum of a room in one poll, and the number of sensors that contribute to it. */
type LiveSum = { people: number; sensors: number }
/** The largest plausible count of one sensor in each room, by room ID. */
type CountLimits = ReadonlyMap<string, number>

const unlistedRoom = { capacity: null, maximumSensorCount: null }
const Capacity = v.fallback(v.nullish(v.object({ max: v.nullish(v.number()) })), null)
const lenientArray = <const TItem extends v.GenericSchema>(item: TItem) =>
  v.fallback(v.array(item), [])
/**
 * The fields of the topology response from which limits are derived. The gateway has validated the response already.
 */
const PlacesJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    sites: lenientArray(
      v.object({
        buildings: lenientArray(
          v.object({
            floors: lenientArray(
              v.object({ rooms: lenientArray(v.object({ id: v.string(), capacity: Capacity })) }),
            ),
          }),
        ),
      }),
    ),
  }),
)

/**
 * Returns the count limits of an account's rooms, by the rule that the page uses too
 * (src/domain/occupancy/room-occupancy.ts). A room that is not in the topology has the general limit.
 *
 * @param places the topology response as JSON; null if Butlr returns none
 */
export function countLimits(places: string | null, overrides: Overrides | null): CountLimits {
  const read = v.safeParse(PlacesJson, places)
  const sites = read.success ? read.output.sites : []
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

/**
 * Yields the sum of each room in a live poll. Skips malformed items and rooms without a plausible count.
 *
 * @param readings the poll, with each sensor in one room (`countSensorsOnce`)
 */
export function* liveSums(
  readings: GroupedReadings,
  limits: CountLimits,
): Generator<[string, LiveSum]> {
  for (const [roomId, sensors] of Object.entries(readings)) {
    const limit = limits.get(roomId) ?? maximumPlausibleCount(unlistedRoom)
    const counts = Object.entries(sensors).flatMap(([mac, metrics]) => {
      const last = testDevicePattern.test(mac) ? null : lastCount(metrics)
      return last !== null && isPlausibleCount(last, limit) ? [last] : []
    })
    if (counts.length === 0) continue
    const people = counts.reduce((sum, count) => sum + count, 0)
    yield [roomId, { people, sensors: counts.length }]
  }
}

function lastCount(metrics: unknown): number | null {
  return isObject(metrics) && typeof metrics['last'] === 'number' ? metrics['last'] : null
}

/** The largest sum within a quarter of an hour: time (epoch ms), people, and number of sensors. */
export type PeakStep = readonly [at: number, people: number, sensors: number]

/** In every time zone, local days begin on a quarter of an hour in UTC, so a finer resolution is unnecessary. */
const quarterMs = 15 * 60_000
/** The longest local day, which has 25 hours, plus the resolution of the steps. */
const longestDayMs = 25 * 3_600_000 + quarterMs

/**
 * Adds a sum to a room's peaks. Sums never increase from step to step, so the first step at or after local midnight is
 * the peak of that day so far, in any time zone. Drops sums of 0 and steps that are more than a day old.
 *
 * @param steps in chronological order
 * @returns `steps` itself if the sum changes nothing
 */
export function raisePeak(steps: readonly PeakStep[], next: PeakStep): readonly PeakStep[] {
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

/** Returns the largest sum at or after `from` (epoch milliseconds), or null if there is none. */
export function peakSince(steps: readonly PeakStep[], from: number): PeakStep | null {
  return steps.find(([at]) => at >= from) ?? null
}

/** Whether a sum replaces the last step in the same quarter of an hour: if it is larger, or equal with more sensors. */
function supersedes(last: PeakStep, next: PeakStep): boolean {
  if (next[0] < last[0]) return true
  if (!isSameQuarter(last, next)) return false
  return next[1] < last[1] || (next[1] === last[1] && next[2] <= last[2])
}

function isSameQuarter(one: PeakStep, other: PeakStep): boolean {
  return Math.floor(one[0] / quarterMs) === Math.floor(other[0] / quarterMs)
}
