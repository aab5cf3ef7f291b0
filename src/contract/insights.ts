import * as v from 'valibot'
import { Id } from './butlr-values.ts'

// Requests and responses of `POST /api/insights/…`: figures of many rooms over a period. docs/metrics.md defines each
// figure. The requests only read, but are POST because a room list exceeds the length of a URL. Rooms that the session
// does not see are ignored.

export const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Unix milliseconds. */
export const Instant = v.pipe(v.number(), v.integer())
/** 0 is Monday. */
const Weekday = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))
/** Hour of the local day. */
const Hour = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23))

/** Maximum number of rooms in a request. */
export const maxInsightsRooms = 10_000
/** Maximum length of the period of `POST /api/insights/moments` and `/sensors`, in days. */
export const maxMomentsDays = 8
/** Maximum number of events in a response of `POST /api/insights/over-capacity`. */
export const maxOverCapacityEvents = 1_000

export const Period = v.object({ from: Instant, to: Instant })

/** What the responses that leave out rooms for one or two people begin with. */
export const PeriodWithoutSmallRooms = v.object({
  ...Period.entries,
  /** Number of rooms that are left out. */
  withheldRooms: Count,
})

const Rooms = v.pipe(v.array(Id), v.maxLength(maxInsightsRooms))

/** A period as in `RoomHistoryQuery`, and the IDs of rooms. */
export const InsightsQuery = v.object({ from: Count, to: Count, rooms: Rooms })
export type InsightsQuery = v.InferOutput<typeof InsightsQuery>

/**
 * The request of `POST /api/insights/rooms`. `weekday` and `hour` limit the figures to this hour of the week, or to all
 * hours of this weekday, or to this hour of all days.
 */
export const RoomInsightsQuery = v.object({
  ...InsightsQuery.entries,
  weekday: v.exactOptional(Weekday),
  hour: v.exactOptional(Hour),
})
export type RoomInsightsQuery = v.InferOutput<typeof RoomInsightsQuery>

/** The figures of one room over a period, computed from the hours that begin in it. */
const RoomInsight = v.object({
  room: v.string(),
  timeZone: v.string(),
  /**
   * Hours within opening hours; those with at least 30 known minutes or use; and those with at least `usedFromMinutes`
   * minutes in use.
   */
  openHours: Count,
  knownHours: Count,
  usedHours: Count,
  /** Minutes up to now; those with data from a sensor; and those with data from all sensors. */
  minutes: Count,
  knownMinutes: Count,
  completeMinutes: Count,
  /** The same within opening hours. */
  openMinutes: Count,
  knownOpenMinutes: Count,
  completeOpenMinutes: Count,
  /** Minutes in use and person-minutes within used hours. */
  minutesInUse: Count,
  personMinutes: v.number(),
  /** The largest number of people at one time, by day and night; null without a known minute. */
  peak: v.nullable(Count),
  /** Open minutes by number of people, for 1 person and more, in ascending order of people. */
  minutesByPeople: v.array(v.tuple([Count, Count])),
})
export type RoomInsight = v.InferOutput<typeof RoomInsight>

/** The response of `POST /api/insights/rooms`. */
export const RoomInsights = v.object({
  ...Period.entries,
  /** Minutes in use from which an hour counts as used. */
  usedFromMinutes: Count,
  rooms: v.array(RoomInsight),
})
export type RoomInsights = v.InferOutput<typeof RoomInsights>

/** One hour of a local day in a place. An hour that occurs twice has one entry with the minutes of both. */
const PlaceHour = v.object({
  /** `yyyy-mm-dd`, by the local clock of each room. */
  date: v.string(),
  weekday: Weekday,
  hour: Hour,
  /** Whether the hour is within the opening hours of one of the rooms. */
  isOpen: v.boolean(),
  /**
   * The sum over the rooms of their minutes up to now; of their known minutes; and of their complete minutes. Rooms in
   * another time zone, for which this hour is not in the period, are unknown.
   */
  roomMinutes: Count,
  knownMinutes: Count,
  completeMinutes: Count,
  /**
   * The sum over the rooms of the average number of people in the room’s known minutes, rounded to thousandths; null if
   * fewer than half of `roomMinutes` are known.
   */
  people: v.nullable(v.number()),
})
export type PlaceHour = v.InferOutput<typeof PlaceHour>

/**
 * The response of `POST /api/insights/hours`: the hours that begin in the period for at least half of the rooms, in order
 * of local date and hour.
 */
