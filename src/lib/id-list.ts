import { decodePathSegment, encodePathSegment } from './routes.ts'

/** Joins IDs into a string that is equal for equal IDs, for use as a memo dependency. */
export function joinIds(ids: readonly string[]): string {
  return ids.map(encodePathSegment).join(' ')
}

/** Splits a string from `joinIds` into IDs. */
export function splitIds(text: string): string[] {
  return text === '' ? [] : text.split(' ').map(decodePathSegment)
}
