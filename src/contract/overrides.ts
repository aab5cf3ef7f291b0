import * as v from 'valibot'
import { Capacity, displayName, readableText } from './butlr-values.ts'
import { ClosedDays, OpeningSchedule } from './opening-times.ts'

const Name = v.pipe(v.string(), v.maxLength(200), v.transform(displayName), v.minLength(1))
/** A share above 0 and at most 1, such as the share of capacity at which a room becomes busy. */
const PositiveShare = v.pipe(
  v.number(),
  v.check((share) => share > 0 && share <= 1),
)
/** The largest plausible count of one sensor; a sensor with a larger count is missing. */
const SensorCount = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))
export const NameOverride = v.strictObject({ name: v.optional(Name) })

/** Values for one site, from the overrides file or the settings. */
export const SiteOverride = v.strictObject({
  name: v.optional(Name),
  timezone: v.optional(v.string()),
  openingHours: v.optional(OpeningSchedule),
  closedDays: v.optional(ClosedDays),
})
export type SiteOverride = v.InferOutput<typeof SiteOverride>

/** The thresholds at which a room has the wrong size; each is a share. */
export const RightSize = v.strictObject({
  /** A room is too large if this share of its seats or less would have served `served` of its use. */
  seats: v.optional(PositiveShare),
  served: v.optional(PositiveShare),
  /** A room is too small if it was over capacity for more than this share of its use. */
  over: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
})

/**
 * Values for one room, from the overrides file or the settings. They take precedence over Butlr's. `capacity: null`
 * makes the capacity unknown.
 */
export const RoomOverride = v.strictObject({
  name: v.optional(Name),
  kind: v.optional(Name),
  capacity: v.optional(v.nullable(Capacity)),
  busyFrom: v.optional(PositiveShare),
  maximumSensorCount: v.optional(SensorCount),
  hidden: v.optional(v.boolean()),
  /** The operator's reason, shown with the source of a value. It is a field because JSON has no comments. */
  note: v.optional(v.pipe(v.string(), v.transform(readableText), v.minLength(1), v.maxLength(500))),
})
export type RoomOverride = v.InferOutput<typeof RoomOverride>

/**
 * The overrides file, `HEADROOM_OVERRIDES`, and the settings that managers change: names, time zones, opening hours,
 * capacities, thresholds, sensor limits and hidden rooms. All objects are strict, so a misspelt key is an error. Only
 * the gateway checks whether a time zone exists: an old browser may support fewer zones, and must not lose the other
 * overrides because of one zone.
 */
export const Overrides = v.strictObject({
  busyFrom: v.optional(PositiveShare),
  maximumSensorCount: v.optional(SensorCount),
  /** Minutes in use from which an hour counts as used. */
  usedFromMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60))),
  rightSize: v.optional(RightSize),
  sites: v.optional(v.record(v.string(), SiteOverride)),
  buildings: v.optional(v.record(v.string(), NameOverride)),
  floors: v.optional(v.record(v.string(), NameOverride)),
  rooms: v.optional(v.record(v.string(), RoomOverride)),
})
export type Overrides = v.InferOutput<typeof Overrides>

/** The `where` of a problem that concerns the whole overrides file, or whose position the account may not see. */
export const wholeFile = 'the file'

/**
 * The response of `GET /api/overrides`: the settings, and the file, whose values take precedence. `configured` is false
 * if there is neither. If the file has a `problem`, its last valid version applies; `loadedAt` is the time of that
 * version. `where` is the position in the file, such as `rooms.room_1.capacity` or `line 3, column 9`. Times are Unix
 * milliseconds.
 */
export const OverridesResponse = v.object({
  configured: v.boolean(),
  overrides: v.nullable(Overrides),
  loadedAt: v.nullable(v.number()),
  problem: v.nullable(v.object({ message: v.string(), where: v.string(), at: v.number() })),
})
export type OverridesResponse = v.InferOutput<typeof OverridesResponse>
