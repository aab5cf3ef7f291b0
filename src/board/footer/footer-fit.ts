import * as text from '#messages/board.ts'
import { displayedStates } from '#src/domain/live-rooms/displayed-rooms.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatLocalNumber, localizeDigits } from '#src/format/localized-format.ts'

/** Gap between the parts of the footer, in em. */
const partGap = 1.2
/** Gap between legend entries, in em. */
const keyGap = 1
/** Width of a status icon in the legend and the gap after it, in em. */
const shapeWidth = 1.38
/** Width of the dot before the age, in em. */
export const liveDotWidth = 1.02
/** Largest font size of the footer, in multiples of the smallest font size. */
const largestGrowth = 1.5
/** Maximum number of legend columns in portrait if the legend does not fit on one line. */
const keyColumns = 4
/** Gaps in portrait, in em: below the first line, and between legend lines. */
const lineGap = { first: 0.7, key: 0.6 }

const longestAgeMs = 59 * second

/**
 * Position of the legend. In landscape, it is `beside` the people and the age. In portrait, it is below them, on one
 * `line` or in `columns`.
 */
export type KeyPlace = 'beside' | 'line' | 'columns'

/** `size` is the font size in percent of the screen's shorter side. `lines` is the height of all lines in em. */
export type FooterFit = { size: number; key: KeyPlace; lines: number }

/** The data that determines the size of the footer. Excludes counts, so that polls do not change the size. */
export type FooterContent = {
  locale: string
  roomCount: number
  seats: number
}

/** Returns a wide number with as many digits as 1.25 times the capacity, to reserve space for it. */
export function crowdedNumber(locale: string, capacity: number): string {
  const digits = String(Math.floor(1.25 * capacity)).length
  return formatLocalNumber(locale, Number('8'.repeat(digits)))
}

/** Returns the widest expected label for the people in several rooms, which ends with a "+". */
export function widestPeople(locale: string, seats: number): string {
  return `${crowdedNumber(locale, Math.max(8, seats))}+`
}

/** Returns the width of the legend, in em of the footer's font size. */
export function keyWidth(labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + entryWidth(label), keyGap * (labels.length - 1))
}

function entryWidth(label: string): number {
  return shapeWidth + measureText(label, 1)
}

/** Returns the total width of the parts with the gaps between them, in em. */
export function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, partGap * (widths.length - 1))
}

/**
 * Returns the legend with the widest expected counts. The counts of two states have as many digits as the number of
 * rooms; the others have one digit less.
 */
function longestKey({ locale, roomCount }: FooterContent): string[] {
  const few = Math.max(1, String(roomCount).length - 1)
  const label = (state: (typeof displayedStates)[number], digits: number) => {
    const count = Number('8'.repeat(digits))
    return text.stateCounts[state](formatLocalNumber(locale, count), count)
  }
  return displayedStates
    .map((state, index) => label(state, index < 2 ? String(roomCount).length : few))
    .sort((a, b) => measureText(b, 1) - measureText(a, 1))
    .slice(0, Math.max(1, roomCount))
}

/** Returns the width of a legend in columns, in em. */
function columnsWidth(labels: readonly string[]): number {
  const widths = labels.map(entryWidth)
  const columns = Array.from({ length: keyColumns }, (_, column) =>
    Math.max(0, ...widths.filter((_width, index) => index % keyColumns === column)),
  )
  return columns.reduce((sum, width) => sum + width, keyGap * (keyColumns - 1))
}

/**
 * Returns the number of legend columns that spreads the entries evenly over as few lines as possible, for example three
 * for five entries. Fewer columns than `keyColumns` are never wider.
 */
export function countKeyColumns(entries: number): number {
  return Math.ceil(entries / Math.max(1, Math.ceil(entries / keyColumns)))
}

/** Widths of the widest expected parts of a footer, in em. `line` and `columns` are arrangements of the legend. */
export type MeasuredFooter = Record<'people' | 'age' | 'line' | 'columns', number>

export function measureFooter(content: FooterContent): MeasuredFooter {
  const labels = longestKey(content)
  const people = text.peopleTotal(widestPeople(content.locale, content.seats), 2, true)
  const age = localizeDigits(content.locale, text.liveAge(formatDuration(longestAgeMs)))
  return {
    people: measureText(people, 1),
    age: liveDotWidth + measureText(age, 1),
    line: keyWidth(labels),
    columns: columnsWidth(labels),
  }
}

/**
 * Returns the largest fit, up to 1.5 times the smallest font size. In landscape, people, legend and age are on one
 * line. In portrait, the legend is below people and age, in up to four columns if it is too long for one line.
 *
 * @param width width of the content in percent of the screen's shorter side
 * @param least smallest font size, in the same unit
 */
export function fitFooter(
  screen: { orientation: 'landscape' | 'portrait' },
  width: number,
  least: number,
  { people, age, line, columns }: MeasuredFooter,
): FooterFit {
  const fitKey = (key: KeyPlace, em: number): FooterFit => {
    const size = Math.max(least, Math.min(largestGrowth * least, width / em))
    return { size, key, lines: footerLines[key] }
  }
  if (screen.orientation === 'landscape') {
    return fitKey('beside', lineWidth([people, line, age]))
  }
  const first = lineWidth([people, age])
  return line * least > width && columns * least <= width
    ? fitKey('columns', Math.max(first, columns))
    : fitKey('line', Math.max(first, line))
}

/** Height of all lines with their gaps, in em. */
export const footerLines: Record<KeyPlace, number> = {
  beside: 1,
  line: 2 + lineGap.first,
  columns: 3 + lineGap.first + lineGap.key,
}

/** Capacity for a room whose capacity is unknown. */
const assumedSeats = 8

/** Returns the total capacity of rooms, with `assumedSeats` for each unknown capacity. */
export function countSeats(rooms: readonly { capacity: number | null }[]): number {
  return rooms.reduce((sum, { capacity }) => sum + (capacity ?? assumedSeats), 0)
}

export function footerContent(
  locale: string,
  rooms: readonly { capacity: number | null }[],
): FooterContent {
  return { locale, roomCount: rooms.length, seats: countSeats(rooms) }
}
