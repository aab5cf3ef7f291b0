import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a screen proves itself with: 256 random bits. */
export function makeKey(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a key: enough to know it again, not enough to use it. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

/** Whether a key is the one that was kept as `hash`. */
export function isKeyOf(hash: string, key: string): boolean {
  const [known, given] = [Buffer.from(hash), Buffer.from(hashOf(key))]
  return known.length === given.length && timingSafeEqual(known, given)
}
