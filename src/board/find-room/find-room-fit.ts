import type { BoardScreen } from '#src/contract/board.ts'
import { largest } from '#src/board/typography/board-fit.ts'
import { legibleFontSize, minNameSize, type Area } from '#src/board/typography/screen.ts'
import { contentArea } from '#src/board/typography/content-area.ts'
import { isAgeInHeader } from '#src/board/typography/header-sizes.ts'
import {
  baseSizes,
  besideSeats,
  cardHeight,
  gaps,
  isAgeBesideHeadings,
  line,
  noteShare,
  padding,
  type CardForm,
  type FindRoomFit,
  type Sizes,
} from './find-room-card-fit.ts'
import type { FindRoomContent } from './find-room-model.ts'
import { describeGridUse, type Grid, type GridUse } from './find-room-pages.ts'
import { measureContent, type MeasuredContent } from './measured-content.ts'

/** Largest font sizes of names, relative to the smallest legible size and to the size of the seats. */
const mostName = 3.6
const nameOfText = 2.4
/** Largest font size of notes, relative to their smallest legible size. */
const mostNote = 1.5

const headingShare = baseSizes.heading / baseSizes.text

type SmallestSizes = { name: number; text: number; note: number }

/** The fit of the columns, with the sizes that the other parts of the board need. */
type FittedFindRoom = FindRoomFit & {
  /** Smallest font size on the board. */
  least: number
  area: Area
  /** Font size of the footer; null if the age is in the header. */
  footer: number | null
}

/**
 * Fits the columns of a board to a screen. The result does not depend on which rooms are free. Leaves out building
 * names if they do not fit.
 */
export function fitFindRoom(
  screen: BoardScreen,
  content: FindRoomContent,
  locale: string,
): FittedFindRoom {
  const withBuildings = measureContent(content, 'place', locale)
  let withoutBuildings: MeasuredContent | null = null
  const wanted = Math.max(minNameSize, legibleFontSize(screen))
  for (let size = wanted; ; size *= 0.98) {
    const sizes = { name: size, least: noteShare * size }
    const footer = isAgeInHeader(screen, sizes) ? null : sizes.least
    const area = contentArea(screen, { ...sizes, footer })
    const smallestText = Math.max(sizes.least, Math.min(size, noteShare * wanted))
    const least = { name: size, text: smallestText, note: sizes.least }
    let fit = arrange(area, least, withBuildings)
    if (fit === null) {
      withoutBuildings ??= measureContent(content, 'floor', locale)
      fit = arrange(area, least, withoutBuildings)
    }
    const legible = size >= wanted * noteShare
    if (fit !== null) return { ...fit, least: sizes.least, area, footer, legible }
    if (size < 0.5) throw new Error('A board of free rooms fits no screen.')
  }
}

type Arrangement = Omit<FindRoomFit, 'legible'>

/** Maximum number of cards side by side on a page. */
const mostCardsAcross = { landscape: 6, portrait: 3 }
const cardForms: readonly CardForm[] = (['side', 'stack', 'place'] as const).flatMap((form) => [
  { form, hasNote: true },
  { form, hasNote: false },
])

type ScoredArrangement = { arrangement: Arrangement; score: number; use: GridUse }

/**
 * Returns the best arrangement, with all columns on one page if possible. Columns are split into more pages if they do
 * not fit, or if the nearest room of a size would not be on every page. Null if nothing fits.
 */
function arrange(area: Area, least: SmallestSizes, content: MeasuredContent): Arrangement | null {
  const { rooms } = content
  let best: ScoredArrangement | null = null
  for (let pages = 1; pages <= rooms.length; pages += 1) {
    const found = arrangeOnPages(area, least, content, Math.ceil(rooms.length / pages))
    if (found !== null && found.score > (best?.score ?? 0)) best = found
    if (best !== null && !best.use.hasSinglePlace) break
  }
  return best?.arrangement ?? null
}

/** Returns the best arrangement with at most the given number of columns per page, or null if none fits. */
function arrangeOnPages(
  area: Area,
  least: SmallestSizes,
  content: MeasuredContent,
  perPage: number,
): ScoredArrangement | null {
  const most = mostCardsAcross[area.height > area.width ? 'portrait' : 'landscape']
  let best: ScoredArrangement | null = null
  for (let across = Math.min(perPage, most); across >= 1; across -= 1) {
    const down = Math.ceil(perPage / across)
    for (let cardsAcross = 1; across * cardsAcross <= most; cardsAcross += 1) {
      for (let rows = down; ; rows += 1) {
        const grid = { across, down, cardsAcross, rows }
        const fits = cardForms.flatMap((form) => fitGrid(area, least, content, grid, form) ?? [])
        const use = fits.length === 0 ? null : describeGridUse(grid, content.rooms)
        if (use === null) break
        for (const arrangement of fits) {
          const score = scoreOf(arrangement, least, use)
          if (score > (best?.score ?? 0)) best = { arrangement, score, use }
        }
      }
    }
  }
  return best
}

