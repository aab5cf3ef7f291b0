import * as text from '#messages/board-preview.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { liveAge } from '#messages/board.ts'
import { formatDistance } from '#messages/distances.ts'
import { noSpaceForDot } from '#messages/plan-options.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { formatDuration } from '#src/format/durations.ts'
import { pageDurationMs } from '#src/board/page-duration.ts'
import type { LeftOutParts } from '#src/board/plan/left-out-parts.ts'
import type { BoardContent } from '#src/board/typography/board-content.ts'
import type { BoardFit, BoardFitSettings } from '#src/board/typography/board-fit.ts'
import type { BoardPage } from '#src/board/typography/board-pages.ts'
import { fitBoard } from '#src/board/typography/fit-board.ts'
import { maxReadableMetres, screenSidesCm } from '#src/board/typography/screen.ts'

/** Longest acceptable duration of one pass through all pages; people would not wait longer for a room to appear. */
const longRoundMs = 4 * minute
/**
 * With more pages than this, large rooms mean that space is too short. With fewer, they may be a deliberate choice.
 */
const manyPages = 8
/** A room that fills more than this share of the screen is large. */
const largeShare = 0.5
/** The longest age that the footer can show. The age is the minimum content of a footer. */
const longestAge = liveAge(formatDuration(59 * second))

/** How legible a board is from the viewing distance, for the person who edits it. */
type Legibility = {
  /** False if people cannot read the board, or if its rooms are so large that they need too many pages. */
  isUsable: boolean
  message: string
}

type LegibilitySettings = BoardFitSettings & Pick<BoardDraft, 'units'>

function viewingConditions({ screen, units }: LegibilitySettings) {
  return {
    inches: screen.diagonalInches,
    distance: formatDistance(screen.distanceMetres, units),
  }
}

/**
 * Returns a message with the number of pages that the rooms need and the duration of one pass through all pages. For an
 * illegible board, the message names the text that is too small, and the distance from which that text is legible.
 *
 * @param pages the pages that the rooms fill
 */
export function legibilityMessage(
  board: LegibilitySettings,
  content: BoardContent,
  pages: readonly BoardPage[],
): Legibility {
  const conditions = viewingConditions(board)
  const fit = fitBoard(board, content)
  const tooSmall = smallTextMessage(board, fit)
  if (tooSmall !== null) return { isUsable: false, message: tooSmall }

  const rooms = content.rooms.length
  if (pages.length <= 1) return { isUsable: true, message: text.onePageNeeded(rooms, conditions) }
  const roundMs = pages.reduce((sum, page) => sum + pageDurationMs(page), 0)
  const needed = text.pagesNeeded(rooms, conditions, pages.length)
  if (pages.length > manyPages && isRoomLarge(board, fit)) {
    const advice = board.layout === 'cards' ? text.useRows : text.useFewerRooms
    const round = text.longRound(Math.max(2, Math.round(roundMs / minute)))
    return { isUsable: false, message: [needed, round, text.roomFillsScreen, advice].join(' ') }
  }
  const isLong = roundMs >= longRoundMs
  const round = isLong
    ? `${text.longRound(Math.round(roundMs / minute))} ${text.showMoreOften}`
    : text.roundDuration(Math.round(roundMs / second))
  return { isUsable: true, message: `${needed} ${round}` }
}

/**
 * Returns, as sentences, which text of a board is too small for the viewing distance, or that the footer does not fit;
 * null if neither is the case.
 */
function smallTextMessage(
  board: LegibilitySettings,
  { name, least, area, footer = least }: BoardFit,
): string | null {
  const { layout, screen, units } = board
  const conditions = viewingConditions(board)
  const readable = {
    names: maxReadableMetres(screen, name),
    details: maxReadableMetres(screen, least),
  }
  const readableDetails = formatDistance(readable.details, units)
  // The distances are rounded down to decimetres, so a shortfall of less than a decimetre is ignored.
  const isFar = (metres: number) => metres + 0.1 < screen.distanceMetres - 1e-6
  if (isFar(readable.names)) {
    const names = formatDistance(readable.names, units)
    return text.namesTooSmall(conditions, { names, details: readableDetails })
  }
  if (isFar(readable.details)) {
    const details =
      footer === null ? text.smallDetailsWithoutFooter(layout) : text.smallDetails[layout]
    return text.detailsTooSmall(details, conditions, readableDetails)
  }
  const ageWidth = measureText(longestAge, footer ?? 0)
  return ageWidth > area.width ? text.footerTooWide(conditions) : null
}

/** Returns whether one room fills more than half of the screen, or the whole page between header and footer. */
function isRoomLarge(
  { layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>,
  { tile, grid }: BoardFit,
): boolean {
  if (layout !== 'cards' && layout !== 'rows') return false
  const [longer, shorter] = screenSidesCm(screen)
  const share = (tile.width * tile.height) / (100 * ((100 * longer) / shorter))
  return grid.perPage === 1 || share > largeShare
}

/**
 * Returns `9 of 60 rooms are too small to show their full names.`, and a sentence if there is no space for "You are
 * here"; null if everything fits.
 */
export function leftOutMessage(floors: readonly LeftOutParts[]): string | null {
  const drawn = floors.reduce((sum, floor) => sum + floor.drawn, 0)
  const truncated = floors.reduce((sum, floor) => sum + floor.leftOut, 0)
  const sentences = [
    ...(truncated === 0 ? [] : [text.namesTruncated(truncated, drawn)]),
    ...(floors.some(({ marker }) => marker) ? [noSpaceForDot] : []),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}
