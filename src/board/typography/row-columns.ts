import type { RowsFit } from './board-fit.ts'
import type { CountedRoom, MeasuredRooms } from './measured-rooms.ts'
import type { MeasuredName } from './name-lines.ts'

/** Font sizes of names and states, in percent of the screen's shorter side. */
type RowFonts = Pick<RowsFit, 'name' | 'small'>

/**
 * `state` is the width of a state in em of the state. `figure` (the widest usual count) and `gap` (before it) are in em
 * of the name.
 */
const widths = { state: 5.9, figure: 3.4, gap: 0.35 }
/** Minimum width of a name and the space after it, in em. */
const nameEm = { least: 5.4, gap: 0.3 }
/** Letter spacing of names, in em. */
const nameSpacing = -0.02
/** Gap before a capacity, in em. */
export const rowCapacityGap = 0.06
/** Maximum width of a count with its capacity, in em. */
const maxFigureEm = 6.6
/** Share of the names and counts that may be too wide for the usual font size. */
export const longShare = 0.1

/** The measured text of a board's rooms. */
export type RowTexts = {
  /** Number of text lines of a row. With two lines, the name is above the state and the count. */
  lines: RowsFit['lines']
  /** Widths of the names in em, widest first. */
  names: readonly number[]
  /** The distinct widths of counts and capacities in em, with the number of rooms that have each. */
  figures: readonly (Pick<CountedRoom, 'slot' | 'beside'> & { rooms: number })[]
}

/** Measures the rooms of a board for one-line rows. */
export function measureRowTexts({ names, counted }: MeasuredRooms): RowTexts {
  const figures = new Map<string, RowTexts['figures'][number]>()
  for (const { slot, beside } of counted) {
    const key = `${slot} ${beside}`
    figures.set(key, { slot, beside, rooms: (figures.get(key)?.rooms ?? 0) + 1 })
  }
  return {
    lines: 1,
    names: names.map(rowNameEm).sort((a, b) => b - a),
    figures: [...figures.values()],
  }
}

export function rowNameEm({ width, letters }: Pick<MeasuredName, 'width' | 'letters'>): number {
  return width + nameSpacing * letters
}

/** Returns the smallest width of a row that fits a short name, the state and a usual count. */
export function minRowWidth(lines: RowsFit['lines'], { name, small }: RowFonts): number {
  const values = widths.figure * name + widths.state * small
  return lines === 2 ? Math.max(nameEm.least * name, values) : nameEm.least * name + values
}

/** Returns the width that the state and the count leave for the name, or a negative number if the two do not fit. */
export function nameSpace(width: number, texts: RowTexts, fonts: RowFonts): number {
  const left = width - widths.state * fonts.small - figureColumn(texts, fonts)
  if (texts.lines === 2) return left < 0 ? left : width
  return left - nameEm.gap * fonts.name
}

/**
 * Returns the widths of the columns of a row. The count's column gets the space that names leave, up to the widest
 * count.
 */
export function columnWidths(
  width: number,
  usualName: number,
  texts: RowTexts,
  fonts: RowFonts,
): RowsFit['columns'] {
  const { name } = fonts
  const state = widths.state * fonts.small
  const isBeside = texts.lines === 1
  const left = width - state - (isBeside ? (usualName + nameEm.gap) * name : 0)
  const wanted = Math.min(widestFigure(texts, fonts), maxFigureEm * name)
  const figure = Math.max(figureColumn(texts, fonts), Math.min(left, wanted))
  return isBeside
    ? { name: width - state - figure - nameEm.gap * name, state, figure }
    : { name: width, state: width - figure, figure }
}

/** Returns the minimum width of the count's column, which contains labels if all rooms are private. */
function figureColumn(texts: RowTexts, fonts: RowFonts): number {
  const most = widths.figure * fonts.name
  if (texts.figures.length === 0) return most
  return Math.min(most, widestFigure(texts, fonts) + widths.gap * fonts.name)
}

/**
 * Returns the width of the widest count without the widest tenth, which extends into the state's column
 * (`computeRowLayout`).
 */
function widestFigure({ figures }: RowTexts, { name, small }: RowFonts): number {
  const sorted = figures
    .map(({ slot, beside, rooms }) => {
      const capacity = beside === 0 ? 0 : (rowCapacityGap + beside) * small
      return { width: slot * name + capacity, rooms }
    })
    .sort((a, b) => b.width - a.width)
  let longer = Math.round(longShare * sorted.reduce((sum, { rooms }) => sum + rooms, 0))
  for (const { width, rooms } of sorted) {
    if (longer < rooms) return width
    longer -= rooms
  }
  return 0
}
