import type { BoardScreen } from '#src/contract/board.ts'
import {
  createGrid,
  largest,
  tileSize,
  type BoardGrid,
  type LayoutFit,
  type RowsFit,
} from './board-fit.ts'
import { maxSmallGrowth, smallSize } from './card-form.ts'
import { measureRooms } from './measured-rooms.ts'
import {
  columnWidths,
  longShare,
  measureRowTexts,
  minRowWidth,
  nameSpace,
  type RowTexts,
} from './row-columns.ts'
import {
  isFar,
  isLargeTile,
  legibleFontSize,
  minimumSizes,
  type Area,
  type MinimumSizes,
} from './screen.ts'
import { contentArea } from './content-area.ts'
import { isAgeInHeader } from './header-sizes.ts'

/** Height of a row's text line in em of the name, as in rows.css. */
const rowLine = 1.22
/** Height of the space for the bar, in percent of the screen's shorter side. */
const rowBar = 1.05
/** Gap between columns of rows, in percent of the screen's shorter side. */
const rowColumnGap = 4.4
/**
 * Largest size of names, relative to the smallest legible size. It is larger than for cards, because rows have space at
 * their sides.
 */
const maxNameGrowth = 4.4
/** Smallest size of states, relative to names of usual size and to names that have grown much larger. */
const stateShares = { usual: 0.76, grown: 0.5 }
/** Maximum height of a row, relative to the height of its text and bar. */
const maxRowShare = 2.2
/** Names on two lines must be this many times larger than on one line. */
const muchLarger = 1.2
const maxColumns = { landscape: 3, portrait: 1 }
/** Gaps between columns and rows, in percent of the screen's shorter side. */
const gaps = { column: rowColumnGap, row: 0 }

/**
 * Fits rooms as rows in columns. A page has as many rooms as are legible. The names then grow, in the number of columns
 * that allows the largest names. Rooms are spread evenly, longer columns first. On a portrait board, rows have two lines
 * if names are then much larger on as many pages or, with a long viewing distance, if that cuts off fewer names.
 */
export const fitRows: LayoutFit<RowsFit> = ({ screen, locale }, content) => {
  const texts = measureRowTexts(measureRooms(content, locale))
  const places = content.rooms.length
  const oneLine = fitTexts(screen, texts, places)
  if (screen.orientation !== 'portrait') return oneLine
  const twoLines = fitTexts(screen, { ...texts, lines: 2 }, places)
  const [cut, cutOnTwo] = [countCutNames(texts, oneLine), countCutNames(texts, twoLines)]
  const isLarger =
    twoLines.grid.perPage === oneLine.grid.perPage &&
    twoLines.name >= muchLarger * oneLine.name &&
    cutOnTwo <= cut
  const isWhole = isFar({ name: legibleFontSize(screen) }) && cutOnTwo < cut
  return isLarger || isWhole ? twoLines : oneLine
}

/** @param places number of rooms of the board */
function fitTexts(screen: BoardScreen, texts: RowTexts, places: number): RowsFit {
  const { lines } = texts
  const most = maxColumns[screen.orientation]
  const footerOf = (sizes: MinimumSizes) => (isAgeInHeader(screen, sizes) ? null : sizes.least)
  const minimum = minimumSizes(screen, (sizes) => {
    const area = contentArea(screen, { ...sizes, footer: footerOf(sizes) })
    return mostRooms(area, most, sizes, lines) > 0
  })
  const footer = footerOf(minimum)
  const areaOf = (isPaged: boolean) => contentArea(screen, { ...minimum, footer, isPaged })
  const isPaged = places > Math.max(1, mostRooms(areaOf(false), most, minimum, lines))
  const area = areaOf(isPaged)
  const perFullPage = Math.max(1, mostRooms(area, most, minimum, lines))
  const perPage = isPaged ? Math.ceil(places / Math.ceil(places / perFullPage)) : places
  const { grid, tile, sizes } = bestColumns(area, Math.max(1, perPage), most, texts, minimum)
  return {
    layout: 'rows',
    ...sizes,
    lines,
    figure: sizes.name,
    least: minimum.least,
    legible: minimum.legible,
    area,
    tile,
    footer,
    grid: { ...grid, perPage: Math.max(1, perPage) },
    isLarge: isLargeTile(screen, tile),
  }
}

/** Returns how many names are cut off even at the smallest font size. */
function countCutNames(
  { names }: RowTexts,
  { columns, least }: Pick<RowsFit, 'columns' | 'least'>,
) {
  return names.filter((em) => em * least > columns.name).length
}

/** Returns the height of a row's text and bar. */
function rowHeight(name: number, lines: RowsFit['lines']): number {
  return rowLine * lines * name + rowBar
}

