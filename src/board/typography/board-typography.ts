import type { BoardScreen, BoardDraft } from '#src/contract/board.ts'

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

type BoardScreenSettings = Pick<BoardDraft, 'layout' | 'screen'>

/** Number of rooms (floors for `totals`) on a page. */
type BoardGrid = { columns: number; rows: number; perPage: number }

/**
 * Font sizes and grid of a board; sizes in percent of the screen's shorter side. `legible` is false when the text is
 * too small for the viewing distance: the font size is then the largest at which one room fits.
 */
export type BoardTypography = {
  /** Font size of a room's name: capitals of 20 arc-minutes. */
  name: number
  /** Smallest font size anywhere: capitals of 16 arc-minutes. */
  least: number
  /** Font size of a room's count. */
  figure: number
  grid: BoardGrid
  /** Size of a card, a row, or a floor's row. */
  tile: { width: number; height: number }
  legible: boolean
}

/** Minimum size of names at short viewing distances, where denser text would be legible but crowded. */
const minNameSize = 2.2
/** Smallest font size divided by the font size of names (16 and 20 arc-minutes). */
const smallestTextShare = 0.8
const margin = 4
/** Font size of the clock, unless that is below the smallest font size. */
export const clockSize = 10.6
const gap = 1.8
/** Rows (see board.css): line height per em, height of the bar below, and gap between columns. */
const rowLine = 1.22
const rowBar = 1.05
const rowColumnGap = 4.4
/** Minimum column widths of a row: the state in em of the smallest font size, the count in em of the name. */
export const rowColumns = { state: 5.9, figure: 3.4 }
/** Minimum width of the name in a row, in em. */
const minNameEm = 5.4

/** Computes font sizes and grid of a board from its screen and viewing distance. */
export function computeBoardTypography(board: BoardScreenSettings): BoardTypography {
  const wanted = Math.max(minNameSize, legibleFontSize(board.screen))
  for (let name = wanted; ; name *= 0.98) {
    const least = name * smallestTextShare
    const figure = baseFigureSize(board.layout, name)
    const { columns, rows } = computeGrid(board, name, least, figure)
    if (columns * rows === 0 && name > minNameSize) continue
    const grid = createGrid(Math.max(1, columns), Math.max(1, rows))
    const tile = computeTileSize(board, grid, name, least)
    return {
      name,
      least,
      figure: board.layout === 'cards' ? largestFigure(figure, name, least, tile) : figure,
      grid,
      tile,
      legible: name >= wanted * smallestTextShare,
    }
  }
}

function computeTileSize(
  board: BoardScreenSettings,
  grid: BoardGrid,
  name: number,
  least: number,
): BoardTypography['tile'] {
  const { width, height } = contentArea(board.screen, name, least)
  const [columnGap, rowGap] =
    board.layout === 'cards' ? [gap, gap] : board.layout === 'rows' ? [rowColumnGap, 0] : [0, 0]
  return {
    width: (width - (grid.columns - 1) * columnGap) / grid.columns,
    height: (height - (grid.rows - 1) * rowGap) / grid.rows,
  }
}

/** Returns the largest count size at which two digits, their capacity and a typical state label fit side by side. */
function largestFigure(
  least: number,
  name: number,
  smallest: number,
  { width, height }: BoardTypography['tile'],
): number {
  const most = Math.min(2.44 * name, (height - 12.8 - 2.4 * name) / 0.74)
  const state = 1.06 * smallest * 5.4
  const fits = (figure: number) =>
    1.26 * figure + 2 * Math.max(0.48 * figure, smallest) + state + 6.2 <= width
  let figure = least
  while (figure * 1.02 <= most && fits(figure * 1.02)) figure *= 1.02
  return figure
}

/** Returns the maximum distance at which a board is legible, in metres, rounded down to decimetres. */
export function maxReadableMetres(board: BoardScreenSettings): number {
  const [, shorter] = screenSidesCm(board.screen)
  // Capitals of 16 arc-minutes are still legible; they allow 1.25 times the distance that 20 arc-minutes allow.
  const metres = (computeBoardTypography(board).name * shorter) / 80 / smallestTextShare
  return Math.floor(metres * 10) / 10
}

function baseFigureSize(layout: BoardDraft['layout'], name: number): number {
  switch (layout) {
    case 'cards':
      return Math.min(2.44 * name, Math.max(8.6, 1.25 * name))
    case 'plan':
      return 2.27 * name
    case 'rows':
    case 'totals':
    case 'find-room':
      return name
  }
}

function computeGrid(
  { layout, screen }: BoardScreenSettings,
  name: number,
  least: number,
  figure: number,
): BoardGrid {
  const { width, height } = contentArea(screen, name, least)
  switch (layout) {
    case 'cards': {
      const across = Math.max(9.3 * name, Math.min(11.36 * name, 40))
      // Padding, a two-line name, the count, the bar, and the gaps between them.
      const down = 0.94 * (4.3 + 2.16 * name + 1.8 + 0.74 * figure + 3.1)
      return createGrid(fitCount(width, across, gap), fitCount(height, down, gap))
    }
    case 'rows': {
      // Name, state and count side by side; a line of text with its descenders, and the bar below it.
      const across = (minNameEm + rowColumns.figure) * name + rowColumns.state * least
      const down = rowLine * name + rowBar
      return createGrid(fitCount(width, across, rowColumnGap), fitCount(height, down, 0))
    }
    case 'totals':
      return createGrid(width >= 16 * name ? 1 : 0, fitCount(height, 1.9 * name, 0))
    case 'plan':
      return createGrid(1, 1)
    case 'find-room':
      // One column with one card; find-room-fit.ts fits the actual content.
      return createGrid(width >= 10 * name ? 1 : 0, height >= 7.4 * name + 6 ? 1 : 0)
  }
}

function createGrid(columns: number, rows: number): BoardGrid {
  return { columns, rows, perPage: columns * rows }
}

/** Returns the width and height between header, footer and margins, in percent of the shorter side. */
export function contentArea(
  { aspect, orientation }: BoardDraft['screen'],
  name: number,
  least: number,
) {
  const [long = 16, short = 9] = aspect.split(':').map(Number)
  const longer = (100 * long) / short
  const portrait = orientation === 'portrait'
  const header = headerHeight(orientation, name)
  const footer = 0.5 + 0.62 * least + (portrait ? 2.6 : 1) * least
  const around = 2 * margin + header + footer + 2 * 1.2 * gap
  return portrait
    ? { width: 100 - 2 * margin, height: longer - around }
    : { width: longer - 2 * margin, height: 100 - around }
}

/** Returns the height of the header, in percent of the shorter side. */
export function headerHeight(
  orientation: BoardDraft['screen']['orientation'],
  name: number,
): number {
  return Math.max(orientation === 'portrait' ? 11.6 : 9.4, 1.6 * name)
}

function fitCount(space: number, size: number, between: number): number {
  return Math.max(0, Math.floor((space + between) / (size + between)))
}
