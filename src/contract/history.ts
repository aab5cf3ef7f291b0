import * as v from 'valibot'
import { Id } from './butlr-values.ts'
import { unescapeId } from './id-codec.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Unix milliseconds. */
const Instant = v.pipe(v.number(), v.integer())
const Digits = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))

/**
 * The query of `GET /api/history/room`: a room ID, escaped by `escapeId`, and a period in Unix milliseconds. The gateway
 * rounds both ends down to a whole minute and limits `to` to the present.
 */
export const RoomHistoryQuery = v.object({
  room: v.pipe(v.string(), v.transform(unescapeId), Id),
  from: Digits,
  to: Digits,
})

/** Why the history is not available. docs/operations.md describes what the operator can do. */
const HistoryReason = v.picklist([
  /** The history process has not opened its files yet. */
  'starting',
  /** The history process ended or does not respond; the gateway restarts it. */
  'restarting',
  /** `HEADROOM_HISTORY_DIR` is missing, but required with `HEADROOM_STORE_URL`. */
  'no_directory',
  /** No response from Butlr has confirmed the time yet. */
  'time_unknown',
  /** The gateway cannot use its data store, which has the lease of the history. */
  'store_unreachable',
  /** Another gateway took the lease. */
  'lease_lost',
  'disk_full',
  /** Another file system error; the log contains its code. */
  'file_error',
  /** Butlr is unreachable, too slow, or limits requests. */
  'butlr_unavailable',
  /** Butlr rejects the history's requests. */
  'butlr_refused',
  /** Butlr denies the gateway's account access. */
  'butlr_denied',
  /** Butlr's response is invalid. */
  'butlr_invalid',
])
export type HistoryReason = v.InferOutput<typeof HistoryReason>

/** `GET /api/history/status`. */
export const HistoryStatus = v.object({
  /**
   * `collecting`: backfill is in progress; `current`: all of it is collected; `no_account`: the gateway has no account;
   * `not_installed`: DuckDB is missing, so that the history cannot be queried; `unavailable`: the process or the
   * directory fails, for the given `reason`; `elsewhere`: another gateway collects.
   */
  state: v.picklist([
    'collecting',
    'current',
    'elsewhere',
    'no_account',
    'not_installed',
    'unavailable',
  ]),
  /** Also null for a reason that this version does not define. */
  reason: v.fallback(v.nullable(HistoryReason), null),
  /** Number of days that are collected, and number of days that the history should contain. */
  daysCollected: Count,
  daysDue: Count,
  /**
   * Minutes that Butlr does not deliver. They count as collected and are gaps in the rooms' histories. The gateway
   * requests them again at growing intervals.
   */
  undeliveredMinutes: Count,
  /** The first and the last collected instant; null if nothing is collected. */
  from: v.nullable(Instant),
  to: v.nullable(Instant),
  /** Length of the windows that Butlr allows. */
  resolution: v.picklist(['minute', 'hour']),
})
export type HistoryStatus = v.InferOutput<typeof HistoryStatus>

/** Butlr's nine metrics of one series; null without values. */
const Metrics = v.object({
  sum: v.number(),
  min: v.number(),
  max: v.number(),
  count: v.number(),
  mean: v.number(),
  median: v.number(),
  stddev: v.number(),
  first: v.number(),
  last: v.number(),
})

/** Steps of a value. Each value applies from its time until the next step; null means unknown. */
const Steps = v.array(v.tuple([Instant, v.nullable(v.number())]))

/** The minutes on which the figures are based. Open minutes are the past minutes within opening hours. */
const Coverage = v.object({
  /** Minutes in the range up to now, and the open minutes among them. */
  minutes: Count,
  openMinutes: Count,
  /** Number of open minutes that are known, and that are complete. */
  knownOpenMinutes: Count,
  completeOpenMinutes: Count,
  knownMinutes: Count,
  completeMinutes: Count,
  /** Whether the number of expected sensors is estimated in part of the range. */
  estimated: v.boolean(),
  /**
   * Unknown periods in the range before the provisional minutes, in order: at most 200. `moreGaps` is the number of
   * further gaps. Gaps are whole hours if minutes are withheld.
   */
  gaps: v.array(v.object({ from: Instant, to: Instant })),
  moreGaps: Count,
})

/** The use of a room in opening hours, from which frequency, occupancy when in use and utilisation follow. */
const OpenUse = v.object({
  /** Minutes in use from which an hour counts as used. */
  usedFromMinutes: Count,
  /** Open hours with at least 30 known minutes or use, and used hours. The range may contain a part of an hour. */
  knownHours: Count,
  usedHours: Count,
  /** Minutes in use and person-minutes within used hours. */
  minutesInUse: Count,
  personMinutes: v.number(),
})

