import {
  createGrid,
  tileSize,
  type BoardGrid,
  type CardForm,
  type CardSizes,
  type CardsFit,
  type LayoutFit,
} from './board-fit.ts'
import { fitCardForm, isFormPossible, smallSize } from './card-form.ts'
import { largestFooter } from './footer-size.ts'
import { measureRooms, type MeasuredRooms } from './measured-rooms.ts'
import {
  cardGridGap,
  fitCount,
  isFar,
  isLargeTile,
  minimumSizes,
  type Area,
  type MinimumSizes,
} from './screen.ts'
import { contentArea } from './content-area.ts'
import { isAgeInHeader } from './header-sizes.ts'

const gaps = { column: cardGridGap, row: cardGridGap }
const noRooms: MeasuredRooms = { names: [], counted: [] }

/**
 * Fits rooms as cards. A page has as many rooms as are legible. In the grid with the largest counts, the text then
 * grows until it fills the cards. All cards have the same sizes.
 */
export const fitCards: LayoutFit<CardsFit> = (
  { screen, locale },
  content,
  { hasHeading = false } = {},
) => {
  const rooms = measureRooms(content, locale)
  const frameOf = (sizes: MinimumSizes) => (isAgeInHeader(screen, sizes) ? null : sizes.least)
  const minimum = minimumSizes(screen, (sizes) => {
    const area = contentArea(screen, { ...sizes, footer: frameOf(sizes) })
    return possibleGrids(area, noRooms, sizes).length > 0
  })
  const places = content.rooms.length
  const footer = frameOf(minimum)
  const areaWith = (size: number | null, isPaged: boolean) =>
    contentArea(screen, { ...minimum, footer: size, isPaged })
  const most = (area: Area) =>
    Math.max(1, ...possibleGrids(area, rooms, minimum).map(({ perPage }) => perPage))
  const isPaged = hasHeading || places > most(areaWith(footer, false))
  const heading = hasHeading ? 1 : 0
  const pages = isPaged
    ? Math.ceil(places / Math.max(1, most(areaWith(footer, true)) - heading))
    : 1
  const perPage = Math.max(1, Math.ceil(places / Math.max(1, pages))) + heading
  const fitIn = (area: Area) => ({ area, ...bestGrid(area, perPage, rooms, minimum) })
  const small = fitIn(areaWith(footer, isPaged))
  const wanted =
    footer === null
      ? null
      : Math.min(
          smallSize(small.sizes.name, minimum.least),
          largestFooter(content, locale, small.area.width),
        )
  // The footer grows with the cards, unless that would change the grid.
  const grown = wanted === null || wanted <= minimum.least ? null : fitIn(areaWith(wanted, isPaged))
  const isGrown = grown !== null && grown.isPossible && sameGrid(grown.grid, small.grid)
  const { area, grid, tile, sizes } = isGrown ? grown : small
  return {
    layout: 'cards',
    ...sizes,
    least: minimum.least,
    legible: minimum.legible,
    area,
    tile,
    grid: { ...grid, perPage },
    footer: isGrown ? wanted : footer,
    isLarge: isLargeTile(screen, tile),
  }
}

function sameGrid(one: BoardGrid, other: BoardGrid): boolean {
  return one.columns === other.columns && one.rows === other.rows
}

/** Returns the minimum width of a card for comfortable reading. */
function minCardWidth(sizes: MinimumSizes): number {
  return isFar(sizes)
    ? 8 * sizes.name
    : Math.max(9.3 * sizes.name, Math.min(11.36 * sizes.name, 40))
}

function formsOf(sizes: MinimumSizes): CardForm[] {
  return isFar(sizes) ? ['far', 'stack'] : ['side', 'stack']
}

/** Returns the grid with the most rows of legible cards for each number of columns. */
function possibleGrids(area: Area, rooms: MeasuredRooms, minimum: MinimumSizes): BoardGrid[] {
  const mostColumns = fitCount(area.width, minCardWidth(minimum), cardGridGap)
  const grids: BoardGrid[] = []
  for (let columns = 1; columns <= mostColumns; columns += 1) {
    let rows = 0
    while (isGridPossible(area, { columns, rows: rows + 1 }, rooms, minimum)) rows += 1
    if (rows > 0) grids.push(createGrid(columns, rows))
  }
  return grids
}

function isGridPossible(
  area: Area,
  grid: Pick<BoardGrid, 'columns' | 'rows'>,
  rooms: MeasuredRooms,
  minimum: MinimumSizes,
): boolean {
  const tile = tileSize(area, grid, gaps)
  return formsOf(minimum).some((form) => isFormPossible(form, tile, rooms, minimum))
}

type FittedGrid = { grid: BoardGrid; tile: Area; sizes: CardSizes }

/** On cards that are taller than this, in em of names, the state is below the count if it fits there. */
const maxSideHeight = 8

/** Returns the grid with the form that has the largest counts, or null if its cards are not legible. */
function fitGrid(
  area: Area,
  { columns, rows }: Pick<BoardGrid, 'columns' | 'rows'>,
  rooms: MeasuredRooms,
  minimum: MinimumSizes,
): FittedGrid | null {
  const grid = createGrid(columns, rows)
  const tile = tileSize(area, grid, gaps)
  const forms = formsOf(minimum)
    .map((form) => fitCardForm(form, tile, rooms, minimum))
    .filter((sizes) => sizes !== null)
  const isTall = ({ form, name }: CardSizes) =>
    form === 'side' && tile.height > maxSideHeight * name && forms.length > 1
  const sizes = forms
    .filter((form) => !isTall(form))
    .reduce<CardSizes | null>(
      (best, form) => (best === null || form.figure > best.figure ? form : best),
      null,
    )
  return sizes && { grid, tile, sizes }
}

/** Returns the grid with the largest counts or, among grids with similar counts, with the largest names. */
function bestGrid(
  area: Area,
  places: number,
  rooms: MeasuredRooms,
  minimum: MinimumSizes,
): FittedGrid & { isPossible: boolean } {
  let best: FittedGrid | null = null
  const mostColumns = fitCount(area.width, minCardWidth(minimum), cardGridGap)
  for (let columns = 1; columns <= Math.min(mostColumns, places); columns += 1) {
    const fit = fitGrid(area, { columns, rows: Math.ceil(places / columns) }, rooms, minimum)
    if (fit !== null && (best === null || isBetter(fit, best, places))) best = fit
  }
  if (best !== null) return { ...best, isPossible: true }
  // Not even one card fits at the smallest sizes, so cards leave out the parts that do not fit.
  const grid = createGrid(1, 1)
  const tile = tileSize(area, grid, gaps)
  const name = minimum.name
  const padding = { x: 2.2, top: 1.7, bottom: 2.4 }
  const sizes: CardSizes = {
    form: 'stack',
    name,
    figure: 1.25 * name,
    state: minimum.least,
    small: minimum.least,
    padding,
    bar: 1.3,
    gaps: { figure: 2, bar: 2 },
  }
  return { grid, tile, sizes, isPossible: false }
}

/** Counts look equally large if their sizes differ by less than this share. */
const likeness = 0.02

function isBetter(one: FittedGrid, other: FittedGrid, places: number): boolean {
  // Empty places reduce the score as much as smaller counts do.
  const score = ({ sizes, grid }: FittedGrid) => (sizes.figure * places) / grid.perPage
  const ratio = score(one) / score(other)
  return Math.abs(ratio - 1) > likeness ? ratio > 1 : one.sizes.name > other.sizes.name
}
