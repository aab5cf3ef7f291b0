import { wordsWidth } from './words-width.ts'

/** Fewer letters of a name say nothing. */
const leastLetters = 4

/** A whole name in one line or in two about equally long ones; null where it is too long for both. */
export function nameLines(name: string, width: number, size: number, most: 1 | 2): string[] | null {
  if (wordsWidth(name, size) <= width) return [name]
  if (most === 1) return null
  let best: { longest: number; lines: string[] } | null = null
  for (const { index } of name.matchAll(/(?<=[-/ ])/g)) {
    const lines = [name.slice(0, index).trimEnd(), name.slice(index)]
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
