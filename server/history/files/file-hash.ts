import { createHash } from 'node:crypto'

/** The place of the hash in a file: as many zeros as the hash has digits. */
export const missingHash = '0'.repeat(64)

/**
 * Replaces the last occurrence of `missingHash` in a file with the SHA-256 hash of the whole file, so that damage
 * anywhere in the file is detected.
 */
export function writeHash(bytes: Uint8Array): void {
  const file = toBuffer(bytes)
  const at = file.lastIndexOf(missingHash, undefined, 'latin1')
  if (at < 0) throw new TypeError('The file has no place for a hash.')
  file.write(createHash('sha256').update(file).digest('hex'), at, 'latin1')
}

/** Returns whether a hash is the one that `writeHash` wrote to the file. */
export function matchesHash(bytes: Uint8Array, hash: string): boolean {
  const file = toBuffer(bytes)
  const at = file.lastIndexOf(hash, undefined, 'latin1')
  if (at < 0 || hash.length !== missingHash.length) return false
  const found = createHash('sha256')
    .update(file.subarray(0, at))
    .update(missingHash, 'latin1')
    .update(file.subarray(at + hash.length))
  return found.digest('hex') === hash
}

function toBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length)
}
