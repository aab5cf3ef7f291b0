import * as text from '#messages/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { MinimumSizes } from '#src/board/typography/screen.ts'

/** Widths of the widest labels of a board, in em of their font sizes. */
export type TextWidths = { name: number; free: number; of: number; people: number }

/**
 * The numbers of a row. `of` is the font size of “of 13”; the other lengths are widths. All have the unit of `figure`.
 */
type Numbers = { of: number; freeHeading: string } & Record<
  'free' | 'people' | 'gap' | 'width',
  number
>

/** The short heading is used if the long one is wider than the numbers by more than this factor. */
const longHeading = 1.6
/**
 * Font size of “of 13” in em of the number. The largest size is `most` em of the smallest name or, in a `pile`, `pile`
 * em of the number if that is larger.
 */
const ofNumber = { em: 0.5, most: 1.75, pile: 0.3 }
/** Gap between columns, in em of the numbers. */
const columnGap = 0.8
/** The headings and their widths in em. */
const longFree = measureHeading(text.freeRoomsHeading)
const shortFree = measureHeading(text.freeHeading)
const peopleHeading = measureHeading(text.peopleHeading)

/**
 * Measures the widest numbers with their headings.
 *
 * @param isPile whether the people are below the free rooms instead of beside them
 */
export function measureNumbers(
  { sizes, widths }: { sizes: MinimumSizes; widths: TextWidths },
  isPile: boolean,
  figure: number,
  heading: number,
): Numbers {
  const mostOf = Math.max(ofNumber.most * sizes.name, isPile ? ofNumber.pile * figure : 0)
  const of = clamp(sizes.least, ofNumber.em * figure, mostOf)
  const gap = columnGap * figure
  const freeNumber = widths.free * figure + widths.of * of
  const freeHeading = longFree.em * heading <= longHeading * freeNumber ? longFree : shortFree
  const free = Math.max(freeNumber, freeHeading.em * heading)
  const people = Math.max(widths.people * figure, peopleHeading.em * heading)
  const width = isPile ? Math.max(free, people) : free + people + gap
  return { of, freeHeading: freeHeading.text, free, people, gap, width }
}

function measureHeading(heading: string): { text: string; em: number } {
  return { text: heading, em: measureText(heading, 1) }
}

export function clamp(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
