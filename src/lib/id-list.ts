import { decodePathSegment, encodePathSegment } from './routes.ts'

/** Ids as one text, which stays the same while they do: what a memo can depend on. */
export function joinIds(ids: readonly string[]): string {
  return ids.map(encodePathSegment).join(' ')
}

/** The ids of such a text, whatever characters they have. */
export function splitIds(text: string): string[] {
  return text === '' ? [] : text.split(' ').map(decodePathSegment)
}
