/** Widths of Inter's letters per em, medium and with tabular figures, each class as wide as its widest letter. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[ijl I]/u, 0.28],
  [/[.,:;'|!`]/u, 0.36],
  [/[frt()[\]/-]/u, 0.46],
  [/[mw]/u, 0.9],
  [/[MW@%…—]/u, 1],
  [/[acehknosuvxyz]/u, 0.61],
  [/[EFJLPRSTZB]/u, 0.67],
  [/\p{Lu}/u, 0.78],
  [/[\u0020-\u036f]/u, 0.68],
]
/** What Inter has not, such as Chinese, is as wide as high. */
const other = 1.05

/** How wide words are, pixels, rather too much than too little: they must not run over a wall. `size` is in pixels too. */
export function textWidth(words: string, size: number): number {
  let width = 0
  for (const letter of words) {
    width += classes.find(([letters]) => letters.test(letter))?.[1] ?? other
  }
  return width * size
}

/** Fewer letters of a name say nothing. */
const leastLetters = 4

/** The least that is left of a name when it is shortened. */
export function shortest(words: string): string {
  const letters = Array.from(words)
  return letters.length > leastLetters + 1 ? `${letters.slice(0, leastLetters).join('')}…` : words
}

/** Words in so many pixels: whole, or as much of their beginning as fits, with "…"; at least `shortest`. */
export function shortened(words: string, size: number, width: number): string {
  if (textWidth(words, size) <= width) return words
  const letters = Array.from(words)
  for (let length = letters.length - 1; length > leastLetters; length -= 1) {
    const beginning = `${letters.slice(0, length).join('').trimEnd()}…`
    if (textWidth(beginning, size) <= width) return beginning
  }
  return shortest(words)
}

/** Words on two lines of about the same width, broken at a space; on one where there is none. */
export function onTwoLines(words: string): readonly string[] {
  const parts = words.split(' ')
  const breaks = parts.slice(1).map((_, index) => {
    const lines = [parts.slice(0, index + 1).join(' '), parts.slice(index + 1).join(' ')]
    return { lines, width: Math.max(...lines.map((one) => textWidth(one, 1))) }
  })
  return breaks.toSorted((a, b) => a.width - b.width)[0]?.lines ?? [words]
}
