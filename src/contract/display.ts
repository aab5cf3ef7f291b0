import * as v from 'valibot'
import { PlacesResponse, SensorsResponse } from './topology.ts'
import { Overrides } from './overrides.ts'
import { Board, VisibleName } from './board.ts'

const EpochMs = v.pipe(v.number(), v.finite())
const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))

/** Without 0/O, 1/I/L and U: nobody mistakes one for another across a room. */
export const pairingCodeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const PairingCode = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/[\s-]/g, '').toUpperCase()),
  v.regex(/^[2-9A-HJKMNP-TV-Z]{6}$/, 'Six letters and digits, as the screen shows them.'),
)

/** How long a code can be used, in milliseconds; it can be used once. */
export const pairingCodeLifetimeMs = 10 * 60_000
/** How long a display stays paired, in milliseconds. */
export const displayLifetimeMs = 365 * 24 * 3_600_000

// What a display asks. Its identity is a cookie that no page can read, and opens nothing else.

/** `POST /api/display/pairing`: a code for this browser, which the answer's cookie makes its own. */
export const PairingOffer = v.object({
  code: v.string(),
  expiresAt: EpochMs,
  /**
   * This browser holds the pairing of a display that the gateway does not find, in an empty data directory for instance.
   * The display keeps it and becomes itself again as soon as the gateway finds it.
   */
  unknownDisplay: v.optional(v.boolean()),
})
export type PairingOffer = v.InferOutput<typeof PairingOffer>

/**
 * `GET /api/display/pairing`: `paired` comes with the display's cookie; `again` where the gateway found a pairing that
 * the display held all along. `expired` means that a new code is due.
 */
export const PairingState = v.variant('state', [
  v.object({ state: v.literal('waiting'), expiresAt: EpochMs }),
  v.object({ state: v.literal('paired'), again: v.optional(v.boolean()) }),
  v.object({ state: v.literal('expired') }),
])
export type PairingState = v.InferOutput<typeof PairingState>

/**
 * `GET /api/display/board` (answers 304 to `If-None-Match`): everything but the figures. Places and sensors are those
 * of the board's rooms only. A display that is not paired, was revoked, or is not found is answered 401 `not_paired`;
 * only where it was revoked or is over its cookie is taken away. One that is suspended is answered 403
 * `display_suspended`.
 */
export const DisplayBoardResponse = v.object({
  display: v.object({
    id: v.string(),
    name: VisibleName,
    /** Who paired it, as signed in: in the first answer after pairing only, for the welcome screen. */
    pairedBy: v.optional(v.string()),
    /** When its pairing ends. */
    until: EpochMs,
  }),
  board: Board,
  places: PlacesResponse,
  sensors: SensorsResponse,
  overrides: v.nullable(Overrides),
  pollSeconds: v.pipe(v.number(), v.minValue(1), v.maxValue(600)),
})
export type DisplayBoardResponse = v.InferOutput<typeof DisplayBoardResponse>

/** Sensors of a board's rooms by MAC address: those that are offline, and those of which that is not known. */
export const SensorConnectivity = v.object({
  offline: v.array(v.string()),
  unknown: v.array(v.string()),
})
export type SensorConnectivity = v.InferOutput<typeof SensorConnectivity>

/**
 * `GET /api/display/readings` (answers 304 to `If-None-Match`). When Butlr said so, in Unix milliseconds, is the header
 * `asOfHeader` of both answers, and when it said how the sensors are `sensorsAsOfHeader`, so that nothing of the body
 * changes while nothing that is shown does.
 */
export const DisplayReadingsResponse = v.object({
  /** Changes when the answer of `/api/display/board` does; empty while the gateway knows nothing of places. */
  boardTag: v.string(),
  /** The version of the app that the gateway serves, as its page says in a `meta` tag. */
  version: v.string(),
  /** `last` by room and sensor, in the form of a `ReportingAnswer`. */
  data: v.unknown(),
  /** Whether the API withholds zeros, judged over all rooms of the account. Releases before this one do not say. */
  zerosWithheld: v.optional(v.boolean()),
  /** Null when nothing is known of the sensors. Releases before this one do not say. */
  health: v.optional(v.nullable(SensorConnectivity)),
})
export type DisplayReadingsResponse = v.InferOutput<typeof DisplayReadingsResponse>
export const asOfHeader = 'headroom-as-of'
export const sensorsAsOfHeader = 'headroom-sensors-as-of'

