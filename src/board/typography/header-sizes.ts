import type { BoardDraft } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { type MinimumSizes, isFarText, margin, screenArea } from './screen.ts'

/**
 * Widths in a header with the age, in percent of the shorter side: dial and clock with their gaps, the minimum for the
 * board's name, and a gap.
 */
const headerWidths = { time: 49, name: 25, gap: 3 }
/** Widths in em: the longest age with its dot, and the longest age without “Live”. */
const ageEm = 7.6
const shortAgeEm = 5.4

/** Returns whether the age is in the header, so that a board with a long viewing distance needs no footer. */
export function isAgeInHeader(
  screen: BoardDraft['screen'],
  sizes: Pick<MinimumSizes, 'least'>,
): boolean {
  if (screen.orientation === 'portrait' || !isFarText(sizes)) return false
  return ageEm * sizes.least <= freeHeaderWidth(screen)
}

/** Returns the width that the name, the dial and the clock leave, in percent of the shorter side. */
function freeHeaderWidth(screen: BoardDraft['screen']): number {
  return screenArea(screen).width - 2 * margin - headerWidths.time - headerWidths.name
}

/**
 * Returns the width of the page number with the gap before it, in a header with the age, and whether the age must then
 * be short. Null if the number does not fit.
 *
 * @param em width of the longest page number in em
 * @param otherWidth width of the logo and the clock's AM or PM
 */
export function fitHeaderNumber(
  screen: BoardDraft['screen'],
  { least }: Pick<MinimumSizes, 'least'>,
  em: number,
  otherWidth: number,
): { width: number; hasShortAge: boolean } | null {
  const number = em * least + headerWidths.gap
  const free = freeHeaderWidth(screen) - otherWidth
  if (ageEm * least + number <= free) return { width: number, hasShortAge: false }
  if (shortAgeEm * least + number > free) return null
  return { width: number - (ageEm - shortAgeEm) * least, hasShortAge: true }
}

/**
 * Largest font size of the board's name in percent of the shorter side, `alone` on its line and `stacked` above the
 * building's name in portrait.
 */
const maxPlaceSize = { alone: 8.2, stacked: 5.4 }
/** Font size of the building's name, relative to the board's name. */
const buildingShare = 0.69
/** Smallest font size of a board's name in percent of the shorter side, unless the smallest font size is larger. */
const leastPlaceSize = 3.8
const headerLine = 1.25
/** Minimum height of the header in percent of the shorter side. */
const headerHeights = { landscape: 9.4, portrait: 11.6 }

/** Font sizes and height of the header in percent of the screen's shorter side. */
type HeaderSizes = {
  place: number
  /** Null if the viewing distance is so long that the building is not shown. */
  building: number | null
  height: number
}

/**
 * Returns the sizes of the header. Its height does not depend on room names.
 *
 * @param boardName gets a smaller font size if it would be truncated
 * @param otherWidth width of the page number beside the age, of the logo, and of AM or PM
 */
export function headerSizes(
  screen: BoardDraft['screen'],
  { name, least }: MinimumSizes,
  boardName = '',
  otherWidth = 0,
): HeaderSizes {
  const { orientation } = screen
  const far = isFarText({ least })
  const isStacked = orientation === 'portrait' && !far
  const most = isStacked ? maxPlaceSize.stacked : maxPlaceSize.alone
  const wanted = Math.max(least, Math.min(most, 0.55 * name + 3.4))
  const age = isAgeInHeader(screen, { least }) ? ageEm * least : 0
  const beside = headerWidths.time + age + otherWidth
  const fitting = (screenArea(screen).width - 2 * margin - beside) / measureText(boardName, 1)
  const place = Math.min(wanted, Math.max(fitting, leastPlaceSize, least))
  const building = far ? null : Math.max(least, buildingShare * place)
  const lines = isStacked
    ? headerLine * (Math.max(least, most) + Math.max(least, buildingShare * most))
    : 1.1 * least
  return { place, building, height: Math.max(headerHeights[orientation], lines) }
}
