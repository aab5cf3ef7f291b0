import { wordsWidth } from './words-width.ts'

/** Fewer letters of a name say nothing. */
const leastLetters = 4

/** Where a name may be broken: after a space, a hyphen or a stroke. */
const betweenWords = /(?<=[-/ ])/g
/**
 * Where a word may be broken, as German does it and English mostly: before a consonant with a vowel behind it. Not right
 * at its ends.
 */
const betweenSyllables = /(?<=\p{L}{4})(?=[bcdfghjklmnpqrstvwxzß][aeiouyäöü]\p{L}{2})/gu

/** A whole name in one line or in two about equally long ones; null where it is too long for both. */
export function nameLines(name: string, width: number, size: number, most: 1 | 2): string[] | null {
  if (wordsWidth(name, size) <= width) return [name]
  return most === 1 ? null : broken(name, betweenWords, '', width, size)
}

/** A name whose word is broken to stand in two lines; null where even that is too long. */
export function hyphenatedName(name: string, width: number, size: number): string[] | null {
  return broken(name, betweenSyllables, '-', width, size)
}

function broken(name: string, at: RegExp, hyphen: string, width: number, size: number) {
  let best: { longest: number; lines: string[] } | null = null
  for (const { index } of name.matchAll(at)) {
    const lines = [`${name.slice(0, index).trimEnd()}${hyphen}`, name.slice(index)]
    const longest = Math.max(...lines.map((line) => wordsWidth(line, size)))
    if (longest <= width && (best === null || longest < best.longest)) best = { longest, lines }
  }
  return best?.lines ?? null
}

/** A name's beginning with "…"; null where too little of it would be left. */
export function shortenedName(name: string, width: number, size: number): string | null {
  for (let letters = name.length - 1; letters >= leastLetters; letters -= 1) {
    const start = `${name.slice(0, letters).trimEnd()}…`
    if (wordsWidth(start, size) <= width) return start
  }
  return null
}

/** The beginning of a name in two lines, as much of it as they hold; null where it cannot be broken. */
export function shortenedLines(name: string, width: number, size: number): string[] | null {
  let best: string[] | null = null
  for (const [at, hyphen] of [
    [betweenWords, ''],
    [betweenSyllables, '-'],
  ] as const) {
    for (const { index } of name.matchAll(at)) {
      const first = `${name.slice(0, index).trimEnd()}${hyphen}`
      const second = shortenedName(name.slice(index), width, size)
      if (second === null || wordsWidth(first, size) > width) continue
      if (first.length + second.length > (best?.join('').length ?? 0)) best = [first, second]
    }
  }
  return best
}
