import * as v from 'valibot'
import { FiniteNumber, Id } from './butlr-values.ts'
import { StoredName } from './names.ts'
import { PlacesResponse, SensorsResponse } from './topology.ts'
import { Overrides } from './overrides.ts'
import { ZoneClock } from './zone-clock.ts'
import { Board, boardLayouts, defaultBoardOptions, VisibleName } from './board.ts'

const EpochMs = FiniteNumber
const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))

/** Lifetime of a display's pairing in milliseconds. */
export const displayLifetimeMs = 365 * 24 * 3_600_000

// `/api/display…`: requests that a display sends. An `HttpOnly` cookie identifies the display and grants no other
// access.

/**
 * A board as displays parse it. So that a later release of the gateway does not stop a display that runs this release,
 * the display ignores new fields and replaces new values with the fallbacks below.
 */
const DisplayedBoard = v.object({
  ...Board.entries,
  layout: v.fallback(v.picklist(boardLayouts), 'cards'),
  clock: v.fallback(Board.entries.clock, defaultBoardOptions.clock),
  units: v.fallback(Board.entries.units, defaultBoardOptions.units),
})

/**
 * `GET /api/display/board` (supports `If-None-Match`): everything that a display needs except the readings. Contains
 * only the locations and sensors of the board's rooms. A display that is unpaired, revoked or unknown receives 401
 * `not_paired`; its cookie is deleted only when the pairing was revoked or has expired. A suspended display receives
 * 403 `display_suspended`.
 */
export const DisplayBoardResponse = v.object({
  display: v.object({
    id: v.string(),
    name: VisibleName,
    /**
     * The account that paired the display; present only in the first response after pairing, for the welcome screen.
     */
    pairedBy: v.optional(StoredName),
    /** When the pairing expires, in Unix milliseconds. */
    until: EpochMs,
  }),
  board: DisplayedBoard,
  places: PlacesResponse,
  sensors: SensorsResponse,
  overrides: v.nullable(Overrides),
  pollSeconds: v.pipe(v.number(), v.minValue(1), v.maxValue(600)),
  /**
   * Clock data for the time zones of the board's sites, from a few weeks ago to more than a year ahead, because a TV's
   * time zone rules are as old as its browser. Earlier releases do not send this field.
   */
  clocks: v.fallback(v.array(ZoneClock), []),
})
export type DisplayBoardResponse = v.InferOutput<typeof DisplayBoardResponse>

/** MAC addresses of the sensors in a board's rooms that are offline, and of those whose connectivity is unknown. */
export const SensorConnectivity = v.object({
  offline: v.array(v.string()),
  unknown: v.array(v.string()),
})
export type SensorConnectivity = v.InferOutput<typeof SensorConnectivity>

/** Bounds of the usual occupancy of rooms in the hour from `from` to `to`, in Unix milliseconds. */
const UsualHour = v.object({
  from: EpochMs,
  to: EpochMs,
  rooms: v.array(v.object({ room: v.string(), lower: Count, upper: Count })),
})
export type UsualHour = v.InferOutput<typeof UsualHour>

/**
 * `GET /api/display/readings` (supports `If-None-Match`). Headers of both responses, 200 and 304, state when Butlr sent
 * the readings (`asOfHeader`) and the sensor health (`sensorsAsOfHeader`), in Unix milliseconds, so that the body
 * changes only when something on the display changes.
 */
export const DisplayReadingsResponse = v.object({
  /** Changes whenever the response of `/api/display/board` changes; empty while the gateway has no topology. */
  boardTag: v.string(),
  /** The version of the app that the gateway serves, as in the `meta` tag of its page. */
  version: v.string(),
  /** `last` by room and sensor, in the format of a report's `data`. */
  data: v.unknown(),
  /** Set when Butlr sent an error along with the counts: rooms and sensors missing from them are unknown. */
  incomplete: v.optional(v.boolean()),
  /** Whether the API omits zeros, determined from all rooms of the account. Earlier releases do not send this field. */
  zerosWithheld: v.optional(v.boolean()),
  /** Null when sensor health is unknown. Earlier releases do not send this field. */
  health: v.optional(v.nullable(SensorConnectivity)),
  /** One entry per time zone. Missing if the board does not show usual occupancy, or if there is no history. */
  usual: v.optional(v.fallback(v.array(UsualHour), [])),
})
export type DisplayReadingsResponse = v.InferOutput<typeof DisplayReadingsResponse>
/** Maximum age of sensor health in milliseconds, while Butlr responds. */
export const sensorHealthIntervalMs = 20_000
/** Headers of `DisplayReadingsResponse`: the times of the readings and of the sensor health. */
export const asOfHeader = 'headroom-as-of'
export const sensorsAsOfHeader = 'headroom-sensors-as-of'