/** Font sizes that are easy to read, in multiples of the smallest name. Larger sizes add little to the score. */
const comfortable = { name: 1.7, text: 1 }
/** Exponents of the terms of the score. */
const weights = { name: 1.3, text: 0.5, larger: 0.25, filled: 0.5, pages: -0.7, widest: -0.3 }
/** Factors that apply to the score if the arrangement has this property. */
const factors = { hasNote: 1.05, hasSinglePlace: 0.5, hasNoSeats: 0.55, hasNoCounts: 0.85 }

/**
 * Returns the score of an arrangement. Few pages, comfortable font sizes, and full cards of similar size increase the
 * score.
 */
function scoreOf(arrangement: Arrangement, least: SmallestSizes, use: GridUse): number {
  const worth = (size: number, enough: number) =>
    size < enough ? size / enough : (size / enough) ** weights.larger
  const { name, text: size, card, count, form, hasNote } = arrangement
  const filled = Math.min(1, cardHeight(arrangement, arrangement) / card.height)
  return (
    worth(name, comfortable.name * least.name) ** weights.name *
    worth(size, comfortable.text * least.name) ** weights.text *
    filled ** weights.filled *
    use.pages ** weights.pages *
    use.widest ** weights.widest *
    (hasNote ? factors.hasNote : 1) *
    (form === 'place' ? factors.hasNoSeats : 1) *
    (count === 0 ? factors.hasNoCounts : 1) *
    (use.hasSinglePlace ? factors.hasSinglePlace : 1)
  )
}

/** Returns the arrangement with the largest sizes that fit a grid, or null if the smallest sizes do not fit. */
function fitGrid(
  area: Area,
  least: SmallestSizes,
  widths: MeasuredContent,
  grid: Grid,
  form: CardForm,
): Arrangement | null {
  const { across, down, cardsAcross, rows } = grid
  const column = (area.width - (across - 1) * gaps.columns) / across
  const width = (column - (cardsAcross - 1) * gaps.columns) / cardsAcross - padding.x
  if (widths.heading * least.note > column) return null
  const widest = width / widths[form.form]
  if (widest < least.text) return null
  const height = (size: number) =>
    (area.height - down * line.heading * headingShare * size - (down - 1) * gaps.blocks) / rows -
    gaps.rows
  const fits = (sizes: Sizes) => cardHeight(sizes, form) <= height(sizes.text)
  const smallest = { ...sizesFor(least.text, least), name: least.name }
  if (!fits(smallest)) return null
  const most = Math.min(widest, (mostName * least.name * baseSizes.text) / baseSizes.name)
  const size = largest(least.text, Math.max(least.text, most), (some) =>
    fits(sizesFor(some, least)),
  )
  const sizes = size === null ? smallest : sizesFor(size, least)
  const card = { width, height: height(sizes.text) }
  const headings = fitHeadings(sizes, column, least, widths, form)
  if (headings.count === 0 && isAgeBesideHeadings(form)) return null
  const free = card.height - cardHeight({ ...sizes, name: 0 }, form)
  const oneLine = Math.min(width / widths.name, free / line.text)
  const twoLines = Math.min(width / widths.twoLines, free / (2 * line.twoLines))
  const mostHere = Math.min(mostName * least.name, nameOfText * sizes.text)
  const name = Math.max(sizes.text, Math.min(mostHere, Math.max(oneLine, twoLines)))
  return { ...grid, ...form, ...sizes, ...headings, name, card }
}

/**
 * Returns the font sizes of headings and of the numbers beside them, the same for all columns. Numbers are as large as
 * the seats if they fit, otherwise smaller.
 */
function fitHeadings(
  { heading, text: size, note }: Sizes,
  column: number,
  least: SmallestSizes,
  widths: MeasuredContent,
  form: CardForm,
): Pick<FindRoomFit, 'heading' | 'count'> {
  const gap = besideSeats * size
  const beside = isAgeBesideHeadings(form) ? Math.max(widths.count, widths.age) : widths.count
  for (const count of [size, note, least.note]) {
    const largest = (column - gap - beside * count) / widths.heading
    if (largest >= size || (count === least.note && largest >= least.note)) {
      return { heading: Math.min(heading, largest), count }
    }
  }
  return { heading: Math.min(heading, column / widths.heading), count: 0 }
}

function sizesFor(size: number, least: SmallestSizes): Sizes {
  const note = (size * baseSizes.note) / baseSizes.text
  return {
    text: size,
    name: (size * baseSizes.name) / baseSizes.text,
    note: Math.min(mostNote * least.note, Math.max(least.note, note)),
    heading: headingShare * size,
  }
}
