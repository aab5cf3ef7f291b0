import { createHmac, randomBytes } from 'node:crypto'

const buckets = 2 ** 16

/**
 * Maps keys of rate limits to a fixed number of buckets, so that no flood of keys fills the memory. The salt prevents
 * anyone from finding a key that shares the bucket of another.
 */
export function createKeyBuckets(): (...parts: string[]) => string {
  const salt = randomBytes(32)
  return (...parts) =>
    String(
      createHmac('sha256', salt).update(JSON.stringify(parts)).digest().readUInt32BE() % buckets,
    )
}
