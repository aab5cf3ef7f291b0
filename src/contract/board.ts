import * as v from 'valibot'
import { Id, numberBetween } from './butlr-values.ts'
import { typedName } from './names.ts'

export const maxVisibleNameLength = 80
/** The name of a board or a display; not blank. */
export const VisibleName = typedName(maxVisibleNameLength)
/** `HH:MM` in the building's time zone. */
const ClockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

export const maxSelectedRooms = 1_000
/** The rooms of a board: all, those of a location (site, building or floor), those with a tag, or a list. */
export const RoomSelection = v.variant('kind', [
  v.strictObject({ kind: v.literal('all') }),
  v.strictObject({ kind: v.picklist(['site', 'building', 'floor', 'tag']), id: Id }),
  v.strictObject({
    kind: v.literal('rooms'),
    ids: v.pipe(v.array(Id), v.minLength(1), v.maxLength(maxSelectedRooms)),
  }),
])
export type RoomSelection = v.InferOutput<typeof RoomSelection>

export const boardLayouts = ['cards', 'rows', 'plan', 'totals', 'find-room'] as const
export type BoardLayout = (typeof boardLayouts)[number]
export const boardThemes = ['dark', 'light'] as const
export const boardPrivacies = ['exact', 'small-rooms-in-words'] as const
export type BoardPrivacy = (typeof boardPrivacies)[number]

export const screenAspects = ['16:9', '16:10', '4:3', '21:9'] as const
export const screenOrientations = ['landscape', 'portrait'] as const
/** Limits of `BoardScreen`, inclusive. */
export const screenLimits = {
  diagonalInches: { min: 7, max: 120 },
  distanceMetres: { min: 0.5, max: 20 },
} as const
/** The screen of a board. Text sizes follow from its dimensions and the viewing distance. */
export const BoardScreen = v.strictObject({
  /** Diagonal in inches, as advertised. */
  diagonalInches: numberBetween(screenLimits.diagonalInches.min, screenLimits.diagonalInches.max),
  /** Ratio of the longer side to the shorter. */
  aspect: v.picklist(screenAspects),
  orientation: v.picklist(screenOrientations),
  /** Distance in metres from which text must be legible. */
  distanceMetres: numberBetween(screenLimits.distanceMetres.min, screenLimits.distanceMetres.max),
})
export type BoardScreen = v.InferOutput<typeof BoardScreen>

export const outsideHoursOptions = ['dim', 'black'] as const
/** When the screen is on. Days are numbered as in ISO 8601: 1 is Monday. An end before the start is on the next day. */
export const OpeningHours = v.strictObject({
  days: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
    v.minLength(1),
    v.maxLength(7),
  ),
  from: ClockTime,
  to: ClockTime,
  /** How the screen looks outside these hours. */
  otherwise: v.picklist(outsideHoursOptions),
})
export type OpeningHours = v.InferOutput<typeof OpeningHours>

/**
 * Returns whether `Intl` supports a locale: the tag is well-formed and the language is known. `Intl` throws for
 * malformed tags such as `en-x1` or `en-GB-GB`.
 */
function isSupportedLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
/** Locale of numbers and times: a BCP 47 tag such as `en-GB` or `de`. */
const Locale = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  v.check(isSupportedLocale),
)
const defaultLocale = 'en-GB'

/** The default values of the options that earlier releases lack. A board without an option has the default value. */
export const defaultBoardOptions = {
  location: null,
  clock: 'locale',
  units: 'metres',
  pageNumber: false,
  usual: false,
  unpairFromRemote: false,
  northUp: false,
  youAreHere: null,
} as const
const defaultLogo = null

export const boardClocks = ['locale', '12-hour', '24-hour'] as const
export type BoardClock = (typeof boardClocks)[number]
export const distanceUnits = ['metres', 'feet'] as const
export type DistanceUnit = (typeof distanceUnits)[number]

/** Sides of a room on a plan with north up; `automatic`: a side with space for the dot and its label. */
export const roomSides = ['automatic', 'north', 'east', 'south', 'west'] as const
export type RoomSide = (typeof roomSides)[number]
/** Where a display hangs: outside a room, at one of its sides. */
const YouAreHere = v.strictObject({ roomId: Id, side: v.picklist(roomSides) })