/** The response of `GET /api/history/room`. docs/metrics.md defines each figure. */
export const RoomHistory = v.object({
  room: v.string(),
  timeZone: v.string(),
  from: Instant,
  to: Instant,
  capacity: v.nullable(v.number()),
  /** Minutes from this time on may still change; null if the range ends earlier. */
  provisionalFrom: v.nullable(Instant),
  /**
   * `hour`: minutes are withheld, or Butlr allowed only hourly windows in part of the range. In these windows, a
   * sensor's last count applies to all minutes of the hour. Figures that need minutes are null or empty, and the time
   * of the peak may be accurate only to the hour.
   */
  resolution: v.picklist(['minute', 'hour']),
  /** Whether minutes are withheld, because the room is for one or two people. */
  isMinuteDataWithheld: v.boolean(),
  coverage: Coverage,
  /**
   * The largest number of people at one time, the first minute with this number, and whether all sensors contribute to
   * it. If minutes are withheld: the beginning of the first hour with this number, and whether all known minutes of the
   * hour are complete.
   */
  peak: v.nullable(v.object({ people: Count, at: Instant, complete: v.boolean() })),
  /**
   * Largest sum of the sensors' maxima in a minute; the maxima need not occur at the same time. Null if minutes are
   * withheld.
   */
  upperBound: v.nullable(Count),
  /** Person-minutes divided by minutes in use, over the whole range; null if never in use. */
  averageInUse: v.nullable(v.number()),
  openUse: OpenUse,
  minutesInUse: Count,
  personMinutes: v.number(),
  /** One entry per local day of the range, in order. */
  days: v.array(
    v.object({
      /** `yyyy-mm-dd` in the room's time zone. */
      date: v.string(),
      from: Instant,
      to: Instant,
      knownMinutes: Count,
      min: v.nullable(Count),
      /**
       * The middle value of the known minutes in chronological order, as in Butlr's metrics; null if `resolution` is
       * `hour`.
       */
      median: v.nullable(Count),
      max: v.nullable(Count),
      /** Null if `resolution` is `hour`. */
      peakAt: v.nullable(Instant),
      /**
       * First minute in use that begins an hour with at least ten minutes in use, and last one that ends such an hour.
       * Null without such an hour, or if `resolution` is `hour`.
       */
      firstUse: v.nullable(Instant),
      lastUse: v.nullable(Instant),
      /**
       * Largest number of people in each quarter of an hour from `from` on; null if unknown. Empty if `resolution` is
       * `hour`.
       */
      quarters: v.array(v.nullable(Count)),
      /**
       * Indexes of the quarters with a minute that is known but not complete, in order. Empty if `resolution` is
       * `hour`.
       */
      incompleteQuarters: v.array(Count),
    }),
  ),
  /** One entry per weekday (0 is Monday) and local hour that occurs in the range, in this order. */
  weekHours: v.array(
    v.object({
      weekday: Count,
      hour: Count,
      knownMinutes: Count,
      minutesInUse: Count,
      personMinutes: v.number(),
      peak: v.nullable(Count),
    }),
  ),
  /** Minutes by number of people, for 1 person and more. */
  minutesByPeople: v.array(v.object({ people: Count, minutes: Count })),
  /**
   * The nine metrics of each sensor's plausible readings, without assumed zeros, for sensors with a reading in the
   * range; `maximum` is the largest of the sensor's maxima per minute. In order of MAC address. Empty if `resolution`
   * is `hour`.
   */
  sensors: v.array(
    v.object({
      mac: v.string(),
      minutes: Count,
      metrics: v.nullable(Metrics),
      maximum: v.nullable(Count),
    }),
  ),
  /**
   * The room and its sensors by minute, for ranges of up to 26 hours; null for longer ranges, and if `resolution` is
   * `hour`.
   */
  steps: v.nullable(
    v.object({
      people: Steps,
      upperBound: Steps,
      sensors: v.array(v.object({ mac: v.string(), last: Steps, max: Steps })),
    }),
  ),
})
export type RoomHistory = v.InferOutput<typeof RoomHistory>

/** The response of `GET /api/history/usual`: how many people are usually in each room that the session sees. */
export const UsualPeople = v.object({
  groups: v.array(
    v.object({
      timeZone: v.string(),
      /** The current local hour, to which the figures apply. */
      from: Instant,
      to: Instant,
      /** Of the hour; 0 is Monday. */
      weekday: Count,
      /** Whether rooms are open on this weekday. If not, nothing is usual, and `rooms` is empty. */
      isOpenDay: v.boolean(),
      rooms: v.array(
        v.object({
          room: v.string(),
          /** Number of days that count. */
          days: Count,
          /** The median of the days and the bounds of their middle half; null with fewer than three days. */
          usual: v.nullable(v.object({ lower: Count, median: Count, upper: Count })),
          /**
           * Average number of people on each day, in order of the local dates (`yyyy-mm-dd`). Empty for a room for one or two
           * people, where it would be an attendance record.
           */
          averages: v.array(v.object({ date: v.string(), people: v.number() })),
        }),
      ),
    }),
  ),
})
export type UsualPeople = v.InferOutput<typeof UsualPeople>
