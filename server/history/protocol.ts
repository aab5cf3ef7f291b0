import * as v from 'valibot'
import type { HistoryBuilding, MinuteRange, UnixMinute } from '#src/domain/history/minutes.ts'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import type { Opening } from '#src/domain/history/opening-hours.ts'

const failureCodes = [
  'unavailable',
  'unreachable',
  'too_large',
  'refused',
  'forbidden',
  'busy',
  'cancelled',
  'failed',
] as const

/** A failed request from or to the history process. `retryAfterSeconds` is set if the failure is temporary. */
export type HistoryFailure = { code: (typeof failureCodes)[number]; retryAfterSeconds?: number }
export type Result<T> = { ok: true; value: T } | { ok: false; failure: HistoryFailure }

/** Parses a `Result` whose value is not validated yet. */
export const ResultEnvelope = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({
    ok: v.literal(false),
    failure: v.object({
      code: v.picklist(failureCodes),
      retryAfterSeconds: v.exactOptional(v.number()),
    }),
  }),
])

export function failed(
  code: HistoryFailure['code'],
  retryAfterSeconds?: number,
): { ok: false; failure: HistoryFailure } {
  const failure = retryAfterSeconds === undefined ? { code } : { code, retryAfterSeconds }
  return { ok: false, failure }
}

/** A capacity that the overrides set. */
export type OverriddenCapacity = {
  /** Null if the overrides set it to unknown. */
  capacity: number | null
  /**
   * When managers made the room small, in Unix milliseconds; null if that was more than 48 hours ago, and for other
   * rooms. Until then, a mistake can be undone: the minutes of the room are hidden, but not deleted.
   */
  madeSmallAt: number | null
}

/**
 * The history process's requests to the gateway. The gateway calls Butlr with its own account; the history process has
 * no credentials and sends no network requests.
 */
export type GatewayRequests = {
  /** One reporting request; the value is the response's body as UTF-8 JSON. */
  report: { request: { body: unknown }; value: Uint8Array }
  /** The topology with overrides, as the gateway's account sees it; null if Butlr denies access to it. */
  topology: { request: null; value: readonly HistoryBuilding[] | null }
  /** The capacities that the overrides set, by room ID, including rooms that the topology does not contain. */
  capacities: { request: null; value: Readonly<Record<string, OverriddenCapacity>> }
  /**
   * The time in Unix milliseconds, as confirmed by Butlr's responses; null before the first confirmation. The history
   * collects by this time, and deletes only what is old enough by this time and by the system clock: one wrong clock
   * could delete the whole history.
   */
  time: { request: null; value: number | null }
  /**
   * Takes the lease (if `generation` is null) or extends it. The value is the generation of the lease; null if another
   * gateway holds the lease. A lease lasts for `leaseMs`.
   */
  lease: { request: { generation: number | null }; value: number | null }
}

/** How long a lease lasts after it was taken or extended, in milliseconds. */
export const leaseMs = 60_000

/** A query for one room; `range` is in Unix minutes. */
export type RoomQuery = {
  room: string
  timeZone: string
  capacity: number | null
  range: MinuteRange
  /** Whether the privacy rules of small rooms apply. */
  isSmall: boolean
  opening: Opening
  /** Minutes in use from which an hour counts as used. */
  usedFromMinutes: number
}

/** Rooms of one time zone (IANA name) with the same opening hours. */
export type RoomGroup = {
  timeZone: string
  opening: Opening
  rooms: readonly GroupRoom[]
}

/** A room with its number of seats, and whether the privacy rules of small rooms apply. */
export type GroupRoom = { id: string; capacity: number | null; isSmall: boolean }

/** A query for a place: rooms, and a range in Unix minutes that ends at `now` at the latest. */
export type PlaceQuery = {
  groups: readonly RoomGroup[]
  range: MinuteRange
  now: UnixMinute
}

/**
 * A query for the figures of each room, in all hours or only in those of a weekday (0 is Monday) or an hour of the day.
 */
export type PlaceRoomsQuery = PlaceQuery & {
  /** Minutes in use from which an hour counts as used. */
  usedFromMinutes: number
  weekday: number | null
  hour: number | null
}

/** A query for the peak of a place, and for the periods in which its assessed rooms ran out. */
export type PlaceMomentsQuery = PlaceQuery & { judgedRooms: readonly string[] }

/** A query for the usual occupancy of many rooms at a given time. */
export type UsualQuery = {
  at: UnixMinute
  groups: readonly RoomGroup[]
}

/** A room that the latest topology does not contain, as the last snapshot with the room describes it. */
export type FormerRoom = Pick<RoomQuery, 'timeZone' | 'capacity'> & {
  building: string
  name: string
}

/** The gateway's requests to the history process. */
export type HistoryRequests = {
  status: { request: null; value: HistoryStatus }
  /** The value is a `RoomHistory` as UTF-8 JSON, which the gateway forwards. */
  room: { request: RoomQuery; value: Uint8Array }
  /** The value is a `RoomInsights` as UTF-8 JSON, which the gateway forwards. */
  placeRooms: { request: PlaceRoomsQuery; value: Uint8Array }
  /** The value is a `PlaceHours` as UTF-8 JSON, which the gateway forwards. */
  placeHours: { request: PlaceQuery; value: Uint8Array }
  /** The value is a `PlaceRoomHours` as UTF-8 JSON, which the gateway forwards. */
  placeRoomHours: { request: PlaceQuery; value: Uint8Array }
  /** The value is a `Moments` as UTF-8 JSON, which the gateway forwards. */
  placeMoments: { request: PlaceMomentsQuery; value: Uint8Array }
  /** The value is a `PlaceMinutes` as UTF-8 JSON, which the gateway forwards. */
  placeMinutes: { request: PlaceQuery; value: Uint8Array }
  /** The value is a `SensorInsights` as UTF-8 JSON, which the gateway forwards. */
  placeSensors: { request: PlaceQuery; value: Uint8Array }
  /** The value is an `OverCapacity` as UTF-8 JSON, which the gateway forwards. */
  overCapacity: { request: PlaceQuery; value: Uint8Array }
  /** The value is a `UsualPeople` as UTF-8 JSON, which the gateway forwards. */
  usual: { request: UsualQuery; value: Uint8Array }
  /** The value is null if no snapshot contains the room, or the latest one does. */
  formerRoom: { request: { room: string }; value: FormerRoom | null }
}

/** The functions for a set of requests: both the side that sends them and the side that answers them use this type. */
export type Requests<T extends Record<string, { request: unknown; value: unknown }>> = {
  [K in keyof T]: (request: T[K]['request'], signal: AbortSignal) => Promise<Result<T[K]['value']>>
}

/** Configuration of the history process; contains no secrets. */
export const HistoryProcessConfig = v.object({
  /** The folder of this estate. It never contains data of other estates. */
  directory: v.string(),
  requestsPerMinute: v.number(),
  backfillDays: v.number(),
  keepDays: v.number(),
  /** Whether minutes of small rooms are kept and shown like those of other rooms. */
  keepsSmallRoomMinutes: v.boolean(),
})
export type HistoryProcessConfig = v.InferOutput<typeof HistoryProcessConfig>
