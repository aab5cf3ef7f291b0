/** Widths of Inter at weight 600 per em, rounded up to the next twentieth: words must not run over a wall. */
const widths: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[ijlI ]/, 0.3],
  [/[!',.:;|’·]/, 0.35],
  [/[frt()[\]/]/, 0.4],
  [/[s?*"^_{}-]/, 0.55],
  [/[acekvxyzJFL]/, 0.6],
  // Small letters, and digits, which are all as wide as a 0.
  [/[bdghnopqu0-9EPS$#]/, 0.65],
  [/[BRTZ&+<=>]/, 0.7],
  [/[ACDGHKUVXY]/, 0.75],
  [/[NOQw]/, 0.85],
]
/** M, W, m, %, and whatever is not Latin. */
const ofOthers = 1.05

/** Each letter's width, once it was looked for. */
const found = new Map<string, number>()

/** How wide words are in a bold face, in the unit of the size of their letters. */
export function wordsWidth(words: string, size: number): number {
  let width = 0
  for (const letter of words) width += found.get(letter) ?? find(letter)
  return width * size
}

function find(letter: string): number {
  // An accent does not make a letter wider.
  const plain = letter.normalize('NFD').replace(/\p{Mark}/gu, '')
  const width =
    plain === '' ? 0 : (widths.find(([letters]) => letters.test(plain))?.[1] ?? ofOthers)
  found.set(letter, width)
  return width
}
