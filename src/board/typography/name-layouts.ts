import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { innerSize, type CardsFit } from './board-fit.ts'
import { nameGap, nameLine, noteLine } from './card-form.ts'
import { countLines, measureName } from './name-lines.ts'
import type { TileText } from './board-content.ts'

const maxNameLines = 3

/** How a room's name and note are shown. Sizes are in percent of the screen's shorter side. */
export type NameText = {
  nameSize: number
  nameLines: number
  showsNote: boolean
}

/** A way to show name and note, and its height in percent of the screen's shorter side. */
export type NameLayout = NameText & { height: number }

/** Returns the ways to show name and note, most complete first. */
export function nameLayouts(text: TileText, fit: CardsFit): NameLayout[] {
  const { name, small } = fit
  const { width } = innerSize(fit)
  const measured = measureName(text.name)
  const [lines, smallLines] = [name, small].map((size) => countLines(measured, width / size))
  const usual = { nameSize: name, nameLines: clampLines(lines) }
  const smaller = { nameSize: small, nameLines: clampLines(smallLines) }
  // Prefers a smaller font to breaking words, because browsers without a hyphenation dictionary break words anywhere.
  const names =
    lines === 1
      ? [usual]
      : lines === Infinity && smallLines !== Infinity
        ? [smaller, usual]
        : [usual, smaller]
  const cut = { ...usual, nameLines: Math.min(2, usual.nameLines) }
  const note = noteLine * small
  return [true, false].flatMap((showsNote) =>
    showsNote && text.note === null
      ? []
      : [...names, cut].map((way) => ({
          ...way,
          showsNote,
          height: nameLine * way.nameSize * way.nameLines + (showsNote ? note : 0) + nameGap,
        })),
  )
}

/** Returns the number of lines of a name, or 2 if a word must be broken. */
function clampLines(lines = Infinity): number {
  return lines === Infinity ? 2 : Math.min(maxNameLines, lines)
}

export function fallbackName({ name: words }: TileText, fit: CardsFit): NameText {
  const fits = measureText(words, fit.name) <= innerSize(fit).width
  return { nameSize: fits ? fit.name : fit.small, nameLines: 1, showsNote: false }
}
