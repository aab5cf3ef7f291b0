import {
  endsRightToLeft,
  splitGraphemes,
  graphemeWidth,
  isFullWidth,
  isIdeographic,
  measureText,
} from './text-measure.ts'

/** Minimum length of a truncated name that still identifies the room; a full-width letter counts as two. */
const minimumLetters = 4
/** Maximum length of a name on a plan, in graphemes and in UTF-16 code units. */
const maximumName = { letters: 120, units: 2000 }
const ellipsis = '…'
/** Keeps the ellipsis at the left end of right-to-left text. */
const rightToLeftMark = '\u200f'

/** Matches the position after a space, a hyphen or a slash. */
const betweenWords = /(?<=[-/ ])/g
const afterSpaces = /(?<= )/g
const opening = /^[\p{Ps}\p{Pi}]/u
const closing = /^[\p{Pe}\p{Pf}\p{Po}]/u

/** Truncates very long names to what a plan can show, to bound the cost of laying out a name. */
export function clampName(name: string): string {
  if (name.length <= maximumName.letters) return name
  const letters = splitGraphemes(name.slice(0, maximumName.units))
  if (letters.length <= maximumName.letters && name.length <= maximumName.units) return name
  return withEllipsis(letters.slice(0, maximumName.letters).join(''))
}

/**
 * Wraps a name into two lines of similar width, at a space or between ideographs; returns one line when there is
 * neither.
 */
export function wrapName(name: string): readonly string[] {
  return splitInTwo(name, breaksAt(name, afterSpaces), Infinity, 1) ?? [name]
}

/** Returns the full name on one line or on two lines of similar width, or null when it does not fit. */
export function breakName(name: string, width: number, size: number): string[] | null {
  if (measureText(name, size) <= width) return [name]
  return splitInTwo(name, breaksAt(name, betweenWords), width, size)
}

function splitInTwo(
  name: string,
  breaks: readonly number[],
  width: number,
  size: number,
): string[] | null {
  let best: { widest: number; lines: string[] } | null = null
  for (const at of breaks) {
    const lines = [name.slice(0, at).trimEnd(), name.slice(at)]
    const widest = Math.max(...lines.map((line) => measureText(line, size)))
    if (widest <= width && (best === null || widest < best.widest)) best = { widest, lines }
  }
  return best?.lines ?? null
}

/**
 * Returns the positions where a name may break: those that the pattern matches, and those between ideographs except
 * after opening and before closing punctuation.
 */
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

/** Truncates a name with "…" to fit a width; returns null when fewer than `minimumLetters` letters would remain. */
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

/** Returns a name on one line, truncated with "…" if necessary, but never shorter than `shortestName`. */
export function fitName(name: string, width: number, size: number): string {
  if (measureText(name, size) <= width) return name
  return truncateName(name, width, size) ?? shortestName(name)
}

/** Returns the shortest form of a name: four letters and "…", or the full name when it is not much longer. */
export function shortestName(name: string): string {
  const letters = splitGraphemes(name)
  let shown = 0
  const least = letters.findIndex((letter) => (shown += letterWeight(letter)) >= minimumLetters) + 1
  if (least === 0 || letters.length <= least + 1) return name
  return withEllipsis(letters.slice(0, least).join(''))
}

function letterWeight(letter: string): number {
  return isFullWidth(letter) ? 2 : 1
}

function withEllipsis(beginning: string): string {
  const mark = endsRightToLeft(beginning) ? rightToLeftMark : ''
  return `${beginning.trimEnd()}${ellipsis}${mark}`
}
