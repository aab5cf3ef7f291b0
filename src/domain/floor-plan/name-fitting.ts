import {
  endsRightToLeft,
  splitGraphemes,
  graphemeWidth,
  isFullWidth,
  isIdeographic,
  measureText,
} from './text-measure.ts'

/** Less of a name does not tell which room it is: four letters, or two that are as wide as high. */
const minimumLetters = 4
/** No plan has room for more. */
const maximumName = { letters: 120, units: 2000 }
const ellipsis = '…'
/** Keeps an ellipsis at the left end of what is written from right to left. */
const rightToLeftMark = '\u200f'

/** After a space, a hyphen or a slash. */
const betweenWords = /(?<=[-/ ])/g
const afterSpaces = /(?<= )/g
/**
 * Where a word may be broken, as German does it and English mostly: before a consonant with a vowel behind it. Not right
 * at its ends.
 */
const betweenSyllables = /(?<=\p{L}{4})(?=[bcdfghjklmnpqrstvwxzß][aeiouyäöü]\p{L}{2})/gu

const opening = /^[\p{Ps}\p{Pi}]/u
const closing = /^[\p{Pe}\p{Pf}\p{Po}]/u

/** A name as far as a plan can show it: very long ones are cut, so that no name costs more than another. */
export function clampName(name: string): string {
  if (name.length <= maximumName.letters) return name
  const letters = splitGraphemes(name.slice(0, maximumName.units))
  if (letters.length <= maximumName.letters && name.length <= maximumName.units) return name
  return withEllipsis(letters.slice(0, maximumName.letters).join(''))
}

/** A name in two lines of about the same width, broken at a space; in one where it has none. */
export function wrapName(name: string): readonly string[] {
  return splitInTwo(name, breaksAt(name, afterSpaces), '', Infinity, 1) ?? [name]
}

/** A whole name in one line or, if `most` is 2, in two about equally long ones; null where it is too long for them. */
export function breakName(name: string, width: number, size: number, most: 1 | 2): string[] | null {
  if (measureText(name, size) <= width) return [name]
  return most === 1 ? null : splitInTwo(name, breaksAt(name, betweenWords), '', width, size)
}

/** A name whose word is broken across two lines; null where even that is too long. */
export function hyphenatedName(name: string, width: number, size: number): string[] | null {
  return splitInTwo(name, matchIndexes(name, betweenSyllables), '-', width, size)
}

function splitInTwo(
  name: string,
  breaks: readonly number[],
  hyphen: string,
  width: number,
  size: number,
): string[] | null {
  let best: { widest: number; lines: string[] } | null = null
  for (const at of breaks) {
    const lines = [`${name.slice(0, at).trimEnd()}${hyphen}`, name.slice(at)]
    const widest = Math.max(...lines.map((line) => measureText(line, size)))
    if (widest <= width && (best === null || widest < best.widest)) best = { widest, lines }
  }
  return best?.lines ?? null
}

/** Where a pattern allows a break, and between ideographs, unless that parts a word from its punctuation. */
function breaksAt(name: string, pattern: RegExp): number[] {
  const breaks = matchIndexes(name, pattern)
  if (!isIdeographic(name)) return breaks
  let at = 0
  let before = ''
  for (const grapheme of splitGraphemes(name)) {
    const joins = isIdeographic(before) && isIdeographic(grapheme)
    if (joins && !closing.test(grapheme) && !opening.test(before)) breaks.push(at)
    at += grapheme.length
    before = grapheme
  }
  return breaks
}

function matchIndexes(name: string, pattern: RegExp): number[] {
  return Array.from(name.matchAll(pattern), ({ index }) => index)
}

/** As much of a name's beginning as fits, with "…"; null where too little of it would be left. */
export function truncateName(name: string, width: number, size: number): string | null {
  const letters = splitGraphemes(name)
  const end = graphemeWidth(ellipsis)
  let [used, shown, fitting] = [0, 0, 0]
  for (const [index, letter] of letters.slice(0, -1).entries()) {
    used += graphemeWidth(letter)
    shown += letterWeight(letter)
    if ((used + end) * size > width) break
    if (shown >= minimumLetters && letter.trim() !== '') fitting = index + 1
  }
  return fitting === 0 ? null : withEllipsis(letters.slice(0, fitting).join(''))
}

/** A name in one line: whole, or as much of its beginning as fits with "…"; at least `shortestName`. */
export function fitName(name: string, width: number, size: number): string {
  if (measureText(name, size) <= width) return name
  return truncateName(name, width, size) ?? shortestName(name)
}

/** The least that is left of a name when it is shortened: four letters, or the name where that is hardly longer. */
export function shortestName(name: string): string {
  const letters = splitGraphemes(name)
  let shown = 0
  const least = letters.findIndex((letter) => (shown += letterWeight(letter)) >= minimumLetters) + 1
  if (least === 0 || letters.length <= least + 1) return name
  return withEllipsis(letters.slice(0, least).join(''))
}

/** The beginning of a name in two lines, as much of it as they hold; null where it cannot be broken. */
export function truncateLines(name: string, width: number, size: number): string[] | null {
  let best: string[] | null = null
  const all = [
    ...breaksAt(name, betweenWords).map((at) => ({ at, hyphen: '' })),
    ...matchIndexes(name, betweenSyllables).map((at) => ({ at, hyphen: '-' })),
  ]
  for (const { at, hyphen } of all) {
    const first = `${name.slice(0, at).trimEnd()}${hyphen}`
    const second = truncateName(name.slice(at), width, size)
    if (second === null || measureText(first, size) > width) continue
    if (first.length + second.length > (best?.join('').length ?? 0)) best = [first, second]
  }
  return best
}

function letterWeight(letter: string): number {
  return isFullWidth(letter) ? 2 : 1
}

function withEllipsis(beginning: string): string {
  const mark = endsRightToLeft(beginning) ? rightToLeftMark : ''
  return `${beginning.trimEnd()}${ellipsis}${mark}`
}
