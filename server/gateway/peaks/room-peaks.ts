import * as v from 'valibot'
import { isPlausibleCount, maximumPlausibleCount } from '#src/domain/occupancy/sensor-reading.ts'
import { normalizeMac, testDevicePattern } from '#src/contract/butlr-values.ts'
import { roomCountLimit } from '#server/gateway/displays/board-rooms.ts'
import type { Overrides } from '#src/contract/overrides.ts'

/** A room's sum at one poll, and how many sensors it comes from. */
export type LiveSum = { people: number; sensors: number }
/** The largest plausible count of one sensor in each room, by room id. */
type CountLimits = ReadonlyMap<string, number>

const unlistedRoom = { capacity: null, maximumSensorCount: null }
const Capacity = v.fallback(v.nullish(v.object({ max: v.nullish(v.number()) })), null)
const lenientArray = <const TItem extends v.GenericSchema>(item: TItem) =>
  v.fallback(v.array(item), [])
/** What the limits need of the answer to `places`, which the gateway itself made. */
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
 * The limits of an account's rooms by the rule that its pages use (src/domain/occupancy/plausibility.ts). A room that is not in
 * the topology has the general limit.
 *
 * @param places the answer to `places` as JSON; null where Butlr gives none
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
 * Every room's sum in an answer to the live poll. Rooms without a plausible count are left out, and what is malformed
 * costs only itself.
 *
 * @param data the answer's `data`
 */
export function* liveSums(data: unknown, limits: CountLimits): Generator<[string, LiveSum]> {
  for (const [roomId, sensors] of objectEntries(data)) {
    const limit = limits.get(roomId) ?? maximumPlausibleCount(unlistedRoom)
    const counts = new Map<string, number>()
    for (const [key, metrics] of objectEntries(sensors)) {
      const mac = normalizeMac(key)
      if (mac === '' || testDevicePattern.test(mac)) continue
      const last = lastCount(metrics)
      if (last !== null && isPlausibleCount(last, limit)) counts.set(mac, last)
    }
    if (counts.size === 0) continue
    const people = [...counts.values()].reduce((sum, count) => sum + count, 0)
    yield [roomId, { people, sensors: counts.size }]
  }
}

function objectEntries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : []
}

function lastCount(metrics: unknown): number | null {
  const isObject = typeof metrics === 'object' && metrics !== null
  return isObject && 'last' in metrics && typeof metrics.last === 'number' ? metrics.last : null
}

/** The largest sum seen in a quarter of an hour: when (epoch ms), people, and how many sensors they come from. */
export type PeakStep = readonly [at: number, people: number, sensors: number]

/** Local days begin on a quarter of an hour of UTC in every time zone, so nothing finer is needed. */
const quarterMs = 15 * 60_000
/** The longest local day has 25 hours. */
const longestDayMs = 25 * 3_600_000 + quarterMs

/**
 * A room's peaks after one more sum. The result never rises from step to step, so that the first step at or after any
 * midnight is the peak of that day so far, whatever the time zone. Sums of 0 and steps of earlier days are left out.
 *
 * @param steps in order of time
 * @returns `steps` itself where the sum changes nothing
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
  // Of equal sums the first and the latest are enough.
  if (equal?.[1] === people && kept.at(-2)?.[1] === people) kept.pop()
  const from = at - longestDayMs
  return [...kept.filter((step) => step[0] >= from), next]
}

/** The largest sum at or after a moment, epoch milliseconds; null where none was seen. */
export function peakSince(steps: readonly PeakStep[], from: number): PeakStep | null {
  return steps.find(([at]) => at >= from) ?? null
}

/** In the same quarter of an hour only a larger sum, or as large a one from more sensors, says anything new. */
function supersedes(last: PeakStep, next: PeakStep): boolean {
  if (next[0] < last[0]) return true
  if (!isSameQuarter(last, next)) return false
  return next[1] < last[1] || (next[1] === last[1] && next[2] <= last[2])
}

function isSameQuarter(one: PeakStep, other: PeakStep): boolean {
  return Math.floor(one[0] / quarterMs) === Math.floor(other[0] / quarterMs)
}
