import * as text from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { Area, MinimumSizes } from '#src/board/typography/screen.ts'
import type { MeasuredFloors } from './measured-floors.ts'
import { clamp, measureNumbers } from './number-size.ts'
import { countSize, fitShapes } from './shape-size.ts'

const floorHeadingEm = measureText(text.floorHeading, 1)

/**
 * How floors are arranged. Sizes are in percent of the screen's shorter side.
 * - `line`: name, status icons and numbers on one line.
 * - `stack`: name and numbers on the first line, icons below them.
 * - `tower`: name, numbers and icons one below the other.
 * - `pile`: like `tower`, but with the people below the free rooms, and headings below the numbers.
 */
export type TotalsLayout = {
  form: 'line' | 'stack' | 'tower' | 'pile'
  rows: number
  height: number
  /** Font size of floor names. */
  name: number
  /** Font size of the numbers. */
  figure: number
  /** Font size of “of 13”. */
  of: number
  heading: number
  /** The heading of the free rooms. The short heading is used if the long one is much wider than the numbers. */
  freeHeading: string
  columns: { name: number; free: number; people: number; gap: number }
  /** Size of the status icons, one per room. Null if they do not fit, so that each state has one icon and a number. */
  shape: number | null
  /** Number of icons per line, so that all lines have the same length. Null without one icon per room. */
  perLine: number | null
  /** Font size of the numbers beside the icons. */
  count: number
  /** Whether the building's name is below the floor's name. */
  hasBuildings: boolean
}

/**
 * Sizes of names and icons in em of the numbers, the share of a row's height for the content, and the maximum number of
 * lines of icons.
 */
const forms = {
  line: { name: 0.706, shape: 0.662, filled: 0.86, lines: 2 },
  stack: { name: 0.675, shape: 0.6, filled: 0.76, lines: 6 },
  tower: { name: 0.6, shape: 0.6, filled: 0.72, lines: 6 },
  pile: { name: 0.45, shape: 0.6, filled: 0.9, lines: 6 },
} as const
/**
 * Values for up to `most` floors in portrait, which fill more of the screen: share of a row's height, largest name
 * relative to the smallest, and size of icons in em of the numbers.
 */
const fewFloors = { most: 2, filled: 0.9, largestName: 3.6, shape: 0.8 }
/** Maximum number of icons on more than two lines. */
const mostInBlock = 60
/** Largest font size of numbers on the same line as icons, as a share of the row's height. */
const figureInLine = 0.674
/** Line heights of floor and building names, in em. */
const lineHeight = { name: 1.25, building: 1.2 }
/** Distances from the top of a line to its baseline, in em. A floor's name and its numbers share a baseline. */
const baselines = { name: 0.99, figure: 0.865 }
/** Gap between lines, in em of the numbers. */
const gaps = { lines: 0.24 }
/** Largest font size of names, relative to the smallest. */
const largestName = 2.4
/**
 * Range of font sizes for the numbers: `least` in em of the smallest name, `most` in percent of the screen's shorter
 * side.
 */
const figureRange = { least: 1.1, most: 60 }
/**
 * Headings: font size in em of the numbers (`em`), largest font size relative to the smallest text (`growth`) and in
 * percent of the screen's shorter side (`most`), and line height in em.
 */
const headings = { em: 0.47, growth: 1.5, most: 5, line: 1.55 }
/** Line height of headings below the numbers, in em. */
const labelLine = 1.3
/** Maximum share of the width for names beside icons, and the shortest name that may be truncated, in em. */
const nameLimits = { share: 0.36, shortest: 6 }
/** Smallest icon and name beside a number, in em of the number. Names do not have to exceed `largestName`. */
const smallestBesideFigure = { shape: 0.5, name: 0.55, pile: { shape: 0.3, name: 0.3 } }

type Input = MeasuredFloors & { area: Area; sizes: MinimumSizes }

/**
 * Arranges floors in rows with the largest numbers that fit, on as few pages as possible. Every room has a status icon,
 * unless icons would be smaller than the smallest text or need too many lines. In that case, each state has one icon
 * and a number.
 *
 * @returns null if not even one floor fits at these sizes
 */
export function layOutTotals(
  area: Area,
  sizes: MinimumSizes,
  floors: MeasuredFloors,
): TotalsLayout | null {
  const input = { area, sizes, ...floors }
  // Long viewing distances lead to many sizes at which not even one floor fits. This check rejects them quickly.
  if (!fitsOneFloor(input)) return null
  const count = Math.max(1, floors.count)
  for (let pages = 1; pages <= count; pages += 1) {
    const rows = Math.ceil(count / pages)
    const layout = largestLayout(input, rows, true) ?? largestLayout(input, rows, false)
    if (layout !== null) return layout
  }
  return null
}

