import { isIdeographic, measureText, splitGraphemes } from '#src/domain/floor-plan/text-measure.ts'

/** A part of a name that must not break. Widths are in em. */
type NamePart = {
  width: number
  /** Width of the space before the part; not needed at the start of a line. */
  space: number
  /** Width of the hyphen after the part if the line ends there. */
  hyphen: number
}

/** A name measured for line breaks. Widths are in em. */
export type MeasuredName = { width: number; letters: number; parts: readonly NamePart[] }

const softHyphen = '\u00ad'
/** Matches spaces, or a word with the hyphen after it. */
const words = /\s+|[^\s\u00ad-]+[\u00ad-]?|[\u00ad-]/g

/** Measures a name and its parts. Names can break at spaces, after hyphens and between ideographs. */
export function measureName(name: string): MeasuredName {
  const parts: NamePart[] = []
  let space = 0
  for (const [word] of name.matchAll(words)) {
    if (word.trim() === '') {
      space = measureText(' ', 1)
      continue
    }
    const hyphen = word.endsWith(softHyphen) ? measureText('-', 1) : 0
    for (const piece of isIdeographic(word) ? splitGraphemes(word) : [word]) {
      parts.push({ width: measureText(piece, 1), space, hyphen })
      space = 0
    }
  }
  return { width: measureText(name, 1), letters: splitGraphemes(name).length, parts }
}

/**
 * Returns the number of lines of a name, or infinity if one of its parts is wider than a line.
 *
 * @param width line width in em
 */
export function countLines(
  { width: whole, parts }: Pick<MeasuredName, 'width' | 'parts'>,
  width: number,
): number {
  if (whole <= width) return 1
  let lines = 1
  let used = 0
  for (const part of parts) {
    const next = used === 0 ? part.width : used + part.space + part.width
    if (next + part.hyphen <= width) {
      used = next
      continue
    }
    if (part.width + part.hyphen > width) return Infinity
    lines += 1
    used = part.width
  }
  return lines
}

/** Returns the smallest line width at which a name fits on two lines, in em. */
export function twoLineWidth({ width, parts }: Pick<MeasuredName, 'width' | 'parts'>): number {
  let narrowest = width
  let first = 0
  let used = 0
  for (const part of parts) {
    if (used > 0) {
      const second = width - used - part.space
      narrowest = Math.min(narrowest, Math.max(first, second))
    }
    used += part.space + part.width
    first = used + part.hyphen
  }
  return narrowest
}
