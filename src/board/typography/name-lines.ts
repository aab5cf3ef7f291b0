import { isIdeographic, measureText, splitGraphemes } from '#src/domain/floor-plan/text-measure.ts'

/** A part of a name that is not broken across lines; widths in em. */
type NamePart = {
  width: number
  /** Width of the space before the part, which is not used at the start of a line. */
  space: number
  /** Width of the hyphen that appears if a line ends after the part. */
  hyphen: number
}

/** A name measured for wrapping; widths in em. */
export type MeasuredName = { width: number; letters: number; parts: readonly NamePart[] }

const softHyphen = '\u00ad'
/** Matches a word with the hyphen after it, or the space before it. */
const words = /\s+|[^\s\u00ad-]+[\u00ad-]?|[\u00ad-]/g

/** Measures a name and the parts between which it may break: at spaces, after hyphens and between ideographs. */
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
 * Returns the number of lines that a name fills; infinite when a part of the name is wider than a line.
 *
 * @param width width of a line in em
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

/** Returns the smallest width of a line at which a name fills at most two lines, in em. */
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