/** Returns how many rooms fit on a page at the smallest sizes. */
function mostRooms(
  { width, height }: Area,
  mostColumns: number,
  { name, least }: MinimumSizes,
  lines: RowsFit['lines'],
): number {
  const across = minRowWidth(lines, { name, small: least })
  const columns = Math.floor((width + rowColumnGap) / (across + rowColumnGap))
  // Tolerates rounding errors: 14 rows with names of 3.5% exactly fill a 55-inch screen at 3 m.
  const rows = Math.floor(height / rowHeight(name, lines) + 1e-9)
  return Math.min(columns, mostColumns) * rows
}

type RowSizes = Pick<RowsFit, 'name' | 'small' | 'columns' | 'hasCapacity'>
type FittedColumns = { grid: BoardGrid; tile: Area; sizes: RowSizes }

/** Names look equally large if the ratio of their sizes is at least this. */
const alike = 0.98

/**
 * Returns the number of columns that cuts off the fewest names and shows capacities, if possible. Of several such
 * numbers, returns the one with the largest names. If names look equally large, prefers more columns with taller rows.
 */
function bestColumns(
  area: Area,
  perPage: number,
  mostColumns: number,
  texts: RowTexts,
  minimum: MinimumSizes,
): FittedColumns {
  let best: FittedColumns | null = null
  for (let columns = 1; columns <= Math.min(mostColumns, perPage); columns += 1) {
    const grid = createGrid(columns, Math.ceil(perPage / columns))
    const place = tileSize(area, grid, gaps)
    const sizes = rowSizes(place, texts, minimum)
    const most = maxRowShare * rowHeight(sizes?.name ?? 0, texts.lines)
    const tile = { ...place, height: Math.min(place.height, most) }
    if (sizes !== null && (best === null || isBetter(sizes, best.sizes)))
      best = { grid, tile, sizes }
  }
  if (best !== null) return best
  const grid = createGrid(1, perPage)
  const tile = tileSize(area, grid, gaps)
  const fonts = { name: minimum.name, small: minimum.least }
  const columns = columnWidths(tile.width, 0, texts, fonts)
  return { grid, tile, sizes: { ...fonts, columns, hasCapacity: true } }

  function isBetter(one: RowSizes, other: RowSizes): boolean {
    const { least } = minimum
    const [cut, otherCut] = [one, other].map((sizes) => countCutNames(texts, { ...sizes, least }))
    if (cut !== otherCut) return (cut ?? 0) < (otherCut ?? 0)
    if (one.hasCapacity !== other.hasCapacity) return one.hasCapacity
    return one.name >= alike * other.name
  }
}

/**
 * Returns the largest sizes at which rooms fit rows of this size, or null if the smallest sizes do not fit. Leaves out
 * capacities if that cuts off fewer names or, when many names are cut off, shows more of their letters.
 */
function rowSizes(tile: Area, texts: RowTexts, minimum: MinimumSizes): RowSizes | null {
  const { least } = minimum
  const cutNames = ({ columns }: RowSizes) => countCutNames(texts, { columns, least })
  const full = growRows(tile, texts, minimum)
  if (full === null || cutNames(full) === 0) return full
  const figures = texts.figures.map((figure) => ({ ...figure, beside: 0 }))
  const bare = growRows(tile, { ...texts, figures }, minimum)
  if (bare === null) return full
  const areManyCut = cutNames(full) > Math.round(texts.names.length * longShare)
  const isBetter =
    cutNames(bare) < cutNames(full) || (areManyCut && bare.columns.name > full.columns.name)
  return isBetter ? { ...bare, hasCapacity: false } : full
}

function growRows(tile: Area, texts: RowTexts, minimum: MinimumSizes): RowSizes | null {
  const { name: least, least: smallest } = minimum
  const { names, lines } = texts
  const tallest = (tile.height - rowBar) / (rowLine * lines)
  const free = (name: number, small: number) => nameSpace(tile.width, texts, { name, small })
  const narrowest = minRowWidth(lines, { name: least, small: smallest })
  const isPossible = tallest >= least * (1 - 1e-9) && narrowest <= tile.width
  if (!isPossible) return null
  // A few long names, and names that do not fit at the smallest size, get a smaller font instead of making all names
  // small.
  const few = Math.round(names.length * longShare)
  const space = free(least, smallest)
  const usual = names.slice(few).find((em) => em * least <= space) ?? 0
  const long = names.find((em) => em * smallest <= space) ?? 0
  const mostSmall = (name: number) => Math.max(maxSmallGrowth * smallest, stateShares.grown * name)
  const leastSmall = (name: number) =>
    Math.max(smallest, Math.min(mostSmall(name), stateShares.usual * name))
  const fits = (name: number, small: number) =>
    Math.max(usual * name, long * smallest) <= free(name, small)
  const name =
    largest(least, Math.max(least, Math.min(tallest, maxNameGrowth * least)), (size) =>
      fits(size, leastSmall(size)),
    ) ?? least
  const small =
    largest(leastSmall(name), Math.max(leastSmall(name), smallSize(name, smallest)), (size) =>
      fits(name, size),
    ) ?? smallest
  const columns = columnWidths(tile.width, usual, texts, { name, small })
  return { name, small, columns, hasCapacity: true }
}
