import * as v from 'valibot'
import { readableText } from './butlr-values.ts'

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** A name that people read; blank ones are refused with a sentence that a form can show. */
export const VisibleName = v.pipe(
  v.string(),
  v.transform(readableText),
  v.minLength(1, 'Give it a name.'),
  v.maxLength(80, 'At most 80 characters.'),
)
/** `HH:MM` in the building's zone. */
const ClockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time such as 07:30.'))

/** Which rooms a board shows. A place is all, or one site, building or floor with everything in it. */
export const RoomSelection = v.variant('kind', [
  v.strictObject({ kind: v.literal('all') }),
  v.strictObject({ kind: v.picklist(['site', 'building', 'floor', 'tag']), id: Id }),
  v.strictObject({
    kind: v.literal('rooms'),
    ids: v.pipe(v.array(Id), v.minLength(1, 'Choose a room.'), v.maxLength(1_000)),
  }),
])
export type RoomSelection = v.InferOutput<typeof RoomSelection>

export const boardLayouts = ['cards', 'rows', 'plan', 'totals'] as const
export type BoardLayout = (typeof boardLayouts)[number]

/** The screen it hangs on: letters follow from its size and from how far away people stand. */
export const BoardScreen = v.strictObject({
  /** Inches across the diagonal, as sold. */
  diagonalInches: v.pipe(
    v.number(),
    v.minValue(7, 'At least 7 inches.'),
    v.maxValue(120, 'At most 120 inches.'),
  ),
  /** Longer side to shorter side. */
  aspect: v.picklist(['16:9', '16:10', '4:3', '21:9']),
  orientation: v.picklist(['landscape', 'portrait']),
  /** Metres from which the letters must be readable. */
  distanceMetres: v.pipe(
    v.number(),
    v.minValue(0.5, 'At least half a metre.'),
    v.maxValue(20, 'At most 20 metres.'),
  ),
})
export type BoardScreen = v.InferOutput<typeof BoardScreen>

/** When the screen is lit. Days by ISO 8601: 1 is Monday. An end before its beginning is on the next day. */
export const OpeningHours = v.strictObject({
  days: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
    v.minLength(1, 'Choose a day.'),
    v.maxLength(7),
  ),
  from: ClockTime,
  to: ClockTime,
  /** What is on the screen otherwise. */
  otherwise: v.picklist(['dim', 'black']),
})
export type OpeningHours = v.InferOutput<typeof OpeningHours>

/**
 * Whether `Intl` formats in a language: the tag is well-formed and the language is known. A tag that only looks like one,
 * such as `en-x1` or `en-GB-GB`, makes `Intl` throw.
 */
function isSupportedLocale(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0
  } catch {
    return false
  }
}
const localeMessage = 'A language such as en-GB.'
/** Language of numbers and times, BCP 47, such as `en-GB` or `de`. */
const Locale = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, localeMessage),
  v.check(isSupportedLocale, localeMessage),
)
const defaultLocale = 'en-GB'

/** What staff decide of a board. */
export const BoardDraft = v.strictObject({
  name: VisibleName,
  rooms: RoomSelection,
  layout: v.picklist(boardLayouts),
  screen: BoardScreen,
  theme: v.picklist(['dark', 'light']),
  locale: Locale,
  /** Null: always lit. */
  hours: v.nullable(OpeningHours),
  /**
   * `small-rooms-in-words`: rooms for one or two people, and rooms of unknown capacity, show Free or In use only, and no
   * number of them leaves the gateway.
   */
  privacy: v.picklist(['exact', 'small-rooms-in-words']),
  /** Shorter names on this board, by room id. */
  shortNames: v.record(
    Id,
    v.pipe(v.string(), v.transform(readableText), v.minLength(1), v.maxLength(40)),
  ),
})
export type BoardDraft = v.InferOutput<typeof BoardDraft>

/**
 * A board as it is kept. One that was kept with a language that `Intl` does not know shows numbers as British English
 * does, rather than breaking its displays. `revision` grows with every change; who changes it says which one was changed. */
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
 * `PUT /api/boards/:id`. Refused with `conflict` when somebody else changed it since `revision`.
 * `POST /api/boards` takes a `BoardDraft`; both answer with the `Board`. `DELETE /api/boards/:id` answers 204, and
 * `conflict` while a display shows it.
 */
export const BoardUpdate = v.strictObject({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  draft: BoardDraft,
})
export type BoardUpdate = v.InferOutput<typeof BoardUpdate>
