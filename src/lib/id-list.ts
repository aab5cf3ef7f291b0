import { decodePathSegment, encodePathSegment } from './routes.ts'

/** Joins ids into one string that is equal for equal ids, for use as a memo dependency. */
export function joinIds(ids: readonly string[]): string {
  return ids.map(encodePathSegment).join(' ')
}

/** Splits a string from `joinIds` into ids with any characters. */
export function splitIds(text: string): string[] {
  return text === '' ? [] : text.split(' ').map(decodePathSegment)
}
