import * as v from 'valibot'
import { readableText } from './butlr-values.ts'

const Name = v.pipe(v.string(), v.transform(readableText), v.minLength(1), v.maxLength(200))
/** Busy begins at this share of capacity. */
const CapacityShare = v.pipe(v.number(), v.gtValue(0), v.maxValue(1))
/** The largest count of one sensor that is taken for plausible; a sensor that counts more is missing. */
const SensorCount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))
const NameOverride = v.strictObject({ name: v.optional(Name) })

/** What the operator says of one room; it wins over what Butlr says. `capacity: null` means: unknown, on purpose. */
export const RoomOverride = v.strictObject({
  name: v.optional(Name),
  capacity: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  ),
  busyFrom: v.optional(CapacityShare),
  maximumSensorCount: v.optional(SensorCount),
  hidden: v.optional(v.boolean()),
  /** Why, in the operator's words; shown where a value comes from, since JSON has no comments. */
  note: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))),
})
export type RoomOverride = v.InferOutput<typeof RoomOverride>

/**
 * The file that `HEADROOM_OVERRIDES` names: names, capacities, thresholds and hidden rooms of one's own, by id. Strict
 * throughout, so that a misspelt key is a fault and not a wish that nobody hears. Whether a time zone exists is checked
 * by the gateway alone: an old browser may know fewer zones, and must not lose the other overrides over one.
 */
export const Overrides = v.strictObject({
  busyFrom: v.optional(CapacityShare),
  maximumSensorCount: v.optional(SensorCount),
  sites: v.optional(
    v.record(
      v.string(),
      v.strictObject({ name: v.optional(Name), timezone: v.optional(v.string()) }),
    ),
  ),
  buildings: v.optional(v.record(v.string(), NameOverride)),
  floors: v.optional(v.record(v.string(), NameOverride)),
  rooms: v.optional(v.record(v.string(), RoomOverride)),
})
export type Overrides = v.InferOutput<typeof Overrides>

/**
 * What `GET /api/overrides` answers. With a `problem`, `overrides` is the last file that could be read. `where` is the
 * place in the file, such as `rooms.room_1.capacity` or `line 3, column 9`. Times are Unix milliseconds.
 */
export const OverridesResponse = v.object({
  configured: v.boolean(),
  overrides: v.nullable(Overrides),
  loadedAt: v.nullable(v.number()),
  problem: v.nullable(v.object({ message: v.string(), where: v.string(), at: v.number() })),
})
export type OverridesResponse = v.InferOutput<typeof OverridesResponse>
