import * as v from 'valibot'

const Fields = v.fallback(v.record(v.string(), v.unknown()), {})

/** The fields of something that may be no object at all. */
export function fieldsOf(item: unknown): Record<string, unknown> {
  return v.parse(Fields, item)
}

/** What a place is called: its name, else its id, else null. */
export function placeName(place: unknown): string | null {
  const { name, id } = fieldsOf(place)
  if (typeof name === 'string' && name !== '') return name
  return typeof id === 'string' ? id : null
}
