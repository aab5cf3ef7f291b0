import { Id, readableText } from '#src/contract/butlr-values.ts'
import * as v from 'valibot'

/** Whether something is an object with fields, and no list. */
export function isObject(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
}

/** The fields of something that may be no object at all. */
export function fieldsOf(item: unknown): Record<string, unknown> {
  return isObject(item) ? item : {}
}

/** What a place is called: its name, else its id, else null. */
export function placeName(place: unknown): string | null {
  const { name, id } = fieldsOf(place)
  const readable = typeof name === 'string' ? readableText(name) : ''
  if (readable !== '') return readable
  return v.is(Id, id) ? id : null
}
