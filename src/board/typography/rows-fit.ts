import {
  createGrid,
  largest,
  tileSize,
  type BoardGrid,
  type LayoutFit,
  type RowsFit,
} from './board-fit.ts'
import { maxSmallGrowth, smallSize } from './card-form.ts'
import type { MeasuredName } from './name-lines.ts'
import { measureRooms, type CountedRoom, type MeasuredRooms } from './measured-rooms.ts'
import {
  contentArea,
  isAgeInHeader,
  isLargeTile,
  minimumSizes,
  type Area,
  type MinimumSizes,
} from './screen.ts'

/** Height of a row's line of text, in em of the name (see rows.css). */
const rowLine = 1.22
/** Height of the space for the bar below the text, in percent of the screen's shorter side. */
const rowBar = 1.05
/** Gap between columns of rows, in percent of the screen's shorter side. */
const rowColumnGap = 4.4
/**
 * Column widths of a row: the state in em of the smallest font size, the count in em of the name, and the gap before a
 * count that needs less.
 */
const rowColumns = { state: 5.9, figure: 3.4, gap: 0.35 }
/** Minimum width of the name in a row, and the space after it, in em. */
const minNameEm = 5.4
/** Space after the name in a row, in em. */
export const nameGap = 0.3
/** Letter spacing of names in rows, in em. */
const rowNameSpacing = -0.02
/** Gap before a capacity, in em. */
export const rowCapacityGap = 0.06
/** Maximum width of a count with its capacity, in em. */
const maxFigureEm = 6.6
/** Largest size of names, relative to the smallest legible one: rows have space at their sides that cards do not have. */
const maxNameGrowth = 4.4
/** Smallest size of states, relative to names, and relative to names that have grown far. */
const stateShares = { usual: 0.76, grown: 0.5 }
/** Share of the names and counts that may be too long for the size of the others. */
const longShare = 0.1
/** Largest height of a row, relative to that of its text and bar. */
const maxRowShare = 2.2
const maxColumns = { landscape: 3, portrait: 1 }
/** Gaps between columns and rows, in percent of the screen's shorter side. */
const gaps = { column: rowColumnGap, row: 0 }

/**
 * Fits rooms as rows in columns. A page has as many rooms as are legible. Then the names grow, in the number of columns
 * that allows the largest names. Rooms are spread evenly, longer columns first.
 */
export const fitRows: LayoutFit<RowsFit> = ({ screen, locale }, content) => {
  const most = maxColumns[screen.orientation]
  const footerOf = (sizes: MinimumSizes) => (isAgeInHeader(screen, sizes) ? null : sizes.least)
  const minimum = minimumSizes(screen, (sizes) => {
    const area = contentArea(screen, { ...sizes, footer: footerOf(sizes) })
    return mostRooms(area, most, sizes) > 0
  })
  const footer = footerOf(minimum)
  const places = content.rooms.length
  const areaOf = (isPaged: boolean) => contentArea(screen, { ...minimum, footer, isPaged })
  const isPaged = places > Math.max(1, mostRooms(areaOf(false), most, minimum))
  const area = areaOf(isPaged)
  const pages = isPaged ? Math.ceil(places / Math.max(1, mostRooms(area, most, minimum))) : 1
  const perPage = Math.max(1, Math.ceil(places / pages))
  const rooms = measureRooms(content, locale)
  const { grid, tile, sizes } = bestColumns(area, perPage, most, rooms, minimum)
  return {
    layout: 'rows',
    ...sizes,
    figure: sizes.name,
    least: minimum.least,
    legible: minimum.legible,
    area,
    tile,
    footer,
    grid: { ...grid, perPage },
    isLarge: isLargeTile(screen, tile),
  }
}

/** Returns how many rooms fit on a page at the smallest sizes. */
function mostRooms(
  { width, height }: Area,
  mostColumns: number,
  { name, least }: MinimumSizes,
): number {
  const across = (minNameEm + rowColumns.figure) * name + rowColumns.state * least
  const columns = Math.floor((width + rowColumnGap) / (across + rowColumnGap))
  // Tolerates rounding: 14 rows with names of 3.5 fill a 55-inch screen at 3 m exactly.
  const rows = Math.floor(height / (rowLine * name + rowBar) + 1e-9)
  return Math.min(columns, mostColumns) * rows
}

type RowSizes = Pick<RowsFit, 'name' | 'small' | 'columns' | 'hasCapacity'>
type FittedColumns = { grid: BoardGrid; tile: Area; sizes: RowSizes }

/** Names whose sizes differ by less than this factor look the same. */
const alike = 0.98

/**
 * Returns the number of columns with the largest names or, if names look the same, the larger number with higher rows.
 */
