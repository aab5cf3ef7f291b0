import * as text from '#messages/board.ts'
import { displayedStates } from '#src/domain/live-rooms/displayed-rooms.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatLocalNumber, localizeDigits } from '#src/format/localized-format.ts'
import { liveDotWidth, widestPeople, type FooterContent } from '#src/board/footer/footer-fit.ts'
import type { MinimumSizes } from '#src/board/typography/screen.ts'

/** The legend beside a plan. Sizes are in percent of the screen's shorter side. */
export type LegendFit = {
  width: number
  /** Font size of the rows of states. */
  row: number
  /** Font size of the number of free rooms; null if it does not fit. */
  figure: number | null
  /** Font size of the people and the age. */
  least: number
}

/** Lengths in em of the rows' font size. */
const rowLengths = {
  figure: 3.4,
  /** The gaps above and below the number of free rooms, and the line of text below the number. */
  intro: 0.68 + 0.62 + 1.2,
  /** The gap above the list of states. */
  list: 1.1,
  /** The height of a row with its padding and line. */
  row: 1.76,
  /** The width of a status icon and the gap after it. */
  shape: 1.6,
  /** The gap before the number of rooms. */
  count: 1,
  /** The height of the floor's name above the legend. */
  caption: 1.7,
}
/** Height of digits, in em. */
const digitHeight = 0.74
/** Height of a line of text and the gap above it, in em of `least`. */
const lineHeight = 1.9
/** Largest font size of the rows, relative to the smallest room name. */
const largestRow = 1.5
/** Font size of the people and the age, in em of the rows. */
const leastOfRow = 0.8
/** Ratio between successive font sizes to try. */
const step = 0.97

type LegendNeeds = {
  content: FooterContent
  hasCaption: boolean
  hasPages: boolean
  /** Whether the page number needs a separate line. */
  hasNumber: boolean
  /** Whether the “You are here” dot may need a row, because its label may not fit beside it. */
  hasMarker: boolean
}

/** Returns the largest legend that fits a space, or null if it does not fit at the smallest sizes. */
export function fitLegend(
  space: { width: number; height: number },
  { name, least }: MinimumSizes,
  needs: LegendNeeds,
  most = largestRow * name,
): LegendFit | null {
  for (const hasFigure of [true, false]) {
    for (let row = most; row >= least; row *= step) {
      const small = Math.max(least, leastOfRow * row)
      const width = legendWidth(row, small, needs)
      if (width > space.width || legendHeight(row, small, hasFigure, needs) > space.height) continue
      return { width, row, figure: hasFigure ? rowLengths.figure * row : null, least: small }
    }
  }
  return null
}

function legendWidth(row: number, least: number, { content, hasMarker }: LegendNeeds): number {
  const { locale, roomCount, seats } = content
  const total = formatLocalNumber(locale, roomCount)
  const label = Math.max(
    ...displayedStates.map((state) => measureText(text.legendStates[state], 1)),
  )
  const digits = (words: string) => localizeDigits(locale, words)
  const age = measureText(digits(text.liveAge(formatDuration(59 * second))), 1)
  const smallTexts = [
    text.peopleTotal(widestPeople(locale, seats), 2, true),
    digits(text.sensorStatusAge(formatDuration(59 * minute)).short),
    digits(text.nextTry(formatDuration(15 * second))),
  ]
  return Math.max(
    measureText(text.ofRoomsFree(total, roomCount), row),
    (rowLengths.shape + label + rowLengths.count + measureText(total, 1)) * row,
    hasMarker ? (rowLengths.shape + measureText(text.youAreHere, 1)) * row : 0,
    (liveDotWidth + age) * least,
    ...smallTexts.map((words) => measureText(words, least)),
  )
}

function legendHeight(
  row: number,
  least: number,
  hasFigure: boolean,
  { content, hasCaption, hasPages, hasNumber, hasMarker }: LegendNeeds,
): number {
  const rows = Math.min(displayedStates.length, content.roomCount) + (hasMarker ? 1 : 0)
  const intro = hasFigure ? rowLengths.intro + digitHeight * rowLengths.figure + rowLengths.list : 0
  const caption = hasCaption ? rowLengths.caption : 0
  // The lines are people, age and sensor status, and if needed page progress and page number.
  const lines = 3 + (hasPages ? 0.5 : 0) + (hasNumber ? 1 : 0)
  return (intro + caption + rowLengths.row * rows) * row + lines * lineHeight * least
}