/** `POST /api/display/status`, every minute: what `/displays` shows of it. Answers 204. */
export const DisplayStatus = v.strictObject({
  version: v.pipe(v.string(), v.maxLength(64)),
  page: v.strictObject({ number: Count, of: Count }),
  screen: v.strictObject({
    width: Count,
    height: Count,
    pixelRatio: v.pipe(v.number(), v.minValue(0), v.maxValue(20)),
  }),
  /** Device minus server in milliseconds; null until measured. */
  clockSkewMs: v.nullable(v.pipe(v.number(), v.finite())),
  freshness: v.picklist(['live', 'late', 'stale', 'no-data']),
  /** Whether the screen is kept awake: `off` outside opening hours; `refused` with the browser's reason. */
  awake: v.variant('state', [
    v.strictObject({ state: v.picklist(['held', 'off']) }),
    v.strictObject({ state: v.literal('refused'), reason: v.pipe(v.string(), v.maxLength(200)) }),
  ]),
  /** Set when a new version did not become healthy within a minute. */
  unhealthyVersion: v.nullable(v.pipe(v.string(), v.maxLength(64))),
})
export type DisplayStatus = v.InferOutput<typeof DisplayStatus>

// What staff ask, signed in.

/**
 * Why a display does not show its board: it was paired with the simulated building, with another address of Butlr, or
 * with another organisation than the gateway is connected to. `unverified`: nothing proves that the person who paired it
 * may see what the gateway's account sees; saving it (`PATCH`) does.
 */
export const SuspensionReason = v.picklist(['simulator', 'address', 'organisation', 'unverified'])
export type SuspensionReason = v.InferOutput<typeof SuspensionReason>

/** A paired display as staff see it. `lastSeenAt` is its last request. */
export const Display = v.object({
  id: v.string(),
  name: VisibleName,
  boardId: v.string(),
  pairedBy: v.string(),
  pairedAt: EpochMs,
  until: EpochMs,
  /** Null unless it is suspended. */
  suspended: v.nullable(SuspensionReason),
  lastSeenAt: v.nullable(EpochMs),
  status: v.nullable(DisplayStatus),
})
export type Display = v.InferOutput<typeof Display>

/**
 * `GET /api/displays`. `account` is the gateway's own account that displays read through: not `ready` without
 * `BUTLR_CLIENT_ID` and `BUTLR_CLIENT_SECRET`, `refused` when Butlr does not take them. `version` is what it serves.
 * Displays whose boards show a room that the person's account does not see are absent, and answer 404; while nothing is
 * known of what the gateway's account sees, all are absent and every change is answered 503.
 */
export const DisplaysResponse = v.object({
  account: v.picklist(['ready', 'missing', 'refused']),
  version: v.string(),
  /** Whether this person may change boards and displays now, or only look. */
  mayChange: v.boolean(),
  pollSeconds: v.number(),
  displays: v.array(Display),
})
export type DisplaysResponse = v.InferOutput<typeof DisplaysResponse>

/** `POST /api/displays/pairing`: who requested a code. Answers a `PairingRequest`, or `wrong_code`. */
export const PairingLookup = v.strictObject({ code: PairingCode })
/** What the gateway knows of the screen that shows a code, for the person who is about to pair it. */
export const PendingPairing = v.object({
  /** Names this request of this code; `PairDisplay` carries it. */
  id: v.string(),
  code: v.string(),
  requestedAt: EpochMs,
  /** The client's IP address. */
  address: v.string(),
  /** Such as `Chrome 126 on Linux`. */
  browser: v.string(),
})
export type PendingPairing = v.InferOutput<typeof PendingPairing>

/**
 * `POST /api/displays`: pairs the screen that shows `code`, once a person has seen who requested it. Answers the `Display`,
 * or `wrong_code` when no screen shows it any more, or another one does than the person saw. `PATCH /api/displays/:id`
 * takes a `DisplayUpdate`, and makes an `unverified` display resume; `DELETE /api/displays/:id` revokes and answers 204.
 */
export const PairDisplayRequest = v.strictObject({
  code: PairingCode,
  /** The `id` of the `PairingRequest`. */
  requestId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  name: VisibleName,
  boardId: v.pipe(v.string(), v.minLength(1, 'Choose a board.'), v.maxLength(200)),
})
export type PairDisplayRequest = v.InferOutput<typeof PairDisplayRequest>
export const DisplayUpdate = v.strictObject({
  name: VisibleName,
  boardId: v.pipe(v.string(), v.minLength(1, 'Choose a board.'), v.maxLength(200)),
})
export type DisplayUpdate = v.InferOutput<typeof DisplayUpdate>