function bestColumns(
  area: Area,
  perPage: number,
  mostColumns: number,
  rooms: MeasuredRooms,
  minimum: MinimumSizes,
): FittedColumns {
  let best: FittedColumns | null = null
  for (let columns = 1; columns <= Math.min(mostColumns, perPage); columns += 1) {
    const grid = createGrid(columns, Math.ceil(perPage / columns))
    const place = tileSize(area, grid, gaps)
    const sizes = rowSizes(place, rooms, minimum)
    const most = maxRowShare * (rowLine * (sizes?.name ?? 0) + rowBar)
    const tile = { ...place, height: Math.min(place.height, most) }
    if (sizes !== null && sizes.name >= alike * (best?.sizes.name ?? 0))
      best = { grid, tile, sizes }
  }
  if (best !== null) return best
  const grid = createGrid(1, perPage)
  const tile = tileSize(area, grid, gaps)
  const { name, least } = minimum
  return {
    grid,
    tile,
    sizes: {
      name,
      small: least,
      columns: columnWidths(tile, 0, rooms, name, least),
      hasCapacity: true,
    },
  }
}

/**
 * Returns the largest sizes at which rooms fit rows of a size; null when the smallest do not fit. A whole name is worth
 * more than capacities, and so are more letters of many names that are cut off.
 */
function rowSizes(tile: Area, rooms: MeasuredRooms, minimum: MinimumSizes): RowSizes | null {
  const cutNames = ({ columns, name }: RowSizes) =>
    rooms.names.filter(
      (measured) => rowNameEm(measured) * minimum.least > columns.name - nameGap * name,
    ).length
  const full = growRows(tile, rooms, minimum)
  if (full === null || cutNames(full) === 0) return full
  const counted = rooms.counted.map((room) => ({ ...room, beside: 0 }))
  const bare = growRows(tile, { ...rooms, counted }, minimum)
  if (bare === null) return full
  const areManyCut = cutNames(full) > Math.round(rooms.names.length * longShare)
  const isBetter =
    cutNames(bare) < cutNames(full) || (areManyCut && bare.columns.name > full.columns.name)
  return isBetter ? { ...bare, hasCapacity: false } : full
}

function growRows(tile: Area, rooms: MeasuredRooms, minimum: MinimumSizes): RowSizes | null {
  const { name: least, least: smallest } = minimum
  const tallest = (tile.height - rowBar) / rowLine
  const free = (name: number, small: number) =>
    tile.width - rowColumns.state * small - nameGap * name - figureColumn(rooms, name, small)
  const narrowest = (minNameEm + rowColumns.figure) * least + rowColumns.state * smallest
  const isPossible = tallest >= least * (1 - 1e-9) && narrowest <= tile.width
  if (!isPossible) return null
  const ems = rooms.names.map(rowNameEm).sort((a, b) => b - a)
  // Few long names, and those that do not fit at the smallest size, are smaller instead of making all others small.
  const few = Math.round(ems.length * longShare)
  const usual = ems.slice(few).find((em) => em * least <= free(least, smallest)) ?? 0
  const long = ems.find((em) => em * smallest <= free(least, smallest)) ?? 0
  const mostSmall = (name: number) => Math.max(maxSmallGrowth * smallest, stateShares.grown * name)
  const leastSmall = (name: number) =>
    Math.max(smallest, Math.min(mostSmall(name), stateShares.usual * name))
  const fits = (name: number, small: number) =>
    usual * name <= free(name, small) && long * smallest <= free(name, small)
  const name =
    largest(least, Math.max(least, Math.min(tallest, maxNameGrowth * least)), (size) =>
      fits(size, leastSmall(size)),
    ) ?? least
  const small =
    largest(leastSmall(name), Math.max(leastSmall(name), smallSize(name, smallest)), (size) =>
      fits(name, size),
    ) ?? smallest
  const columns = columnWidths(tile, usual, rooms, name, small)
  return { name, small, columns, hasCapacity: true }
}

/** Returns the width of a name in a row, in em. */
export function rowNameEm({ width, letters }: Pick<MeasuredName, 'width' | 'letters'>): number {
  return width + rowNameSpacing * letters
}

/** Returns the widths of the columns of a row. Counts get the space that names leave, up to the widest count. */
function columnWidths(
  { width }: Area,
  usualName: number,
  rooms: MeasuredRooms,
  name: number,
  small: number,
): RowsFit['columns'] {
  const state = rowColumns.state * small
  const wanted = widestFigure(rooms, name, small)
  const left = width - state - (usualName + nameGap) * name
  const figure = Math.max(
    figureColumn(rooms, name, small),
    Math.min(left, Math.min(wanted, maxFigureEm * name)),
  )
  return { name: width - state - figure, state, figure }
}

/** Returns the minimum width of the counts' column. Without counts, the column holds labels of private rooms. */
function figureColumn(rooms: MeasuredRooms, name: number, small: number): number {
  const most = rowColumns.figure * name
  if (rooms.counted.length === 0) return most
  return Math.min(most, widestFigure(rooms, name, small) + rowColumns.gap * name)
}

/**
 * Returns the width of the widest counts, except the widest tenth, which use free space of the state's column
 * (`computeRowLayout`).
 */
function widestFigure({ counted }: MeasuredRooms, name: number, small: number): number {
  const widths = counted.map((room) => figureWidth(room, name, small)).sort((a, b) => b - a)
  return widths[Math.round(widths.length * longShare)] ?? 0
}

function figureWidth({ slot, beside }: CountedRoom, name: number, small: number): number {
  return slot * name + (beside === 0 ? 0 : rowCapacityGap + beside) * small
}