export const maxShortNameLength = 40
/** The part of a board that managers edit. */
export const BoardDraft = v.strictObject({
  name: VisibleName,
  rooms: RoomSelection,
  layout: v.picklist(boardLayouts),
  screen: BoardScreen,
  theme: v.picklist(boardThemes),
  locale: Locale,
  /** Null when the screen is always on. */
  hours: v.nullable(OpeningHours),
  /**
   * `small-rooms-in-words`: rooms for one or two people, and rooms of unknown capacity, show only Free or In use;
   * displays never receive their exact counts.
   */
  privacy: v.picklist(boardPrivacies),
  /** Shorter names on this board, by room ID. */
  shortNames: v.record(Id, typedName(maxShortNameLength)),
  /** Whether people at a display of this board may unpair it with a remote control. */
  unpairFromRemote: v.optional(v.boolean(), defaultBoardOptions.unpairFromRemote),
  /** ID of the floor on which the display hangs, for directions to rooms (`find-room`); null if not set. */
  location: v.optional(v.nullable(Id), defaultBoardOptions.location),
  /** How the clock and other times are written; `locale`: as is usual in the board's locale. */
  clock: v.optional(v.picklist(boardClocks), defaultBoardOptions.clock),
  /** Unit in which staff enter and read the viewing distance; stored distances are always in metres. */
  units: v.optional(v.picklist(distanceUnits), defaultBoardOptions.units),
  /** Whether the page number is shown in digits: `2 / 5`. */
  pageNumber: v.optional(v.boolean(), defaultBoardOptions.pageNumber),
  /** Whether room cards show how many people are usually there at this time. Not with `small-rooms-in-words`. */
  usual: v.optional(v.boolean(), defaultBoardOptions.usual),
  /** Whether a plan keeps north up, even if a quarter turn would make it larger. */
  northUp: v.optional(v.boolean(), defaultBoardOptions.northUp),
  /** Where a plan shows the "You are here" dot; null for no dot. Ignored if the board does not draw the room. */
  youAreHere: v.optional(v.nullable(YouAreHere), defaultBoardOptions.youAreHere),
})
export type BoardDraft = v.InferOutput<typeof BoardDraft>

/**
 * A stored board. If `Intl` does not support its stored locale, the board uses British English instead of breaking its
 * displays. `revision` increases with every change; an update names the revision that it changes.
 */
export const Board = v.strictObject({
  ...BoardDraft.entries,
  locale: v.fallback(Locale, defaultLocale),
  id: Id,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Hash of the logo in the header; null without a logo. The image has its own routes (`BoardLogoUpload`). */
  logo: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))), defaultLogo),
})
export type Board = v.InferOutput<typeof Board>

const defaults: ReadonlyMap<string, unknown> = new Map(
  Object.entries({ ...defaultBoardOptions, logo: defaultLogo }),
)

/**
 * Returns a board or a draft without the options that have their default value, as it is stored and sent: earlier
 * releases of the gateway and of the pages reject unknown fields.
 */
export function omitDefaultOptions(board: Partial<Board>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(board).filter(
      ([key, value]) => !defaults.has(key) || defaults.get(key) !== value,
    ),
  )
}

/** The response of `GET /api/boards`. */
export const BoardsResponse = v.object({ boards: v.array(Board) })
export type BoardsResponse = v.InferOutput<typeof BoardsResponse>

/**
 * The body of `PUT /api/boards/:id`, which fails with `conflict` if the board has changed since `revision`. `POST
 * /api/boards` takes a `BoardDraft`. Both return the `Board`. `DELETE /api/boards/:id` returns 204, or `conflict` while
 * a display shows the board.
 */
export const BoardUpdate = v.strictObject({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  draft: BoardDraft,
})
export type BoardUpdate = v.InferOutput<typeof BoardUpdate>

/** Maximum size of a logo's file, in bytes. */
export const maxLogoBytes = 64 * 1024
