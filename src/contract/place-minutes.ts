import * as v from 'valibot'
import { Instant, Period } from './insights.ts'

const Counts = v.custom<number[]>(
  (value) => Array.isArray(value) && value.every((count) => Number.isInteger(count) && count >= 0),
)
const NullableCounts = v.custom<(number | null)[]>(
  (value) =>
    Array.isArray(value) &&
    value.every((count) => count === null || (Number.isInteger(count) && count >= 0)),
)

/**
 * The minutes of a room, as columns with one element for each run of successive minutes with the same values.
 * Validated as whole columns, because they are long.
 */
const RoomRuns = v.object({
  room: v.string(),
  /** The number of minutes of each run. */
  minutes: Counts,
  /** Null if unknown. */
  people: NullableCounts,
  /** Numbers of sensors that contribute, and that the room has. */
  reported: Counts,
  expected: Counts,
})
export type RoomRuns = v.InferOutput<typeof RoomRuns>

/** The response of `POST /api/insights/minutes`, whose request is an `InsightsQuery` with a period of at most a day. */
export const PlaceMinutes = v.object({
  ...Period.entries,
  /** Minutes from this time on may still change; null if the period ends earlier. */
  provisionalFrom: v.nullable(Instant),
  /** IDs of rooms for one or two people, whose minutes are not returned. */
  withheldRooms: v.array(v.string()),
  /** Periods in which Butlr allowed only hourly windows for some of the rooms, which are then unknown. In order. */
  hourly: v.array(Period),
  rooms: v.array(RoomRuns),
})
export type PlaceMinutes = v.InferOutput<typeof PlaceMinutes>