/** `POST /api/display/status`, sent every minute: the status that `/displays` shows. Returns 204. */
export const DisplayStatus = v.strictObject({
  version: v.pipe(v.string(), v.maxLength(64)),
  page: v.strictObject({ number: Count, of: Count }),
  screen: v.strictObject({
    width: Count,
    height: Count,
    pixelRatio: v.pipe(v.number(), v.minValue(0), v.maxValue(20)),
  }),
  /** Device time minus server time in milliseconds; null until measured. */
  clockSkewMs: v.nullable(FiniteNumber),
  freshness: v.picklist(['live', 'late', 'stale', 'no-data']),
  /**
   * Whether the browser keeps the screen awake: `held` while it does, `off` outside opening hours or until the browser
   * grants the wake lock, and `refused` with the reason as a sentence.
   */
  awake: v.variant('state', [
    v.strictObject({ state: v.picklist(['held', 'off']) }),
    v.strictObject({ state: v.literal('refused'), reason: v.pipe(v.string(), v.maxLength(200)) }),
  ]),
  /** A version that the display loaded and that did not become healthy within a minute; null when there is none. */
  unhealthyVersion: v.nullable(v.pipe(v.string(), v.maxLength(64))),
})
export type DisplayStatus = v.InferOutput<typeof DisplayStatus>

// `DELETE /api/display/pairing`: the display revokes its pairing and gets a new code. Returns 204, or 403 `not_allowed`
// unless its board has `unpairFromRemote`.

// `/api/displays…`: requests that signed-in staff send.

/**
 * Why a display does not show its board: it was paired while the gateway was connected to the simulator, to another
 * Butlr address, or to another organisation. `unverified`: the gateway cannot prove that the person who paired it may
 * see everything that the gateway account sees.
 *
 * An `unverified` display resumes after a `PATCH` by a person who may use its board. It also resumes when the account
 * that paired it lists displays and passes the checks of a `PATCH`. Any other suspended display resumes when the
 * gateway is connected to the earlier upstream again.
 */
export const SuspensionReason = v.picklist(['simulator', 'address', 'organisation', 'unverified'])
export type SuspensionReason = v.InferOutput<typeof SuspensionReason>

/**
 * A paired display as staff see it. `lastSeenAt` is the time of its last request, and `statusAt` the time of its last
 * status report; null if unknown. Earlier releases send no `statusAt`.
 */
export const Display = v.object({
  id: v.string(),
  name: VisibleName,
  boardId: v.string(),
  pairedBy: StoredName,
  pairedAt: EpochMs,
  until: EpochMs,
  /** Null unless the display is suspended. */
  suspended: v.nullable(SuspensionReason),
  lastSeenAt: v.nullable(EpochMs),
  status: v.nullable(DisplayStatus),
  statusAt: v.optional(v.nullable(EpochMs), null),
})
export type Display = v.InferOutput<typeof Display>

/**
 * `GET /api/displays`. `account` is the state of the gateway account: `missing` without `BUTLR_CLIENT_ID` and
 * `BUTLR_CLIENT_SECRET`, `refused` when Butlr rejects them. `version` is the app version that the gateway serves.
 * Displays whose boards show a room that the person's account does not see are left out; requests for them return 404.
 * While the gateway does not know what its own account sees, all displays are left out, and changes return 503.
 */
export const DisplaysResponse = v.object({
  account: v.picklist(['ready', 'missing', 'refused']),
  version: v.string(),
  /** Whether this person may change boards and displays now, or only view them. */
  mayChange: v.boolean(),
  pollSeconds: v.number(),
  displays: v.array(Display),
  /** Number of displays that another version of Headroom stored and that this version cannot read. */
  unreadableCount: v.optional(v.number(), 0),
  /** IDs of boards that this version cannot read. Empty for people who do not see every room. */
  unreadableBoardIds: v.optional(v.array(Id), []),
})
export type DisplaysResponse = v.InferOutput<typeof DisplaysResponse>

/**
 * `PATCH /api/displays/:id` takes a `DisplayUpdate`, and resumes an `unverified` display; `DELETE /api/displays/:id`
 * revokes the display and returns 204.
 */
export const DisplayUpdate = v.strictObject({
  name: VisibleName,
  boardId: Id,
})
export type DisplayUpdate = v.InferOutput<typeof DisplayUpdate>
