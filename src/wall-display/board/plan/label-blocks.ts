import type { Choice, LabelSizes, Named } from './label-choices.ts'
import { wordsWidth } from './words-width.ts'

/**
 * What a room on a board's plan has to say. `figure` is null where the room is never given a number, and empty where it
 * has none at the moment.
 */
export type LabelWords = {
  name: string
  figure: string | null
  capacity: string | null
  word: string
  note: string | null
}

/** What one choice says, measured: sizes of letters and of the state's shape, and how wide each is. */
export type Blocks = {
  name: { lines: string[]; size: number } | null
  figure: { size: number; capacitySize: number | null; width: number } | null
  state: { side: number; shape: boolean; wordSize: number | null; width: number } | null
}

/** Inter's capitals and digits, per em. */
export const capital = 0.727
export const lineHeight = 1.08
/** Per em of the smallest letter: between a shape and what stands beside it, and between name, number and state. */
export const besideShape = 0.34
export const between = 0.55
/** Digits stand closer in a large number. */
const digit = 0.65 - 0.035
/** Usual numbers and words are laid out alike, so that nothing moves when one replaces another. */
const usualDigits = 2
const usualWord = '2 over'

/**
 * Measures what a choice says of a room; null where its name or its state has no place in that width.
 *
 * @param called what each way of naming makes of the room's name
 */
export function blocksOf(
  words: LabelWords,
  choice: Choice,
  sizes: LabelSizes,
  width: number,
  called: (named: Named) => Blocks['name'],
): Blocks | null {
  const name = choice.name === null ? null : called(choice.name)
  if (choice.name !== null && name === null) return null
  const state = stateOf(words.word, choice.state, sizes, width)
  if (choice.state !== null && state === null) return null
  return { name, figure: figureOf(words, choice, sizes), state }
}

function figureOf({ figure, capacity }: LabelWords, choice: Choice, sizes: LabelSizes) {
  if (figure === null || choice.figure === null) return null
  const size = choice.figure(sizes)
  const digits = Math.max(figure.length, capacity?.length ?? 0, usualDigits)
  const number = digits * digit * size
  if (capacity === null || !choice.capacity) return { size, capacitySize: null, width: number }
  const capacitySize = Math.max(sizes.least, size / 2)
  const limit = wordsWidth(`/${capacity}`, capacitySize)
  return { size, capacitySize, width: number + beforeCapacity * size + limit }
}

/** Between a number and the capacity behind it, per em of the number. */
export const beforeCapacity = 0.08

/** A word that is longer than usual takes the place of its shape before anything moves. */
function stateOf(
  word: string,
  choice: Choice['state'],
  { least }: LabelSizes,
  width: number,
): Blocks['state'] {
  const side = 1.25 * least
  if (choice === null) return null
  if (choice === 'shape') return { side, shape: true, wordSize: null, width: side }
  const wordSize = 1.03 * least
  const long = wordsWidth(word, wordSize)
  const usual = side + besideShape * least + wordsWidth(usualWord, wordSize)
  const withShape = side + besideShape * least + long
  if (Math.max(usual, long) > width) return null
  const shape = withShape <= width
  return { side, shape, wordSize, width: Math.max(usual, shape ? withShape : long) }
}

/** Whether a shape without a word stands on the number's line. */
export function standsBeside({ figure, state }: Blocks): boolean {
  return figure !== null && state !== null && state.wordSize === null
}

/** How much room the blocks take; nothing at all takes none. */
export function spaceOf(blocks: Blocks, { least }: LabelSizes): { width: number; height: number } {
  const { name, figure, state } = blocks
  const beside = standsBeside(blocks)
  const [number, status] = [figure?.width ?? 0, state?.width ?? 0]
  const heights = [
    name === null ? 0 : (capital + (name.lines.length - 1) * lineHeight) * name.size,
    Math.max(capital * (figure?.size ?? 0), beside ? status : 0),
    beside || state === null ? 0 : state.side,
  ].filter((height) => height > 0)
  return {
    width: beside ? number + besideShape * least + status : Math.max(number, status),
    height: heights.reduce((sum, height) => sum + height, (heights.length - 1) * between * least),
  }
}