function fitsOneFloor(input: Input): boolean {
  const figure = smallestFigure(input)
  return formsFor(input, 1).some((form) =>
    [true, false].some((hasShapes) => layOutAt(input, 1, form, hasShapes, figure) !== null),
  )
}

function smallestFigure({ sizes }: Input): number {
  return figureRange.least * sizes.name
}

/** Returns the arrangement with the largest numbers, or null if none fits. */
function largestLayout(input: Input, rows: number, hasShapes: boolean): TotalsLayout | null {
  return formsFor(input, rows).reduce((best: TotalsLayout | null, form) => {
    const layout = growFigure(input, rows, form, hasShapes)
    return layout !== null && layout.figure > (best?.figure ?? 0) ? layout : best
  }, null)
}

function isUpright({ width, height }: Area): boolean {
  return height > width
}

/** Returns the arrangements to try. In portrait, icons are always on separate lines, and `pile` requires few floors. */
function formsFor({ area }: Input, rows: number): readonly TotalsLayout['form'][] {
  if (!isUpright(area)) return ['line', 'stack', 'tower']
  return rows <= fewFloors.most ? ['stack', 'tower', 'pile'] : ['stack', 'tower']
}

function growFigure(
  input: Input,
  rows: number,
  form: TotalsLayout['form'],
  hasShapes: boolean,
): TotalsLayout | null {
  let [low, high] = [smallestFigure(input), figureRange.most]
  let best = layOutAt(input, rows, form, hasShapes, low)
  if (best === null) return null
  while (high - low > 0.01) {
    const middle = (low + high) / 2
    const layout = layOutAt(input, rows, form, hasShapes, middle)
    if (layout === null) high = middle
    else [low, best] = [middle, layout]
  }
  return best
}

/** Returns the arrangement with numbers of the given size, or null if something does not fit. */
function layOutAt(
  input: Input,
  rows: number,
  form: TotalsLayout['form'],
  hasShapes: boolean,
  figure: number,
): TotalsLayout | null {
  const { area, sizes, widths, hasBuildings, largest } = input
  const { least } = sizes
  const isFilled = isUpright(area) && rows <= fewFloors.most
  const mostName = (isFilled ? fewFloors.largestName : largestName) * sizes.name
  const heading = clamp(
    least,
    headings.em * figure,
    Math.min(headings.growth * least, headings.most),
  )
  const height = (area.height - (form === 'pile' ? 0 : headings.line * heading)) / rows
  const numbers = measureNumbers(input, form === 'pile', figure, heading)
  const { width: numbersWidth, gap } = numbers
  if (numbersWidth > area.width) return null
  const nameRoom = {
    line: nameLimits.share * area.width,
    stack: area.width - numbersWidth - gap,
    tower: area.width,
    pile: area.width,
  }[form]
  if (nameRoom < Math.min(widths.name * least, nameLimits.shortest * sizes.name)) return null
  const name = Math.max(
    sizes.name,
    Math.min(forms[form].name * figure, mostName, nameRoom / widths.name),
  )
  const smallest = form === 'pile' ? smallestBesideFigure.pile : smallestBesideFigure
  if (name < Math.min(largestName * sizes.name, smallest.name * figure)) return null
  const nameColumn = hasBuildings
    ? nameRoom
    : Math.min(nameRoom, Math.max(widths.name * name, floorHeadingEm * heading))
  const forShapes = form === 'line' ? area.width - nameColumn - numbersWidth - 2 * gap : area.width
  const names = lineHeight.name * name + (hasBuildings ? lineHeight.building * least : 0)
  const number = (1 + gaps.lines) * figure
  const belowBaseline = names - baselines.name * name
  const beside = hasBuildings ? baselines.figure * figure + belowBaseline : figure
  const first = {
    line: Math.max(names, beside),
    stack: Math.max(names, beside),
    tower: names + number,
    pile: names + 2 * (number + labelLine * heading),
  }[form]
  const content = (isFilled ? fewFloors.filled : forms[form].filled) * height
  if (first > content || (form === 'line' && figure > figureInLine * height)) return null
  const below = content - first - gaps.lines * figure
  const space = { width: forShapes, height: form === 'line' ? content : below }
  const lines = largest > mostInBlock ? 2 : forms[form].lines
  const mostShape = (isFilled ? fewFloors.shape : forms[form].shape) * figure
  const shapes = hasShapes ? fitShapes(space, largest, Math.max(least, mostShape), lines) : null
  const shape = shapes?.size ?? null
  const count = hasShapes ? least : countSize(space, largest, least, numbers.of)
  if (hasShapes && (shape === null || shape < Math.max(least, smallest.shape * figure))) return null
  if (count === null) return null
  const { free, people, freeHeading, of } = numbers
  const columns = { name: nameColumn, free, people, gap }
  const fonts = { name, figure, of, heading, count }
  const perLine = shapes?.perLine ?? null
  return { form, rows, height, freeHeading, columns, shape, perLine, hasBuildings, ...fonts }
}
