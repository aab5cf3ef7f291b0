import type { BoardDraft, BoardScreen } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'

/** The properties of a screen that determine font sizes. */
export type ScreenSize = Pick<BoardScreen, 'diagonalInches' | 'aspect' | 'distanceMetres'>

const cmPerInch = 2.54

/** Returns the sides of a screen in centimetres, the longer one first. */
export function screenSidesCm({
  diagonalInches,
  aspect,
}: ScreenSize): [longer: number, shorter: number] {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const unit = (diagonalInches * cmPerInch) / Math.hypot(long, short)
  return [long * unit, short * unit]
}

/**
 * Returns the font size that people can read from the viewing distance, in percent of the shorter side: 80 × distance
 * in metres ÷ shorter side in centimetres. Its capitals subtend 20 arc-minutes; Inter's capitals are 0.727 em high.
 */
export function legibleFontSize(screen: ScreenSize): number {
  const [, shorter] = screenSidesCm(screen)
  return (80 * screen.distanceMetres) / shorter
}

/**
 * Minimum font size of names, in percent of the shorter side, at short viewing distances, where denser text would be
 * legible but crowded.
 */
export const minNameSize = 2.2
/** Smallest font size divided by the font size of names (16 and 20 arc-minutes). */
const smallestTextShare = 0.8
/** Margin of a board, in percent of the shorter side. */
const margin = 4
/** Font size of the clock in percent of the shorter side, unless that is below the smallest font size. */
export const clockSize = 10.6
/** Gap between cards, in percent of the shorter side. */
export const cardGridGap = 1.8
/** Gap above and below the content, in percent of the shorter side. */
export const contentGap = 1.2 * cardGridGap

/** Smallest font sizes of a board, in percent of the screen's shorter side. */
export type MinimumSizes = {
  /** Smallest font size of a room's name: capitals of 20 arc-minutes. */
  name: number
  /** Smallest font size anywhere: capitals of 16 arc-minutes. */
  least: number
}

/**
 * Returns the smallest font sizes that are legible from the viewing distance. If nothing fits at these sizes, returns
 * the largest sizes at which something does; `legible` is false when they are too small for the distance.
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

/** Returns the maximum distance at which names of a size are legible, in metres, rounded down to decimetres. */
export function maxReadableMetres(screen: ScreenSize, name: number): number {
  const [, shorter] = screenSidesCm(screen)
  // Capitals of 16 arc-minutes are still legible; they allow 1.25 times the distance that 20 arc-minutes allow.
  return Math.floor(((name * shorter) / 80 / smallestTextShare) * 10) / 10
}

/** Width and height in percent of the screen's shorter side. */
export type Area = { width: number; height: number }

/** Returns the width and height of a screen in percent of its shorter side. */
function screenArea({ aspect, orientation }: BoardDraft['screen']): Area {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const longer = (100 * long) / short
  return orientation === 'portrait'
    ? { width: 100, height: longer }
    : { width: longer, height: 100 }
}

/** A tile larger than this share of the screen is not filled with a warning colour. */
const largeShare = 1 / 6

/** Returns whether a tile is so large that a solid fill in a warning colour would dominate the screen. */
export function isLargeTile(screen: BoardDraft['screen'], tile: Area): boolean {
  const wall = screenArea(screen)
  return tile.width * tile.height > largeShare * wall.width * wall.height
}

/** The parts of a board that take height from its content. */
type Frame = MinimumSizes & {
  /** Font size of the footer; null when the board has none. */
  footer: number | null
  /** Height of the footer's lines in em; by default one line, or two in portrait. */
  footerLines: number
  /** Whether a line shows the progress through several pages. */
  isPaged: boolean
}

/** Returns the area between header, footer and margins. */
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
/** Gap between the progress line and the footer's text, in em (see footer.css). */
const pageLineGap = 0.62
/** Height of the second line of a footer in portrait with the gap above it, in em. */
const secondLine = 1.6

/** Returns whether a footer of this font size has a second line, for the legend of status icons. */
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
 * Font size of names, in percent of the shorter side, at which a board starts to show only names, counts, states and
 * the age.
 */
const farNameSize = 7

/** Returns whether a board is read from so far away that it leaves out all but the most important parts. */
export function isFar({ name }: Pick<MinimumSizes, 'name'>): boolean {
  return name >= farNameSize
}

/** Returns the same as `isFar` for a board whose names have grown. */
function isFarText({ least }: Pick<MinimumSizes, 'least'>): boolean {
  return isFar({ name: least / smallestTextShare })
}

/**
 * Widths in a header with the age, in percent of the shorter side: dial and clock with their gaps, the minimum for the
 * board's name, and a gap.
 */
const headerWidths = { time: 49, name: 25, gap: 3 }
/** Width of the longest age with its dot, and of the longest age without "Live", in em. */
const ageEm = 7.6
const shortAgeEm = 5.4

/** Returns whether the age is in the header, which saves the footer of a board that is read from far away. */
export function isAgeInHeader(
  screen: BoardDraft['screen'],
  sizes: Pick<MinimumSizes, 'least'>,
): boolean {
  if (screen.orientation === 'portrait' || !isFarText(sizes)) return false
  return ageEm * sizes.least <= freeHeaderWidth(screen)
}

/** Returns the width beside the name, the dial and the clock, in percent of the shorter side. */
function freeHeaderWidth(screen: BoardDraft['screen']): number {
  return screenArea(screen).width - 2 * margin - headerWidths.time - headerWidths.name
}

/**
 * Returns the width that the number of the page adds to a header that shows the age, with the gap before it, and whether
 * the age must be short; null if the number does not fit.
 *
 * @param em width of the longest page number in em
 * @param otherWidth width of logo and AM or PM
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
 * Largest font size of the board's name, in percent of the shorter side: on one line, and in portrait, with the
 * building below it.
 */
const maxPlaceSize = { alone: 8.2, stacked: 5.4 }
/** Font size of the building's name, relative to the board's name. */
const buildingShare = 0.69
/** Smallest font size of a long name of a board, unless that is below the smallest font size. */
const leastPlaceSize = 3.8
const headerLine = 1.25
/** Smallest height of a header by orientation, in percent of the shorter side. */
const headerHeights = { landscape: 9.4, portrait: 11.6 }

/** The font sizes of a board's header, and its height, in percent of the screen's shorter side. */
type HeaderSizes = {
  place: number
  /** Null on a board that is read from far away, which does not show the building. */
  building: number | null
  height: number
}

/**
 * Returns the sizes of the header. Its height does not grow with the names of rooms.
 *
 * @param boardName gets a smaller font size if it would be truncated
 * @param otherWidth width of the page number beside the age, the logo, and AM or PM
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

/** Returns how many items of a size fit in a space. */
export function fitCount(space: number, size: number, between: number): number {
  return Math.max(0, Math.floor((space + between) / (size + between)))
}
