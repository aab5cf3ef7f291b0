import * as v from 'valibot'
import { FiniteNumber, Id, numberBetween } from './butlr-values.ts'

/** The nine metrics of one leaf, in the order of Butlr's responses. */
export const metricNames = [
  'sum',
  'min',
  'max',
  'count',
  'mean',
  'median',
  'stddev',
  'first',
  'last',
] as const
export type MetricName = (typeof metricNames)[number]

export const windowFunctions = ['min', 'max', 'mean', 'median', 'sum', 'first', 'last'] as const
export type WindowFunction = (typeof windowFunctions)[number]

export const measurements = [
  'presence',
  'traffic',
  'room_occupancy',
  'floor_occupancy',
  'zone_occupancy',
  'traffic_room_occupancy',
  'traffic_floor_occupancy',
] as const
export type Measurement = (typeof measurements)[number]

export const groupKeys = [
  'room_id',
  'mac_address',
  'field',
  'time',
  'space_id',
  'building_id',
  'tag_id',
] as const

/** A duration such as `1s`, `5m`, `2h`, `30d`. */
const Duration = v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}[smhd]$/))
/** An RFC 3339 time, or a time relative to now such as `-2m`. */
const Instant = v.pipe(
  v.string(),
  v.regex(/^(-[1-9]\d{0,5}[smhd]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d))$/),
)
const IdSelection = v.strictObject({ eq: v.pipe(v.array(Id), v.maxLength(10_000)) })
const ClockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/**
 * The part of `POST /api/v3/reporting` that Headroom uses. The gateway rejects everything else, so that it cannot be
 * used as a general client of the API.
 */
export const ReportingRequest = v.strictObject({
  group_by: v.optional(
    v.strictObject({
      order: v.pipe(v.array(v.picklist(groupKeys)), v.minLength(1), v.maxLength(groupKeys.length)),
      raw: v.optional(v.boolean()),
    }),
  ),
  window: v.strictObject({
    every: Duration,
    function: v.picklist(windowFunctions),
    timezone: v.optional(v.pipe(v.string(), v.maxLength(64))),
    create_empty: v.optional(v.boolean()),
  }),
  filter: v.strictObject({
    start: Instant,
    stop: v.optional(Instant),
    measurements: v.pipe(
      v.array(v.picklist(measurements)),
      v.minLength(1),
      v.maxLength(measurements.length),
    ),
    rooms: v.optional(IdSelection),
    spaces: v.optional(IdSelection),
    buildings: v.optional(IdSelection),
    sensors: v.optional(IdSelection),
    tags: v.optional(IdSelection),
    value: v.optional(
      v.strictObject({
        gte: v.optional(FiniteNumber),
        gt: v.optional(v.number()),
        lte: v.optional(v.number()),
        lt: v.optional(v.number()),
      }),
    ),
    time_constraints: v.optional(
      v.strictObject({
        time_ranges: v.optional(v.array(v.strictObject({ start: ClockTime, stop: ClockTime }))),
        exclude_days_of_week: v.optional(v.array(v.pipe(v.string(), v.maxLength(9)))),
      }),
    ),
  }),
})
export type ReportingRequest = v.InferOutput<typeof ReportingRequest>

/** The request of the live poll: every room's sensors over the last two minutes (docs/butlr-api.md). */
export const currentOccupancyRequest = {
  group_by: { order: ['room_id', 'mac_address'] },
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
} satisfies ReportingRequest

/** Limits that are far above any real count and keep sums of sums exact. A value outside them is malformed. */
const Count = numberBetween(-1e12, 1e12)
const NullableCount = v.fallback(v.nullable(Count), null)

/**
 * One leaf: the nine metrics of one series over the requested period. `count` is the number of windowed values
 * (docs/butlr-api.md); the other metrics are in people. A leaf is valid when `last` is; any other metric that is
 * missing or malformed is null.
 */
export const MetricValues = v.object({
  sum: NullableCount,
  min: NullableCount,
  max: NullableCount,
  count: NullableCount,
  mean: NullableCount,
  median: NullableCount,
  stddev: NullableCount,
  first: NullableCount,
  last: v.pipe(Count, v.minValue(0)),
})
export type MetricValues = v.InferOutput<typeof MetricValues>

/**
 * A report as the gateway sends it, after `readReportBody` has accepted Butlr's response: an error never arrives with
 * status 200. `data` is absent, null or empty when there are no readings; `incomplete` is set when Butlr reported an
 * error along with the readings.
 */
export const ReportResponse = v.object({
  data: v.optional(v.unknown()),
  incomplete: v.optional(v.boolean(), false),
})
