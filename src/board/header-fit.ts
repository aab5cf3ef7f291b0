import type { BoardDraft } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { formatLocalTimeParts, timeLocale } from '#src/format/localized-format.ts'
import { pageDigits } from './footer/page-progress.tsx'
import type { BoardViewProps } from './room-tile-model.ts'
import type { BoardFit } from './typography/board-fit.ts'
import { clockSize, toUnits } from './typography/screen.ts'
import { fitHeaderNumber, headerSizes } from './typography/header-sizes.ts'

/**
 * Lengths from header.css in percent of the screen's shorter side, except `period`, the font size of AM and PM in em of
 * the clock.
 */
const dimensions = { period: 0.45, dial: 8.6, timeGap: 2.2, gap: 3 }
/** Maximum width of a logo and the gap after it, in percent of the screen's shorter side, as in board-logo.css. */
const logoWidth = { landscape: 28, portrait: 18 }
/** Gap between the board's name and its place, and letter spacing of the name, in em of the name. */
const besideName = { gap: 0.5, spacing: -0.02 }

type Clock = ReturnType<typeof formatLocalTimeParts>

/** Returns the width that the dial and the clock leave for the heading, in percent of the screen's shorter side. */
function leadWidth({ least, area }: BoardFit, clock: Clock): number {
  const size = Math.max(clockSize, least)
  const clockWidth = clock.reduce(
    (sum, { text: part, isPeriod }) =>
      sum + measureText(part, isPeriod ? size * dimensions.period : size),
    0,
  )
  return area.width - clockWidth - dimensions.dial - dimensions.timeGap - dimensions.gap
}

/** Returns the total width of the logo and the clock's AM or PM, in percent of the screen's shorter side. */
function otherHeaderWidth(
  { orientation }: Pick<BoardDraft['screen'], 'orientation'>,
  { least }: Pick<BoardFit, 'least'>,
  clock: Clock,
  hasLogo: boolean,
): number {
  const size = dimensions.period * Math.max(clockSize, least)
  const period = clock.filter(({ text: part, isPeriod }) => isPeriod || part.trim() === '')
  return period.reduce(
    (sum, { text: part }) => sum + measureText(part, size),
    hasLogo ? logoWidth[orientation] : 0,
  )
}

/**
 * Returns the logo to show, and the total width of the logo and the clock's AM or PM. The logo is null if there is
 * none, or if the header also shows the age and there is no space for both.
 */
export function fitHeaderLogo(
  board: BoardDraft,
  fit: BoardFit,
  zone: BoardViewProps['zone'],
  logoUrl: string | null,
): [logoUrl: string | null, width: number] {
  const clock = formatLocalTimeParts(timeLocale(board), zone, 0)
  const widthWith = (hasLogo: boolean) => otherHeaderWidth(board.screen, fit, clock, hasLogo)
  const fits =
    fit.footer !== null || fitHeaderNumber(board.screen, fit, 0, widthWith(true)) !== null
  return logoUrl !== null && fits ? [logoUrl, widthWith(true)] : [null, widthWith(false)]
}

/** Returns the page number for a header that also shows the age, and its fit. Null if the page number is not shown. */
export function fitPageNumber(
  { board, index, count }: Pick<BoardViewProps, 'board' | 'index' | 'count'>,
  fit: BoardFit,
  otherWidth: number,
): ({ words: string } & NonNullable<ReturnType<typeof fitHeaderNumber>>) | null {
  const words = pageDigits(board, index, count)
  const longest = pageDigits(board, count - 1, count)
  if (words === null || longest === null) return null
  const fitting = fitHeaderNumber(board.screen, fit, measureText(longest, 1), otherWidth)
  return fitting === null ? null : { words, ...fitting }
}

/**
 * Returns the first label that fits beside the board's name, or below it in portrait. Null if none fits.
 *
 * @param labels labels of the place or of the time zone, from long to short
 */
