import type { BoardDraft, BoardScreen } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'

/** The properties of a screen that determine legibility. */
export type ScreenSize = Pick<BoardScreen, 'diagonalInches' | 'aspect' | 'distanceMetres'>

const cmPerInch = 2.54

/** Returns the sides of a screen in centimetres, longer side first. */
export function screenSidesCm({
  diagonalInches,
  aspect,
}: ScreenSize): [longer: number, shorter: number] {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const unit = (diagonalInches * cmPerInch) / Math.hypot(long, short)
  return [long * unit, short * unit]
}

/**
 * Returns the smallest legible font size at the viewing distance, in percent of the shorter side: 80 times the distance
 * in metres, divided by the shorter side in centimetres. Its capitals subtend 20 arc-minutes; Inter's capitals are 0.727 em high.
 */
export function legibleFontSize(screen: ScreenSize): number {
  const [, shorter] = screenSidesCm(screen)
  return (80 * screen.distanceMetres) / shorter
}

/**
 * Minimum font size of names in percent of the shorter side. At short viewing distances, smaller text would be legible
 * but crowded.
 */
export const minNameSize = 2.2
/** Ratio of the smallest font size to the font size of names (16 to 20 arc-minutes). */
const smallestTextShare = 0.8
/** Margin of a board, in percent of the shorter side. */
const margin = 4
/** Font size of the clock in percent of the shorter side, unless the smallest font size is larger. */
export const clockSize = 10.6
/** Gap between cards, in percent of the shorter side. */
export const cardGridGap = 1.8
/** Gap above and below the content, in percent of the shorter side. */
export const contentGap = 1.2 * cardGridGap

/** Smallest font sizes of a board, in percent of the screen's shorter side. */
export type MinimumSizes = {
  /** Smallest font size of room names, with capitals of 20 arc-minutes. */
  name: number
  /** Smallest font size of all text, with capitals of 16 arc-minutes. */
  least: number
}

/**
 * Returns the smallest legible font sizes. If nothing fits at these sizes, returns the largest sizes that fit, with
 * `legible` false if they are not legible at the viewing distance.
 *
 * @param fits whether one room fits at these sizes
 */
export function minimumSizes(
  screen: ScreenSize,
  fits: (sizes: MinimumSizes) => boolean,
): MinimumSizes & { legible: boolean } {
  const wanted = Math.max(minNameSize, legibleFontSize(screen))
  for (let name = wanted; ; name *= 0.98) {
    const sizes = { name, least: name * smallestTextShare }
    if (fits(sizes) || name <= minNameSize) {
      return { ...sizes, legible: name >= wanted * smallestTextShare }
    }
  }
}

/** Returns the maximum distance at which names of this size are legible, in metres, rounded down to decimetres. */
export function maxReadableMetres(screen: ScreenSize, name: number): number {
  const [, shorter] = screenSidesCm(screen)
  // Capitals of 16 arc-minutes are still legible, at 1.25 times the distance of capitals of 20 arc-minutes.
  return Math.floor(((name * shorter) / 80 / smallestTextShare) * 10) / 10
}

/** Width and height in percent of the screen's shorter side. */
export type Area = { width: number; height: number }

/** Returns the size of a screen in percent of its shorter side. */
function screenArea({ aspect, orientation }: BoardDraft['screen']): Area {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const longer = (100 * long) / short
  return orientation === 'portrait'
    ? { width: 100, height: longer }
    : { width: longer, height: 100 }
}

/** Tiles larger than this share of the screen do not get a solid warning colour. */
const largeShare = 1 / 6

/** Returns whether a tile is so large that a solid warning colour would dominate the screen. */
export function isLargeTile(screen: BoardDraft['screen'], tile: Area): boolean {
  const wall = screenArea(screen)
  return tile.width * tile.height > largeShare * wall.width * wall.height
}

/** The parts of a board around its content. */
type Frame = MinimumSizes & {
  /** Font size of the footer; null if the board has none. */
  footer: number | null
  /** Height of the footer's lines in em. By default, the footer has one line, or two in portrait. */
  footerLines: number
  /** Whether the footer shows page progress. */
  isPaged: boolean
}

export function contentArea(
  screen: BoardDraft['screen'],
  { name, least, footer = least, footerLines, isPaged = true }: MinimumSizes & Partial<Frame>,
): Area {
  const { width, height } = screenArea(screen)
  const lines = footer === null ? 0 : footer * (footerLines ?? usualFooterLines(screen, footer))
  const pages = isPaged || footer === null ? pageLine + pageLineGap * (footer ?? 0) : 0
  const header = headerSizes(screen, { name, least }).height
  return {
    width: width - 2 * margin,
    height: height - 2 * margin - header - lines - pages - 2 * contentGap,
  }
}

/** Height of the progress line, in percent of the shorter side. */
const pageLine = 0.5
/** Gap between the progress line and the footer's text in em, as in footer.css. */
const pageLineGap = 0.62
/** Height of the second footer line in portrait and the gap above it, in em. */
const secondLine = 1.6

/** Returns whether a footer of this font size has a second line, for the legend. */
export function hasSecondFooterLine(
  { orientation }: BoardDraft['screen'],
  footer: number,
): boolean {
  return orientation === 'portrait' && !isFarText({ least: footer })
}

function usualFooterLines(screen: BoardDraft['screen'], footer: number): number {
  return hasSecondFooterLine(screen, footer) ? 1 + secondLine : 1
}

/**
 * From this font size of names on, in percent of the shorter side, a board shows only names, counts, states and the
 * age.
 */
const farNameSize = 7

/** Returns whether the viewing distance is so long that a board shows only its most important parts. */
export function isFar({ name }: Pick<MinimumSizes, 'name'>): boolean {
  return name >= farNameSize
}

/** Like `isFar`, for a board whose names may have grown beyond the minimum. */
function isFarText({ least }: Pick<MinimumSizes, 'least'>): boolean {
  return isFar({ name: least / smallestTextShare })
}

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

/** Returns how many items of this size fit into a space, with gaps between them. */
export function fitCount(space: number, size: number, between: number): number {
  return Math.max(0, Math.floor((space + between) / (size + between)))
}
