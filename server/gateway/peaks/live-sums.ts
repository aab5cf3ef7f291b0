import * as v from 'valibot'
import { isPlausible, maximumCount } from '#src/domain/occupancy/plausibility.ts'
import { testDevice } from '#src/contract/butlr-values.ts'
import { limitsOf } from '#server/gateway/topology/room-limits.ts'
import type { Overrides } from '#src/contract/overrides.ts'

/** A room's sum at one poll, and how many sensors it comes from. */
export type LiveSum = { people: number; sensors: number }
/** The largest plausible count of one sensor in each room, by room id. */
type CountLimits = ReadonlyMap<string, number>

const noRoom = { capacity: null, maximumSensorCount: null }
const Capacity = v.fallback(v.nullish(v.object({ max: v.nullish(v.number()) })), null)
const list = <const TItem extends v.GenericSchema>(item: TItem) => v.fallback(v.array(item), [])
/** What the limits need of the answer to `places`, which the gateway itself made. */
const Places = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    sites: list(
      v.object({
        buildings: list(
          v.object({
            floors: list(
              v.object({ rooms: list(v.object({ id: v.string(), capacity: Capacity })) }),
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
  const read = v.safeParse(Places, places)
  const sites = read.success ? read.output.sites : []
  const floors = sites.flatMap((site) => site.buildings.flatMap((building) => building.floors))
  return new Map(
    floors.flatMap((floor) =>
      floor.rooms.map((room): [string, number] => [
        room.id,
        maximumCount(limitsOf(room, overrides)),
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
  for (const [roomId, sensors] of entriesOf(data)) {
    const limit = limits.get(roomId) ?? maximumCount(noRoom)
    const counts = new Map<string, number>()
    for (const [mac, metrics] of entriesOf(sensors)) {
      if (mac === '' || testDevice.test(mac)) continue
      const last = lastOf(metrics)
      if (last !== null && isPlausible(last, limit)) counts.set(mac.toLowerCase(), last)
    }
    if (counts.size === 0) continue
    const people = [...counts.values()].reduce((sum, count) => sum + count, 0)
    yield [roomId, { people, sensors: counts.size }]
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value)
    : []
}

function lastOf(metrics: unknown): number | null {
  const isObject = typeof metrics === 'object' && metrics !== null
  return isObject && 'last' in metrics && typeof metrics.last === 'number' ? metrics.last : null
}
