import * as v from 'valibot'
import { Count, InsightsQuery, PeriodWithoutSmallRooms } from './insights.ts'

/** Maximum number of rooms of `POST /api/insights/sensors`: there are no daily sums of sensors, so each minute is read. */
export const maxSensorRooms = 500

/** The request of `POST /api/insights/sensors`, with a period of at most `maxMomentsDays`. */
export const SensorInsightsQuery = v.object({
  ...InsightsQuery.entries,
  rooms: v.pipe(InsightsQuery.entries.rooms, v.maxLength(maxSensorRooms)),
})

/** What a period shows about one sensor while it was in one room. */
const SensorInsight = v.object({
  mac: v.string(),
  room: v.string(),
  /** Hours in which the sensor was due to report, and those without a reading. None if Butlr withholds zeros. */
  hours: Count,
  silentHours: Count,
  /** Spans of 24 hours of the period with a reading; minutes with a count; and those with a count above 0. */
  days: Count,
  minutes: Count,
  minutesInUse: Count,
  /** The largest count; null without a count. */
  highest: v.nullable(Count),
  /** Minutes with a count in closed hours from 00:00 to 05:00 local time, and those with a count above 0. */
  nightMinutes: Count,
  nightMinutesAboveZero: Count,
  /** Another sensor of the rooms with the same counts in the same minutes, and how often the counts change. */
  twin: v.nullable(v.object({ mac: v.string(), changes: Count })),
})
export type SensorInsight = v.InferOutput<typeof SensorInsight>

/**
 * The response of `POST /api/insights/sensors`, whose request is a `SensorInsightsQuery`. A sensor that moved has an entry for each room. Sensors in rooms for one or two people are left out.
 */
export const SensorInsights = v.object({
  ...PeriodWithoutSmallRooms.entries,
  sensors: v.array(SensorInsight),
})
export type SensorInsights = v.InferOutput<typeof SensorInsights>