export const PlaceHours = v.object({
  ...Period.entries,
  /** Number of rooms that count. */
  rooms: Count,
  hours: v.array(PlaceHour),
})
export type PlaceHours = v.InferOutput<typeof PlaceHours>

/**
 * The request of `POST /api/insights/moments`, with a period of at most `maxMomentsDays`. The peak covers `rooms`; the
 * sizes cover the rooms of `judgedRooms` that are also in `rooms`.
 */
export const MomentsQuery = v.object({ ...InsightsQuery.entries, judgedRooms: Rooms })
export type MomentsQuery = v.InferOutput<typeof MomentsQuery>

/** Maximum length of the period of `POST /api/insights/room-hours`, in days. */
export const maxRoomHoursDays = 1

/** The hours of a room that have data, as rows of the file that the page exports. */
const RoomHours = v.object({
  room: v.string(),
  timeZone: v.string(),
  hours: v.array(
    v.object({
      from: Instant,
      /** Minutes with data from a sensor, and minutes with data from all sensors. */
      knownMinutes: Count,
      completeMinutes: Count,
      minutesInUse: Count,
      /** The average number of people in the known minutes, rounded to thousandths, and the largest number. */
      people: v.number(),
      peak: Count,
    }),
  ),
})

/** The response of `POST /api/insights/room-hours`, whose request is an `InsightsQuery`. */
export const PlaceRoomHours = v.object({
  ...PeriodWithoutSmallRooms.entries,
  /** In the order of the request's groups; `hours` in ascending order. */
  rooms: v.array(RoomHours),
})
export type PlaceRoomHours = v.InferOutput<typeof PlaceRoomHours>

/** Demand and supply of the judged rooms with at least `seats` seats, in opening hours. */
const SizeClass = v.object({
  /** 1 stands for rooms of any size, also of unknown capacity. */
  seats: Count,
  /** Number of rooms with at least `seats` seats. */
  rooms: Count,
  /** Minutes in opening hours up to now; those in which no room is known to be free, but a room is unknown. */
  openMinutes: Count,
  unknownMinutes: Count,
  /** The most rooms of any size with at least `seats` people in them at one time; null without a known minute. */
  groups: v.nullable(v.object({ count: Count, at: Instant })),
  /** Periods in which no room was free, and periods that are unknown, in order. */
  runOuts: v.array(Period),
  unknown: v.array(Period),
})
export type SizeClass = v.InferOutput<typeof SizeClass>

/** The response of `POST /api/insights/moments`. */
export const Moments = v.object({
  ...PeriodWithoutSmallRooms.entries,
  /**
   * The largest sum of people in one minute, by day and night, with the first such minute, and the number of rooms that
   * were known in it; null without a known minute. `complete`: all sensors of all rooms contribute.
   */
  peak: v.nullable(
    v.object({
      people: Count,
      at: Instant,
      knownRooms: Count,
      rooms: Count,
      complete: v.boolean(),
    }),
  ),
  /**
   * Periods in which Butlr provided only hourly counts for a room. The peak and the run-outs in them are estimates.
   */
  hourly: v.array(Period),
  /** In ascending order of seats. A class that contains the same rooms as a smaller one is left out. */
  sizes: v.array(SizeClass),
})
export type Moments = v.InferOutput<typeof Moments>

/** One event of more people in a room than its capacity. */
const OverCapacityEvent = v.object({
  room: v.string(),
  /** From the beginning of its first to the end of its last minute over capacity. */
  ...Period.entries,
  /** The most people in one of its minutes, and the capacity that they exceeded. */
  people: Count,
  capacity: Count,
  /** Whether all sensors contribute in all of its minutes over capacity. If not, `people` is a lower bound. */
  complete: v.boolean(),
  /** Whether Butlr provided only hourly counts for a part of it, so that its people and times are estimates. */
  estimated: v.boolean(),
})
export type OverCapacityEvent = v.InferOutput<typeof OverCapacityEvent>

/** The response of `POST /api/insights/over-capacity`, whose request is an `InsightsQuery`. */
export const OverCapacity = v.object({
  ...PeriodWithoutSmallRooms.entries,
  /** The newest first: at most `maxOverCapacityEvents`. `more` is the number of further events. */
  events: v.array(OverCapacityEvent),
  more: Count,
})
export type OverCapacity = v.InferOutput<typeof OverCapacity>
