/**
 * Every pseudorandom value of the simulated building is a hash of the seed and of what the value describes, so
 * identical requests always get identical responses.
 */

/** Mixes two 32-bit integers into one (based on the MurmurHash3 finalizer); returns 0 to 2^32 - 1. */
export function mixHash(a: number, b: number): number {
  let hash = Math.imul(a ^ (b + 0x9e3779b9 + (a << 6) + (a >>> 2)), 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Hashes a string to a 32-bit integer (FNV-1a, then mixed, so that similar strings get very different hashes). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return mixHash(hash, text.length)
}

/** Maps a hash to a fraction in [0, 1). */
export function hashToFraction(hash: number): number {
  return hash / 0x1_0000_0000
}

/** Maps a hash to an integer from `low` to `high`, both inclusive. */
export function hashToInteger(hash: number, low: number, high: number): number {
  return low + Math.floor(hashToFraction(hash) * (high - low + 1))
}

/** A pseudorandom sequence that is determined by one hash. */
export type Rng = {
  /** Returns the next fraction in [0, 1). */
  next: () => number
  /** Returns the next integer from `low` to `high`, both inclusive. */
  integer: (low: number, high: number) => number
}

export function createRng(hash: number): Rng {
  let position = 0
  const next = () => {
    position += 1
    return hashToFraction(mixHash(hash, position))
  }
  return { next, integer: (low, high) => low + Math.floor(next() * (high - low + 1)) }
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Returns an ID in Butlr's format: a prefix and 27 base-62 characters. */
export function makeId(prefix: string, seed: number, key: string): string {
  const hash = mixHash(seed, hashText(`${prefix}/${key}`))
  let suffix = ''
  for (let position = 0; position < 27; position += 1) {
    suffix += alphabet.charAt(mixHash(hash, position) % 62)
  }
  return `${prefix}_${suffix}`
}
