import type { BoardDraft, BoardScreen } from '#src/contract/board.ts'

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

/** Minimum size of names at short viewing distances, where denser text would be legible but crowded. */
const minNameSize = 2.2
/** Smallest font size divided by the font size of names (16 and 20 arc-minutes). */
const smallestTextShare = 0.8
/** Margin of a board, in percent of the shorter side. */
const margin = 4
/** Font size of the clock, unless that is below the smallest font size. */
export const clockSize = 10.6
/** Gap between cards. */
export const cardGridGap = 1.8
/** Gap above and below the content. */
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

/**
 * Returns the area between header, footer and margins.
 *
 * @param footer height of the footer; 0 for a board without one
 */
export function contentArea(
  { aspect, orientation }: BoardDraft['screen'],
  { name, least }: MinimumSizes,
  footer = footerHeight(orientation, least),
): Area {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const longer = (100 * long) / short
  const portrait = orientation === 'portrait'
  const header = headerHeight(orientation, name)
  const between = contentGap * (footer === 0 ? 1 : 2)
  const around = 2 * margin + header + footer + between
  return portrait
    ? { width: 100 - 2 * margin, height: longer - around }
    : { width: longer - 2 * margin, height: 100 - around }
}

/** Returns the height that a layout leaves to the footer; 0 if it has none. */
export function footerSpace(
  screen: BoardDraft['screen'],
  sizes: MinimumSizes,
  { height }: Area,
): number {
  return Math.max(0, contentArea(screen, sizes, 0).height - contentGap - height)
}

function footerHeight(orientation: BoardDraft['screen']['orientation'], least: number): number {
  return 0.5 + 0.62 * least + (orientation === 'portrait' ? 2.6 : 1) * least
}

/** Returns the height of the header, in percent of the shorter side. */
export function headerHeight(
  orientation: BoardDraft['screen']['orientation'],
  name: number,
): number {
  return Math.max(orientation === 'portrait' ? 11.6 : 9.4, 1.6 * name)
}

/** Returns how many items of a size fit in a space. */
export function fitCount(space: number, size: number, between: number): number {
  return Math.max(0, Math.floor((space + between) / (size + between)))
}