export function fitPlaceLabel(
  { screen, name }: Pick<BoardDraft, 'screen' | 'name'>,
  fit: BoardFit,
  { labels, clock, hasLogo }: { labels: readonly string[]; clock: Clock; hasLogo: boolean },
): string | null {
  const other = otherHeaderWidth(screen, fit, clock, hasLogo)
  const { place, building } = headerSizes(screen, fit, name, other)
  if (building === null) return null
  const lead = leadWidth(fit, clock) - (hasLogo ? logoWidth[screen.orientation] : 0)
  const nameWidth = measureText(name, place) + place * (besideName.spacing * name.length)
  const width = screen.orientation === 'portrait' ? lead : lead - nameWidth - besideName.gap * place
  return labels.find((label) => measureText(label, building) <= width) ?? null
}

export type StoppedText = {
  verdict: string
  /** The time in the verdict. In portrait, it is on the second line. */
  time: string
  /** Labels from long to short; empty if no label is needed. */
  zoneLabels: readonly string[]
  clock: Clock
}

/** Font size of the time zone label and the gap before it, in em of the heading, as in header.css. */
const zoneSizes = { label: 0.45, gap: 0.4 }

/**
 * Fits the heading of a stopped board beside the dial and the clock. Returns the largest font size, in percent of the
 * screen's shorter side, and the longest time zone label that leaves the heading legible. The label follows the
 * heading; in portrait, it follows the time on the second line.
 */
export function fitHeading(
  { screen }: Pick<BoardDraft, 'screen'>,
  fit: BoardFit,
  { verdict, time, zoneLabels, clock }: StoppedText,
): { zoneLabel: string | null; size: number } {
  const { least } = fit
  const available = leadWidth(fit, clock)
  const verdictWidth = measureText(verdict, 1)
  if (screen.orientation === 'portrait') {
    const size = portraitSize(fit)
    const beside = available - (measureText(time, 1) + zoneSizes.gap) * size
    const label = zoneLabels.find((words) => measureText(words, zoneSize(size, least)) <= beside)
    return { zoneLabel: label ?? zoneLabels.at(-1) ?? null, size }
  }
  const fits = zoneLabels.map((zoneLabel) => ({ zoneLabel, size: sizeWith(zoneLabel) }))
  const last = fits.at(-1) ?? { zoneLabel: null, size: available / verdictWidth }
  return fits.find(({ size }) => size >= least) ?? last

  function sizeWith(zoneLabel: string): number {
    const labelWidth = measureText(zoneLabel, 1)
    const size = available / (verdictWidth + zoneSizes.gap + zoneSizes.label * labelWidth)
    if (zoneSizes.label * size >= least) return size
    // The label keeps the smallest legible size, and the rest of the heading shrinks.
    return (available - least * labelWidth) / (verdictWidth + zoneSizes.gap)
  }
}

/** Maximum font size of the heading: in em of a room name, and as a share of the screen's width. */
const maxHeading = { names: 2.5, width: 0.062, portraitWidth: 0.056 }

/** Returns the font size in portrait, where the heading has two lines beside the dial. */
function portraitSize({ name, least }: BoardFit): number {
  return Math.max(Math.min(maxHeading.names * name, maxHeading.portraitWidth * 100), least)
}

function zoneSize(heading: number, least: number): number {
  return Math.max(zoneSizes.label * heading, least)
}

/**
 * Returns the font sizes for the heading of a stopped board and its time zone, as CSS variables.
 *
 * @param fit largest font size at which the heading fits on one line
 */
export function headingSizes(
  { screen }: Pick<BoardDraft, 'screen'>,
  board: BoardFit,
  fit: number,
): Record<`--${string}`, string> {
  const { name, least } = board
  const [long = 16, short = 9] = screen.aspect.split(':').map(Number)
  const width = screen.orientation === 'portrait' ? 100 : (100 * long) / short
  const size = Math.max(Math.min(maxHeading.names * name, maxHeading.width * width, fit), least)
  const portrait = portraitSize(board)
  return {
    '--verdict': toUnits(size),
    '--zone': toUnits(zoneSize(size, least)),
    '--verdict-portrait': toUnits(portrait),
    '--zone-portrait': toUnits(zoneSize(portrait, least)),
  }
}
