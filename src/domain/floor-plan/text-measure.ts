/**
 * Widths of Inter's characters at weight 600 in em, measured in Chromium and rounded up so that text does not cross
 * walls. The widths apply to proportional and to tabular figures. Accents do not make a letter wider.
 */
const interWidths: readonly (readonly [width: number, letters: string])[] = [
  [0.28, ' ijlIłı'],
  [0.33, ",.:;!'·’‘"],
  [0.36, '`t|'],
  [0.39, '()/[\\]f'],
  [0.42, 'r‹›'],
  [0.49, '{}-_^„°'],
  [0.55, '"*?s–•“”'],
  [0.58, 'Lkxzja'],
  [0.6, 'Fcvyeð'],
  [0.62, 'EohnuøŁJ'],
  [0.64, 'bdgpqđþ«»'],
  [0.66, '012356789#$PSBRTZßÞ'],
  [0.68, '4&+<=>~€×−'],
  [0.73, 'KXYADV'],
  [0.76, 'CUGHNĐ'],
  [0.78, 'OQØ'],
  [0.84, 'w'],
  [0.93, 'mMæ'],
  [1.02, '…@%—WœŒÆ'],
]
const interWidthByLetter = new Map(
  interWidths.flatMap(([width, letters]) => Array.from(letters, (letter) => [letter, width])),
)

/**
 * Estimated widths, in em, of characters that are drawn in a fallback font; deliberately generous. The first match
 * applies.
 */
const estimates: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u, 0],
  [/\p{Mc}/u, 0.4],
  [/[ЖШЩЮМФЫЉЊЂжшщюфмыњљѣΜΩΦωψ]/u, 1.1],
  [/(?=\p{Lu})[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Latin}]/u, 0.8],
  [/[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Latin}\p{sc=Hebrew}\p{sc=Thai}\p{sc=Lao}]/u, 0.7],
  [/[\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}]/u, 0.78],
]
/** Width of a character in Chinese, Japanese, Korean and all remaining scripts, in em. */
const fullWidth = 1.05
/** Width of an emoji sequence of any length, in em. */
const emojiWidth = 1.4
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u
/** Latin letters and punctuation, none of which combines with its neighbours: each character is one grapheme. */
const simpleText = /^[ -~\u00a0-\u024f\u2010-\u2027]*$/
const rightToLeft = /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}]/u
const ideographic =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff01-\uff60]/u

/** Cached widths in em, by grapheme. */
const widthCache = new Map<string, number>()
const widthCacheLimit = 4000

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('und') : null
/** Approximates graphemes in browsers without `Intl.Segmenter`: a letter with its marks, and letters joined to it. */
const clusters = /\P{M}\p{M}*(?:\u200d\P{M}\p{M}*)*/gsu

/** Splits text into user-perceived characters (extended grapheme clusters, Unicode annex 29). */
export function splitGraphemes(text: string): readonly string[] {
  if (simpleText.test(text)) return Array.from(text)
  return segmenter === null
    ? (text.match(clusters) ?? [])
    : Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Returns an upper bound for the width of a string, in the unit of `size`, which is its font size. */
export function measureText(text: string, size: number): number {
  return splitGraphemes(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0) * size
}

/** Returns the width of one grapheme in em. */
export function graphemeWidth(grapheme: string): number {
  const found = interWidthByLetter.get(grapheme) ?? widthCache.get(grapheme)
  if (found !== undefined) return found
  const width = emoji.test(grapheme) ? emojiWidth : sumLetterWidths(grapheme)
  if (widthCache.size < widthCacheLimit) widthCache.set(grapheme, width)
  return width
}

function sumLetterWidths(grapheme: string): number {
  let width = 0
  for (const letter of grapheme.normalize('NFD')) {
    width +=
      interWidthByLetter.get(letter) ??
      estimates.find(([letters]) => letters.test(letter))?.[1] ??
      fullWidth
  }
  return width
}

/** Returns whether the last letter of a string is in a right-to-left script. */
export function endsRightToLeft(text: string): boolean {
  const last = splitGraphemes(text).findLast((grapheme) => /\p{L}/u.test(grapheme))
  return last !== undefined && rightToLeft.test(last)
}

/** Returns whether a grapheme belongs to a full-width script (CJK), in which a line may break without a space. */
export function isIdeographic(grapheme: string): boolean {
  return ideographic.test(grapheme)
}

/** Returns whether a grapheme counts as two letters: an ideograph, a Korean syllable or an emoji. */
export function isFullWidth(grapheme: string): boolean {
  return ideographic.test(grapheme) || emoji.test(grapheme)
}
