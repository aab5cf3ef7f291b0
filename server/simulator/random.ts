/**
 * Chance without state: everything that looks random in the simulated building is a hash of the seed and of what it
 * is about, so that the same question always gets the same answer.
 */

/** Mixes two 32-bit integers into one (the finaliser of MurmurHash3); 0 to 2^32 - 1. */
export function mixHash(a: number, b: number): number {
  let hash = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A text as a 32-bit integer (FNV-1a, then mixed so that similar texts lie far apart). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return mixHash(hash, text.length)
}

/** A hash as a fraction, 0 inclusive to 1 exclusive. */
export function hashToFraction(hash: number): number {
  return hash / 0x1_0000_0000
}

/** A hash as an integer from `low` to `high`, both included. */
export function hashToInteger(hash: number, low: number, high: number): number {
  return low + Math.floor(hashToFraction(hash) * (high - low + 1))
}

/** A sequence of fractions that belongs to one hash. */
export type Rng = {
  /** The next fraction, 0 inclusive to 1 exclusive. */
  next: () => number
  /** The next integer from `low` to `high`, both included. */
  integer: (low: number, high: number) => number
}

/** Starts the sequence of fractions of a hash. */
export function createRng(hash: number): Rng {
  let position = 0
  const next = () => {
    position += 1
    return hashToFraction(mixHash(hash, position))
  }
  return { next, integer: (low, high) => low + Math.floor(next() * (high - low + 1)) }
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** An id as Butlr makes them: a prefix and 27 characters of base 62. */
export function makeId(prefix: string, seed: number, key: string): string {
  const hash = mixHash(seed, hashText(`${prefix}/${key}`))
  let suffix = ''
  for (let position = 0; position < 27; position += 1) {
    suffix += alphabet.charAt(mixHash(hash, position) % 62)
  }
  return `${prefix}_${suffix}`
}
