import type { BoardDraft, BoardScreen } from '#src/contract/board.ts'

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
export const margin = 4
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
export function screenArea({ aspect, orientation }: BoardDraft['screen']): Area {
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
export function isFarText({ least }: Pick<MinimumSizes, 'least'>): boolean {
  return isFar({ name: least / smallestTextShare })
}

/** Returns how many items of this size fit into a space, with gaps between them. */
export function fitCount(space: number, size: number, between: number): number {
  return Math.max(0, Math.floor((space + between) / (size + between)))
}

/** Returns a CSS length in percent of the frame's shorter side (board-frame.tsx). */
export function toUnits(percent: number): string {
  return `calc(var(--u) * ${percent})`
}
