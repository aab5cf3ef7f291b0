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

export const boardLayouts = ['cards', 'rows', 'plan', 'totals'] as const
export type BoardLayout = (typeof boardLayouts)[number]

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
  aspect: v.picklist(['16:9', '16:10', '4:3', '21:9']),
  orientation: v.picklist(['landscape', 'portrait']),
  /** Distance in metres from which text must be legible. */
  distanceMetres: numberBetween(screenLimits.distanceMetres.min, screenLimits.distanceMetres.max),
})
export type BoardScreen = v.InferOutput<typeof BoardScreen>

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
  otherwise: v.picklist(['dim', 'black']),
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

export const maxShortNameLength = 40
/** The part of a board that managers edit. */
export const BoardDraft = v.strictObject({
  name: VisibleName,
  rooms: RoomSelection,
  layout: v.picklist(boardLayouts),
  screen: BoardScreen,
  theme: v.picklist(['dark', 'light']),
  locale: Locale,
  /** Null when the screen is always on. */
  hours: v.nullable(OpeningHours),
  /**
   * `small-rooms-in-words`: rooms for one or two people, and rooms of unknown capacity, show only Free or In use;
   * displays never receive their exact counts.
   */
  privacy: v.picklist(['exact', 'small-rooms-in-words']),
  /** Shorter names on this board, by room ID. */
  shortNames: v.record(Id, typedName(maxShortNameLength)),
  /** Whether people at a display of this board may unpair it with a remote control. */
  unpairFromRemote: v.optional(v.boolean(), false),
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
})
export type Board = v.InferOutput<typeof Board>

/** `GET /api/boards`. */
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
